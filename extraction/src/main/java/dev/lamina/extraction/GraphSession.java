package dev.lamina.extraction;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.lamina.extraction.ModelException.Kind;
import dev.lamina.extraction.lora.Adapter;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A tapped graph in ONNX Runtime. May be run by several threads.
final class GraphSession implements AutoCloseable {
  private static final String FOLDER_KEY = "session.model_external_initializers_file_folder_path";

  /// Packed weights are a private copy beside the file, 82 MB for bge-small; without them it took
  /// 28% more CPU time with one row per run and 5% more with many. Larger models stay mapped.
  private static final long MOST_PREPACKED = 250_000_000;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final TappedGraph graph;
  private final AdapterTensors unadapted;
  private final RunClock clock = new RunClock();

  private GraphSession(
      OrtEnvironment environment, OrtSession session, TappedGraph graph, AdapterTensors unadapted) {
    this.environment = environment;
    this.session = session;
    this.graph = graph;
    this.unadapted = unadapted;
  }

  /// Loads a graph and runs it on one short row. A graph that is not of our making is loaded
  /// twice: ONNX Runtime's graph optimizers trust what its kernels check, and an axis out of
  /// range ended the process there. So it first runs as it is, its weights only mapped.
  static GraphSession open(ModelGraph model, Device device) throws ModelException {
    if (!model.trusted()) {
      load(model, new Device.Cpu(), OptLevel.BASIC_OPT, false).tried().close();
    }
    boolean packed = model.graph().parameters() <= MOST_PREPACKED;
    return load(model, device, OptLevel.ALL_OPT, packed).tried();
  }

  private static GraphSession load(
      ModelGraph model, Device device, OptLevel optimizations, boolean packed)
      throws ModelException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "lamina");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Whatever it would log comes back as an exception, too.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setOptimizationLevel(optimizations);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setDeterministicCompute(true);
      // Every run has a shape of its own, so a pattern remembered per shape would only grow.
      options.setMemoryPatternOptimization(false);
      Providers.add(options, device);
      options.addConfigEntry(FOLDER_KEY, model.folder().toString());
      options.addConfigEntry("session.disable_prepacking", packed ? "0" : "1");
      byte[] bytes = model.graph().model().toByteArray();
      AdapterTensors none = AdapterTensors.none(environment, model.graph().slots());
      try {
        OrtSession session = environment.createSession(bytes, options);
        return new GraphSession(environment, session, model.graph(), none);
      } catch (OrtException | RuntimeException e) {
        none.close();
        throw e;
      }
    } catch (OrtException e) {
      throw RuntimeFailures.ofMemory(e, "the weights of '" + model.name() + "'")
          .orElseGet(
              () ->
                  new ModelException(
                      Kind.UNSUPPORTED,
                      "ONNX Runtime does not load '%s': %s. Export the model again, with standard operators."
                          .formatted(model.name(), e.getMessage()),
                      e));
    }
  }

  private GraphSession tried() throws ModelException {
    PooledStates ignored = new PooledStates(graph.layers(), 1, graph.features());
    TokenRow tokens = new TokenRow(new long[2], new long[2], 0, 0);
    try {
      run(List.of(new PlannedRow(0, tokens)), Pooling.MEAN, unadapted, ignored);
      return this;
    } catch (ModelException | RuntimeException e) {
      close();
      throw e;
    }
  }

  TappedGraph graph() {
    return graph;
  }

  /// Those of the model as it is.
  AdapterTensors unadapted() {
    return unadapted;
  }

  AdapterTensors tensors(Adapter adapter) throws ModelException {
    return AdapterTensors.of(environment, graph.slots(), adapter);
  }

  /// Runs some rows and puts their states where they belong.
  ///
  /// @return tokens computed, padding counted
  long run(List<PlannedRow> rows, Pooling pooling, AdapterTensors adapter, PooledStates states)
      throws ModelException {
    try (RunInputs inputs = RunInputs.of(environment, graph, rows, pooling);
        OrtSession.Result result = compute(adapter.with(inputs.tensors()))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      long[] expected = {rows.size(), graph.layers(), graph.features()};
      if (!Arrays.equals(output.getInfo().getShape(), expected)) {
        throw new ModelException(
            Kind.UNSUPPORTED,
            "The pooled states have shape %s, %s was expected: the graph's hidden states are not [rows, tokens, features]. Export the plain model."
                .formatted(
                    Arrays.toString(output.getInfo().getShape()), Arrays.toString(expected)));
      }
      FloatBuffer pooled = output.getFloatBuffer();
      for (PlannedRow row : rows) {
        states.put(row.index(), pooled);
      }
      return inputs.paddedTokens();
    } catch (OrtException e) {
      throw RuntimeFailures.ofMemory(e, "%d rows".formatted(rows.size()))
          .orElseGet(
              () ->
                  new ModelException(
                      Kind.FAILED,
                      "ONNX Runtime failed on %d rows: %s".formatted(rows.size(), e.getMessage()),
                      e));
    }
  }

  private OrtSession.Result compute(Map<String, OnnxTensor> inputs) throws OrtException {
    clock.begin();
    try {
      return session.run(inputs);
    } finally {
      clock.end();
    }
  }

  RunClock clock() {
    return clock;
  }

  @Override
  public void close() {
    unadapted.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session closes once", e);
    }
  }
}
