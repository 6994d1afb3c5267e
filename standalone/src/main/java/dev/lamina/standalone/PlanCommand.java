package dev.lamina.standalone;

import dev.lamina.gateway.Sweeps;
import dev.lamina.gateway.plan.PlanPreview;
import dev.lamina.gateway.plan.SweepPlan;
import dev.lamina.tensor.Activations;
import dev.lamina.tensor.FolderStore;
import dev.lamina.tensor.ScoreStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Tells what a sweep would do: cells, what is stored, bytes, tokens, time. Runs nothing.")
final class PlanCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SPEC", description = "The sweep's spec, YAML or JSON.")
  private Path spec = Path.of("");

  @Mixin private StoreOption store = new StoreOption();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws Exception {
    SweepPlan plan = Sweeps.plan(new SpecFile(spec).resolve());
    PlanPreview preview;
    try (FolderStore objects = FolderStore.at(store.folder())) {
      preview = PlanPreview.of(plan, new Activations(objects), new ScoreStore(objects));
    }
    if (output.json()) {
      OutputOption.print(preview);
    } else {
      System.out.printf(
          """
          Sweep     %s
          Scores    %,d
          Batches   %,d, of which %,d are stored already
          Analyses  %,d, of which %,d are stored already
          To store  %,.1f MB of activations
          To run    about %,d tokens, about %,.0f s on a small machine
          """,
          preview.id(),
          preview.cells(),
          preview.batches(),
          preview.batchesStored(),
          preview.analyses(),
          preview.analysesStored(),
          preview.bytes() / 1e6,
          preview.tokens(),
          preview.seconds());
    }
    return Lamina.DONE;
  }
}
