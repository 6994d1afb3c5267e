package dev.lamina.extraction.checkpoint;

import dev.lamina.extraction.ModelException;
import java.util.OptionalInt;

/// Rotary positions slowed down, so that a model takes longer texts than it was first trained on.
final class RopeScaling {

  private RopeScaling() {}

  /// All alike. Chen et al. 2023, arXiv 2306.15595.
  static Rope.Turning linear(float[] radians, ModelConfig settings) throws ModelException {
    float factor = (float) settings.number("factor");
    for (int i = 0; i < radians.length; i++) {
      radians[i] /= factor;
    }
    return new Rope.Turning(radians, 1);
  }

  /// As Llama 3.1 does: waves much longer than the first training's texts are slowed down, short
  /// ones are not, and between the two bounds the slowing fades in.
  static Rope.Turning llama3(float[] radians, ModelConfig settings) throws ModelException {
    float factor = (float) settings.number("factor");
    float low = (float) settings.number("low_freq_factor");
    float high = (float) settings.number("high_freq_factor");
    float original = (float) settings.number("original_max_position_embeddings");
    if (high <= low) {
      throw settings.wrong(
          "has low_freq_factor %s and high_freq_factor %s; the second is the larger one"
              .formatted(low, high));
    }
    for (int i = 0; i < radians.length; i++) {
      float wave = (float) (2 * Math.PI) / radians[i];
      if (wave > original / low) {
        radians[i] /= factor;
      } else if (wave >= original / high) {
        float smooth = (original / wave - low) / (high - low);
        radians[i] = (1 - smooth) * radians[i] / factor + smooth * radians[i];
      }
    }
    return new Rope.Turning(radians, 1);
  }

  /// Fades in by how often a pair turns within the first training's texts, and turned features
  /// grow. Peng et al. 2023, arXiv 2309.00071.
  ///
  /// @param positions of the model as it is now, the first training's where nothing else is said
  static Rope.Turning yarn(
      float[] radians, double theta, ModelConfig settings, OptionalInt positions)
      throws ModelException {
    double factor = settings.number("factor");
    double original =
        positions.isPresent()
            ? settings.positive("original_max_position_embeddings", positions.getAsInt())
            : settings.number("original_max_position_embeddings");
    int features = 2 * radians.length;
    double low = pairTurning(settings.number("beta_fast", 32), features, theta, original);
    double high = pairTurning(settings.number("beta_slow", 1), features, theta, original);
    if (settings.flag("truncate", true)) {
      low = Math.floor(low);
      high = Math.ceil(high);
    }
    low = Math.max(low, 0);
    high = Math.min(high, features - 1);
    double width = high == low ? 0.001 : high - low;
    for (int i = 0; i < radians.length; i++) {
      float slowed = (float) Math.clamp((i - low) / width, 0, 1);
      radians[i] = radians[i] / (float) factor * slowed + radians[i] * (1 - slowed);
    }
    return new Rope.Turning(
        radians, settings.number("attention_factor", amplitude(factor, settings)));
  }

  /// The pair of features that turns so often within `original` positions.
  private static double pairTurning(double times, int features, double theta, double original) {
    return features * Math.log(original / (times * 2 * Math.PI)) / (2 * Math.log(theta));
  }

  private static double amplitude(double factor, ModelConfig settings) throws ModelException {
    double scale = settings.number("mscale", 0);
    double scaleOfAll = settings.number("mscale_all_dim", 0);
    return scale > 0 && scaleOfAll > 0
        ? amplitude(factor, scale) / amplitude(factor, scaleOfAll)
        : amplitude(factor, 1);
  }

  private static double amplitude(double factor, double scale) {
    return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
  }
}
