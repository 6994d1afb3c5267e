package dev.lamina.extraction;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.checkpoint.AdapterSlot;
import dev.lamina.extraction.lora.Adapter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An adapter as inputs of its base's graph: A and B of every slot, of rank 0 where it adds
/// nothing. Serves any number of runs.
final class AdapterTensors implements AutoCloseable {
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  private AdapterTensors() {}

  static AdapterTensors none(OrtEnvironment environment, List<AdapterSlot> slots)
      throws OrtException {
    AdapterTensors tensors = new AdapterTensors();
    try {
      for (AdapterSlot slot : slots) {
        tensors.put(environment, slot, 0, new float[0], new float[0]);
      }
      return tensors;
    } catch (OrtException e) {
      tensors.close();
      throw e;
    }
  }

  static AdapterTensors of(OrtEnvironment environment, List<AdapterSlot> slots, Adapter adapter)
      throws ModelException {
    AdapterTensors tensors = new AdapterTensors();
    try {
      for (AdapterSlot slot : slots) {
        Optional<Adapter.Update> update = adapter.update(slot.module());
        if (update.isPresent()) {
          tensors.put(environment, slot, update.get().rank(), update.get().a(), update.get().b());
        } else {
          tensors.put(environment, slot, 0, new float[0], new float[0]);
        }
      }
      return tensors;
    } catch (OrtException e) {
      tensors.close();
      throw RuntimeFailures.ofMemory(e, "the adapter")
          .orElseGet(
              () ->
                  new ModelException(
                      Kind.FAILED,
                      "The adapter cannot be laid out: %s.".formatted(e.getMessage()),
                      e));
    }
  }

  private void put(OrtEnvironment environment, AdapterSlot slot, int rank, float[] a, float[] b)
      throws OrtException {
    tensors.put(slot.inputA(), tensor(environment, a, rank, slot.in()));
    tensors.put(slot.inputB(), tensor(environment, b, slot.out(), rank));
  }

  private static OnnxTensor tensor(OrtEnvironment environment, float[] values, long... shape)
      throws OrtException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.nativeOrder());
    FloatBuffer floats = bytes.asFloatBuffer().put(values).flip();
    return OnnxTensor.createTensor(environment, floats, shape);
  }

  /// All inputs of a run.
  Map<String, OnnxTensor> with(Map<String, OnnxTensor> inputs) {
    Map<String, OnnxTensor> all = new HashMap<>(tensors);
    all.putAll(inputs);
    return all;
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
