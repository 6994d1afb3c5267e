package dev.lamina.extraction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One model, loaded: rows in, pooled states of all layers out. May be used by several threads;
/// the same call gives the same bits, and a row's states depend on the other rows of a call by
/// no more than 1e-5, relative.
public final class HiddenStateExtractor implements AutoCloseable {
  private final TextTokenizer tokenizer;
  private final GraphSession session;
  private final RunPlan plan;
  private final int modelLimit;

  private HiddenStateExtractor(
      TextTokenizer tokenizer, GraphSession session, RunPlan plan, int modelLimit) {
    this.tokenizer = tokenizer;
    this.session = session;
    this.plan = plan;
    this.modelLimit = modelLimit;
  }

  /// Checks and loads a model, and runs it on one short row, so a graph that cannot run is
  /// refused here.
  public static HiddenStateExtractor open(ModelSource source, RuntimeOptions options)
      throws ModelException {
    OnnxFile file = OnnxFile.read(source.onnx());
    TappedGraph graph = TappedGraph.of(file);
    int limit = TokenLimit.of(graph.tokenLimit(), source);
    TextTokenizer tokenizer = TextTokenizer.open(source.tokenizer());
    try {
      GraphSession session = GraphSession.open(graph, file, options.threads());
      RunPlan plan = new RunPlan(options.tokensPerRun(), session.takesMask());
      return new HiddenStateExtractor(tokenizer, session, plan, limit);
    } catch (ModelException e) {
      tokenizer.close();
      throw e;
    }
  }

  /// Hidden states, the embedding output included: blocks + 1.
  public int layers() {
    return session.layers();
  }

  /// Width of one hidden state.
  public int features() {
    return session.features();
  }

  /// States of `rows`, in their order. Rows that cannot be used are named in the answer and
  /// harm no other row.
  public BatchStates extract(List<TextRow> rows, ExtractionSettings settings)
      throws ModelException {
    int most = Math.min(settings.maxTokens(), modelLimit);
    ReadRows read = ReadRows.of(rows, tokenizer, most, settings.tooLong());
    PooledStates states = new PooledStates(layers(), rows.size(), features());
    long paddedTokens = 0;
    for (List<PlannedRow> run : plan.runs(read.usable())) {
      paddedTokens += session.run(run, settings.pooling(), states);
    }
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

  @Override
  public void close() {
    session.close();
    tokenizer.close();
  }
}
