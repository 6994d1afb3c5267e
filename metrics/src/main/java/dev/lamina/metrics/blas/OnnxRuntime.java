package dev.lamina.metrics.blas;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.DoubleBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// ONNX Runtime, on an NVIDIA GPU: products of views in float32 are formed there, true float32
/// rather than TF32, whose products are off by 1e-3; all others by OpenBLAS on the machine's
/// processors. Operands travel to the GPU for each product, and the product travels back.
///
/// Needs `onnxruntime_gpu` on the class path, and CUDA and cuDNN as it wants them.
public final class OnnxRuntime implements Kernel, AutoCloseable {

  private final OpenBlas host;
  private final OrtEnvironment environment;
  private final Map<GemmGraph, OrtSession> sessions = new EnumMap<>(GemmGraph.class);

  private OnnxRuntime(OpenBlas host, SessionOptions options) throws OrtException {
    this.host = host;
    this.environment = environment();
    for (GemmGraph graph : GemmGraph.values()) {
      sessions.put(graph, environment.createSession(graph.model().toByteArray(), options));
    }
  }

  private static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "lamina");
  }

  /// Products on a GPU.
  ///
  /// @param ordinal the GPU's number, from 0 on
  /// @param memoryLimit bytes of its memory to take at most; 0 leaves it to ONNX Runtime
  /// @param host forms what is not formed on the GPU
  /// @throws IllegalStateException in a sentence, where there is no such GPU, or no build for it
  public static OnnxRuntime cuda(int ordinal, long memoryLimit, OpenBlas host) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw new IllegalStateException(
          "This build has no CUDA. Build it with the profile gpu (mvn -Pgpu), or set the device to cpu.");
    }
    try (OrtCUDAProviderOptions provider = new OrtCUDAProviderOptions(ordinal);
        SessionOptions options = new SessionOptions()) {
      provider.add("use_tf32", "0");
      if (memoryLimit > 0) {
        // Each form of product has a session, and each session an arena.
        provider.add("gpu_mem_limit", Long.toString(memoryLimit / GemmGraph.values().length));
      }
      options.addCUDA(provider);
      return new OnnxRuntime(host, options);
    } catch (OrtException e) {
      throw new IllegalStateException(
          "CUDA cannot be used on GPU %d: %s. Check the driver, and that CUDA and cuDNN are those that ONNX Runtime wants; or set the device to cpu."
              .formatted(ordinal, e.getMessage()),
          e);
    }
  }

  /// The same graphs on the machine's processors: slower than OpenBLAS, and what is there to be
  /// tested where there is no GPU.
  static OnnxRuntime onProcessors(OpenBlas host) {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return new OnnxRuntime(host, options);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int threads() {
    return host.threads();
  }

  @Override
  public void multiply(View a, View b, float beta, View into) {
    switch (into.precision()) {
      case FLOAT32 -> product(a, b, beta, into);
      case FLOAT64 -> host.multiply(a, b, beta, into);
    }
  }

  /// Both halves are formed: on a GPU the transfers cost more than the product.
  @Override
  public void square(View a, float beta, View into) {
    switch (into.precision()) {
      case FLOAT32 -> product(a, a.transpose(), beta, into);
      case FLOAT64 -> host.square(a, beta, into);
    }
  }

  private void product(View a, View b, float beta, View into) {
    GemmGraph graph = GemmGraph.of(a, b);
    try (Arena arena = Arena.ofConfined();
        OnnxTensor left = tensor(dense(a, arena));
        OnnxTensor right = tensor(dense(b, arena))) {
      boolean direct = beta == 0 && into.dense();
      View whole = direct ? into : like(into, arena);
      try (OnnxTensor product = tensor(whole)) {
        Map<String, OnnxTensor> inputs = Map.of(GemmGraph.LEFT, left, GemmGraph.RIGHT, right);
        Map<String, OnnxTensor> outputs = Map.of(GemmGraph.PRODUCT, product);
        OrtSession session = sessions.get(graph);
        if (session == null) {
          throw new IllegalStateException("closed");
        }
        session.run(inputs, Set.of(), outputs).close();
      }
      if (!direct) {
        add(whole, beta, into);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime failed on a product of %d x %d by %d x %d: %s"
              .formatted(a.rows(), a.columns(), b.rows(), b.columns(), e.getMessage()),
          e);
    }
  }

  private static void add(View product, float beta, View into) {
    float[] line = new float[into.length()];
    float[] before = new float[into.length()];
    for (int i = 0; i < into.lines(); i++) {
      product.read(i, 0, line.length, line);
      if (beta != 0) {
        into.read(i, 0, before.length, before);
        for (int j = 0; j < line.length; j++) {
          line[j] += beta * before[j];
        }
      }
      into.write(i, 0, line.length, line);
    }
  }

  /// As it lies in memory: rows are lines, whether it is read as its transpose or not.
  private OnnxTensor tensor(View view) throws OrtException {
    long[] shape = {view.lines(), view.length()};
    return OnnxTensor.createTensor(environment, view.buffer().asFloatBuffer(), shape);
  }

  private static View dense(View view, Arena arena) {
    if (view.dense()) {
      return view;
    }
    View copy = like(view, arena);
    view.copyTo(copy);
    return copy;
  }

  private static View like(View view, Arena arena) {
    long bytes = (long) view.lines() * view.length() * view.precision().bytes();
    MemorySegment memory = arena.allocate(bytes, Long.BYTES);
    return View.of(memory, view.precision(), view.lines(), view.length());
  }

  @Override
  public void addCross(int rows, int m, int p, DoubleBuffer a, DoubleBuffer b, DoubleBuffer c) {
    host.addCross(rows, m, p, a, b, c);
  }

  @Override
  public void addSquare(int rows, int m, DoubleBuffer a, DoubleBuffer c) {
    host.addSquare(rows, m, a, c);
  }

  @Override
  public void close() {
    for (OrtSession session : sessions.values()) {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("a session closes once", e);
      }
    }
    sessions.clear();
  }
}
