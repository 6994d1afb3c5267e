package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.Optional;
import java.util.OptionalInt;

/// Frequencies of rotary positions, as `config.json` sets them: since transformers 5 under
/// `rope_parameters`, before that as `rope_theta` and `rope_scaling`.
///
/// Su et al. 2021, arXiv 2104.09864; scaled as in Chen et al. 2023, arXiv 2306.15595 (linear)
/// and as in Llama 3.1 (llama3).
final class Rope {
  /// Many times what any head has: weights are held to it only later.
  private static final int MOST_FEATURES = 1 << 16;

  private final ModelConfig settings;
  private final double theta;
  private final OptionalInt positions;

  private Rope(ModelConfig settings, double theta, OptionalInt positions) {
    this.settings = settings;
    this.theta = theta;
    this.positions = positions;
  }

  static Rope of(ModelConfig config) throws ModelException {
    return of(config, 10_000);
  }

  /// @param otherwise what a family's frequencies are powers of where its settings do not say
  static Rope of(ModelConfig config, double otherwise) throws ModelException {
    double theta = config.positive("rope_theta", config.positive("rotary_emb_base", otherwise));
    Optional<ModelConfig> parameters = config.inner("rope_parameters");
    Optional<ModelConfig> scaling = config.inner("rope_scaling");
    ModelConfig settings = parameters.or(() -> scaling).orElse(config.without());
    return new Rope(
        settings,
        settings.positive("rope_theta", theta),
        config.optionalCount("max_position_embeddings"));
  }

  /// Of layers that differ in it, the settings of one kind.
  ///
  /// @param kind for instance `sliding_attention`
  static Optional<Rope> ofKind(ModelConfig config, String kind) throws ModelException {
    Optional<ModelConfig> parameters = config.inner("rope_parameters");
    Optional<ModelConfig> settings =
        parameters.isPresent() ? parameters.get().inner(kind) : Optional.empty();
    return settings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rope(
                settings.get(),
                settings.get().positive("rope_theta", 10_000),
                config.optionalCount("max_position_embeddings")));
  }

  /// Unscaled.
  static Rope plain(double theta) {
    return new Rope(ModelConfig.empty(), theta, OptionalInt.empty());
  }

  /// The part of a head's features that turns.
  double part(double otherwise) throws ModelException {
    return settings.number("partial_rotary_factor", otherwise);
  }

  /// How the `features` of a head that turn do so. In float32, step by step, as the models were
  /// trained: at position 8,000 a last bit here is a last bit of an angle.
  Turning turning(int features) throws ModelException {
    if (features < 2 || features % 2 != 0 || features > MOST_FEATURES) {
      throw settings.unsupported(
          "turns %d features of each head by position; an even number from 2 to %d is needed"
              .formatted(features, MOST_FEATURES));
    }
    Turning turning = scaled(features);
    for (float radian : turning.radians()) {
      if (!Float.isFinite(radian)) {
        throw settings.unsupported("sets rotary positions that have no finite frequency");
      }
    }
    return turning;
  }

  private Turning scaled(int features) throws ModelException {
    float[] radians = new float[features / 2];
    for (int i = 0; i < radians.length; i++) {
      float exponent = 2 * i / (float) features;
      radians[i] = 1f / (float) Math.pow(theta, exponent);
    }
    Optional<String> type = settings.text("rope_type");
    if (type.isEmpty()) {
      type = settings.text("type");
    }
    return switch (type.orElse("default")) {
      // "dynamic" changes nothing within a model's own limit of tokens, and no row is longer.
      case "default", "dynamic" -> new Turning(radians, 1);
      case "linear" -> RopeScaling.linear(radians, settings);
      case "llama3" -> RopeScaling.llama3(radians, settings);
      case "yarn" -> RopeScaling.yarn(radians, theta, settings, positions);
      default ->
          throw settings.unsupported(
              "scales its rotary positions by '"
                  + type.get()
                  + "'; default, linear, dynamic, llama3 and yarn are known");
    };
  }

  /// @param radians per position, of each pair of features
  /// @param amplitude what the turned features are multiplied by
  @SuppressWarnings("ArrayRecordComponent")
  record Turning(float[] radians, double amplitude) {}
}
