package dev.lamina.extraction;

import dev.lamina.extraction.lora.Adapter;
import dev.lamina.extraction.lora.AdapterSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/// One model, loaded: rows in, pooled states of all layers out. May be used by several threads;
/// the same call gives the same bits, whatever the number of threads, and a row's states depend
/// on the other rows of a call by no more than 1e-5, relative.
///
/// Runs go side by side, one thread each: two runs of one thread take less time than one run of
/// two, which wait for each other after every product.
public final class HiddenStateExtractor implements AutoCloseable {
  private final TextTokenizer tokenizer;
  private final GraphSession session;
  private final RunPlan plan;
  private final Precision precision;
  private final int modelLimit;
  private final Lanes lanes;
  private final Use use = new Use("the model");

  private HiddenStateExtractor(
      TextTokenizer tokenizer,
      GraphSession session,
      Precision precision,
      RuntimeOptions options,
      int modelLimit) {
    this.tokenizer = tokenizer;
    this.session = session;
    this.plan = new RunPlan(options.tokensPerRun(), session.graph().paddable());
    this.precision = precision;
    this.modelLimit = modelLimit;
    this.lanes = new Lanes(options.threads());
  }

  /// A model in float32.
  public static HiddenStateExtractor open(ModelSource source, RuntimeOptions options)
      throws ModelException {
    return open(source, Precision.FLOAT32, options);
  }

  /// Checks and loads a model, and runs it on one short row, so a graph that cannot run is
  /// refused here.
  public static HiddenStateExtractor open(
      ModelSource source, Precision precision, RuntimeOptions options) throws ModelException {
    Providers.check(options.device(), precision);
    ModelGraph model = source.graph(precision);
    int limit = TokenLimit.of(model.graph().tokenLimit(), source);
    TextTokenizer tokenizer = TextTokenizer.open(source.tokenizer());
    try {
      GraphSession session = GraphSession.open(model, options.device());
      return new HiddenStateExtractor(tokenizer, session, precision, options, limit);
    } catch (ModelException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /// Hidden states, the embedding output included: blocks + 1.
  public int layers() {
    return session.graph().layers();
  }

  /// Width of one hidden state.
  public int features() {
    return session.graph().features();
  }

  /// Time in which the device had something to run for this model, up to now.
  public Duration computing() {
    return session.clock().total();
  }

  /// Refuses a device that is not there.
  public static void requireDevice(Device device) throws ModelException {
    Providers.require(device);
  }

  /// Refuses a precision that a device has no kernels for.
  public static void requirePrecision(Device device, Precision precision) throws ModelException {
    Providers.check(device, precision);
  }

  /// States of `rows`, in their order. Rows that cannot be used are named in the answer and
  /// harm no other row.
  public BatchStates extract(List<TextRow> rows, ExtractionSettings settings)
      throws ModelException {
    return extract(rows, settings, session.unadapted());
  }

  /// This model with an adapter on it. The model stays as it is, and loaded once: any number of
  /// adapters may be on it at a time, each a few megabytes.
  ///
  /// @param digests of the adapter's files
  public AdaptedExtractor adapt(AdapterSource source, FileDigests digests) throws ModelException {
    Adapter adapter = Adapter.read(source, session.graph().requireSlots());
    String digest = ModelDigest.of(adapter, digests);
    return new AdaptedExtractor(this, digest, session.tensors(adapter.in(precision::round)));
  }

  /// [#adapt(AdapterSource, FileDigests)], reading all files.
  public AdaptedExtractor adapt(AdapterSource source) throws ModelException {
    return adapt(source, FileDigests.computed());
  }

  BatchStates extract(List<TextRow> rows, ExtractionSettings settings, AdapterTensors adapter)
      throws ModelException {
    return use.during(() -> run(rows, settings, adapter));
  }

  private BatchStates run(List<TextRow> rows, ExtractionSettings settings, AdapterTensors adapter)
      throws ModelException {
    int most = Math.min(settings.maxTokens(), modelLimit);
    TokenRules rules = new TokenRules(most, settings.tooLong(), session.graph().vocabulary());
    ReadRows read = ReadRows.of(rows, encoded(rows), rules);
    PooledStates states = new PooledStates(layers(), rows.size(), features());
    List<Callable<Long>> runs = new ArrayList<>();
    for (List<PlannedRow> run : plan.runs(read.usable())) {
      runs.add(() -> session.run(run, settings.pooling(), adapter, states));
    }
    long paddedTokens = lanes.all(runs).stream().mapToLong(Long::longValue).sum();
    List<UnusableRow> unusable = new ArrayList<>(read.unusable());
    for (PlannedRow row : read.usable()) {
      if (!states.finite(row.index())) {
        states.erase(row.index());
        String id = rows.get(row.index()).id();
        unusable.add(new UnusableRow(row.index(), id, "non-finite states"));
      }
    }
    unusable.sort(Comparator.comparingInt(UnusableRow::index));
    return states.toBatch(unusable, read.tokens(), paddedTokens);
  }

  private List<TokenRow> encoded(List<TextRow> rows) throws ModelException {
    List<Callable<TokenRow>> texts = new ArrayList<>();
    for (TextRow row : rows) {
      texts.add(() -> tokenizer.encode(row.text()));
    }
    return lanes.all(texts);
  }

  @Override
  public void close() {
    use.end(
        () -> {
          lanes.close();
          session.close();
          tokenizer.close();
        });
  }
}
