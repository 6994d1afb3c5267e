package dev.lamina.gateway.lead;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.FaultException;
import dev.lamina.contract.Topics;
import dev.lamina.contract.Wire;
import dev.lamina.queue.WorkQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The units that queues hold.
final class QueuedUnits {

  private static final Logger LOG = Logger.getLogger(QueuedUnits.class);

  private final WorkQueues queues;

  QueuedUnits(WorkQueues queues) {
    this.queues = queues;
  }

  List<ExtractionUnit> batches(String queue) {
    return units(queue, ExtractionUnit.class);
  }

  List<AnalysisUnit> analyses() {
    return units(Topics.ANALYSIS, AnalysisUnit.class);
  }

  private <U> List<U> units(String queue, Class<U> type) {
    List<U> units = new ArrayList<>();
    for (byte[] bytes : queues.outstanding(queue)) {
      decode(bytes, type).ifPresent(units::add);
    }
    return units;
  }

  /// What is no unit, a worker refuses.
  private static <U> Optional<U> decode(byte[] bytes, Class<U> type) {
    try {
      return Optional.of(Wire.decode(bytes, type));
    } catch (FaultException e) {
      LOG.debugf("Passed over what is no unit: %s", e.getMessage());
      return Optional.empty();
    }
  }
}
