package dev.lamina.extraction.lora;

import static java.util.stream.Collectors.joining;

import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.checkpoint.AdapterSlot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A LoRA adapter that fits its base: low-rank updates of some of its linear layers, `W + B A`.
///
/// Hu et al. 2021, arXiv 2106.09685.
public final class Adapter {

  /// The update of one linear layer `[out, in]`.
  ///
  /// @param a `[rank, in]`, row-major
  /// @param b `[out, rank]`, row-major, the adapter's scale included
  @SuppressWarnings("ArrayRecordComponent")
  public record Update(int rank, float[] a, float[] b) {

    /// Whether each row of A, or the column of B that it meets, is zero.
    boolean changesNothing() {
      return IntStream.range(0, rank)
          .allMatch(
              r ->
                  isZero(a, r * (a.length / rank), 1, a.length / rank)
                      || isZero(b, r, rank, b.length / rank));
    }

    private static boolean isZero(float[] values, int from, int step, int count) {
      return IntStream.range(0, count).allMatch(i -> values[from + i * step] == 0);
    }
  }

  /// Rounds a number to those that a precision holds.
  public interface Rounding {
    float round(float value);
  }

  private final AdapterSource source;
  private final AdapterConfig config;
  private final Map<String, Update> updates;

  private Adapter(AdapterSource source, AdapterConfig config, Map<String, Update> updates) {
    this.source = source;
    this.config = config;
    this.updates = updates;
  }

  public AdapterConfig config() {
    return config;
  }

  public AdapterSource source() {
    return source;
  }

  /// The update of a linear layer; empty where the adapter leaves it as it is.
  ///
  /// @param module its name in the bare model
  public Optional<Update> update(String module) {
    return Optional.ofNullable(updates.get(module));
  }

  /// Numbers that the adapter adds to its base.
  public long parameters() {
    return updates.values().stream().mapToLong(u -> (long) u.a().length + u.b().length).sum();
  }

  /// Reads an adapter for a base with these linear layers, and judges by names and shapes
  /// whether it fits. An adapter that changes nothing is a fault: its states would be the
  /// base's.
  public static Adapter read(AdapterSource source, List<AdapterSlot> slots) throws ModelException {
    AdapterConfig config = AdapterConfig.read(source.config());
    AdapterFile file = AdapterFile.read(source.weights());
    Map<String, AdapterSlot> slotOf =
        slots.stream().collect(Collectors.toMap(AdapterSlot::module, Function.identity()));
    Map<String, Update> updates = new LinkedHashMap<>();
    for (String module : file.modules()) {
      AdapterSlot slot = slot(module, slotOf, source);
      if (updates.put(slot.module(), file.update(module, slot, config)) != null) {
        throw new ModelException(
            Kind.UNSUPPORTED,
            "The adapter '%s' does not fit its base: it adapts the layer '%s' twice, the second time as '%s'."
                .formatted(source, slot.module(), module));
      }
    }
    requireChange(source, updates);
    return new Adapter(source, config, updates);
  }

  private static void requireChange(AdapterSource source, Map<String, Update> updates)
      throws ModelException {
    if (updates.values().stream().allMatch(Update::changesNothing)) {
      throw new ModelException(
          Kind.UNSUPPORTED,
          "The adapter '%s' changes nothing: %s. Save it again after training."
              .formatted(
                  source,
                  updates.isEmpty()
                      ? "it holds no LoRA weights"
                      : "in every layer A, B or lora_alpha is zero"));
    }
  }

  /// The same as a precision computes with it, which may be nothing, or too much.
  public Adapter in(Rounding precision) throws ModelException {
    Map<String, Update> rounded = new LinkedHashMap<>();
    for (Map.Entry<String, Update> entry : updates.entrySet()) {
      Update update = entry.getValue();
      rounded.put(
          entry.getKey(),
          new Update(
              update.rank(),
              rounded(entry.getKey(), update.a(), precision),
              rounded(entry.getKey(), update.b(), precision)));
    }
    requireChange(source, rounded);
    return new Adapter(source, config, rounded);
  }

  private float[] rounded(String module, float[] values, Rounding precision) throws ModelException {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = precision.round(values[i]);
      if (!Float.isFinite(rounded[i])) {
        throw new ModelException(
            Kind.UNSUPPORTED,
            "The adapter '%s' has %s at '%s', more than this precision holds. Compute in float32."
                .formatted(source, values[i], module));
      }
    }
    return rounded;
  }

  /// PEFT writes where the layer lies in what it wrapped, a model with or without a head; the
  /// bare model's name of the layer is the end of that.
  private static AdapterSlot slot(
      String module, Map<String, AdapterSlot> slotOf, AdapterSource source) throws ModelException {
    String name = module;
    while (true) {
      AdapterSlot slot = slotOf.get(name);
      if (slot != null) {
        return slot;
      }
      int dot = name.indexOf('.');
      if (dot < 0) {
        throw new ModelException(
            Kind.UNSUPPORTED,
            "The adapter '%s' does not fit its base: it adapts '%s', which is no linear layer of the base's blocks (%s, ...)."
                .formatted(
                    source,
                    module,
                    slotOf.keySet().stream().sorted().limit(3).collect(joining(", "))));
      }
      name = name.substring(dot + 1);
    }
  }
}
