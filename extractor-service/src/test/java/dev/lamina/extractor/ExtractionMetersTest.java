package dev.lamina.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.contract.Event;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.tensor.FolderStore;
import dev.lamina.tensor.ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  @TempDir private Path folder = Path.of("");

  @Test
  void aBatchCountsItsRowsTokensAndTime() throws Exception {
    ObjectStore store = FolderStore.at(folder.resolve("store"));
    ExtractionUnit unit = TinyExtractor.unit(store);
    long start = System.nanoTime();

    Event event = extractor().work(store).perform(unit);

    double seconds = Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e9;
    assertThat(event).isEqualTo(new Event.BatchStored(unit.array(), 0, false));
    assertThat(counter("lamina.extractor.rows")).isEqualTo(3);
    assertThat(counter("lamina.extractor.unusable.rows")).isEqualTo(1);
    assertThat(counter("lamina.extractor.redone.rows")).isZero();
    assertThat(counter("lamina.extractor.model.loads")).isEqualTo(1);
    // One word and three, [CLS] and [SEP] around each.
    assertThat(counter("lamina.extractor.tokens")).isEqualTo(3 + 5);
    assertThat(registry.get("lamina.extractor.batches").timer().count()).isEqualTo(1);
    double staged = 0;
    for (String stage : new String[] {"rows", "model", "inference", "store"}) {
      var timer = registry.get("lamina.extractor.stages").tag("stage", stage).timer();
      assertThat(timer.count()).as(stage).isEqualTo(1);
      staged += timer.totalTime(TimeUnit.SECONDS);
    }
    assertThat(staged)
        .isLessThanOrEqualTo(
            registry.get("lamina.extractor.batches").timer().totalTime(TimeUnit.SECONDS));
    assertThat(busy()).isPositive().isLessThan(seconds);
  }

  @Test
  void aBatchThatIsStoredIsNeitherComputedNorCounted() throws Exception {
    ObjectStore store = FolderStore.at(folder.resolve("store"));
    ExtractionUnit unit = TinyExtractor.unit(store);
    ExtractionWork work = extractor().work(store);
    work.perform(unit);

    Event again = work.perform(unit);

    assertThat(again).isEqualTo(new Event.BatchStored(unit.array(), 0, true));
    assertThat(counter("lamina.extractor.rows")).isEqualTo(3);
    assertThat(registry.get("lamina.extractor.batches").timer().count()).isEqualTo(1);
  }

  @Test
  void aBatchThatAnotherStoredMeanwhileCountsAsRedone() throws Exception {
    ObjectStore store = FolderStore.at(folder.resolve("store"));
    ExtractionUnit unit = TinyExtractor.unit(store);
    extractor().work(store).perform(unit);

    new TinyExtractor(folder, registry, Optional.empty())
        .work(new StoreSeenLate(store))
        .perform(unit);

    assertThat(counter("lamina.extractor.redone.rows")).isEqualTo(3);
  }

  private TinyExtractor extractor() {
    return new TinyExtractor(folder, registry, Optional.empty());
  }

  private double counter(String name) {
    return registry.get(name).counter().count();
  }

  private double busy() {
    return registry.get("lamina.extractor.device.busy").functionCounter().count();
  }
}
