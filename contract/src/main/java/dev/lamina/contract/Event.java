package dev.lamina.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// News for the gateways, of workers and of each other. Every event may be lost, doubled or
/// late: what is stored is the truth, an event only says where to look.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.BatchStored.class, name = "batch-stored"),
  @JsonSubTypes.Type(value = Event.BatchFailed.class, name = "batch-failed"),
  @JsonSubTypes.Type(value = Event.ScoresStored.class, name = "scores-stored"),
  @JsonSubTypes.Type(value = Event.AnalysisFailed.class, name = "analysis-failed"),
  @JsonSubTypes.Type(value = Event.BatchWithdrawn.class, name = "batch-withdrawn"),
  @JsonSubTypes.Type(value = Event.AnalysisWithdrawn.class, name = "analysis-withdrawn"),
  @JsonSubTypes.Type(value = Event.SweepWished.class, name = "sweep-wished")
})
public sealed interface Event {

  /// A batch of activations is stored.
  ///
  /// @param reused it was stored before the worker looked
  record BatchStored(ArrayDigest array, int batch, boolean reused) implements Event {
    public BatchStored {
      requireNonNull(array);
    }
  }

  /// A batch was given up.
  record BatchFailed(ArrayDigest array, int batch, Fault fault, String cause) implements Event {
    public BatchFailed {
      requireNonNull(array);
      requireNonNull(fault);
      requireNonNull(cause);
    }
  }

  /// The scores of an analysis unit are stored.
  ///
  /// @param reused they were stored before the worker looked
  record ScoresStored(UnitDigest unit, boolean reused) implements Event {
    public ScoresStored {
      requireNonNull(unit);
    }
  }

  /// An analysis unit was given up.
  record AnalysisFailed(UnitDigest unit, Fault fault, String cause) implements Event {
    public AnalysisFailed {
      requireNonNull(unit);
      requireNonNull(fault);
      requireNonNull(cause);
    }
  }

  /// A batch was dropped undone, since nobody wanted it any more.
  record BatchWithdrawn(ArrayDigest array, int batch) implements Event {
    public BatchWithdrawn {
      requireNonNull(array);
    }
  }

  /// An analysis unit was dropped undone, since nobody wanted it any more.
  record AnalysisWithdrawn(UnitDigest unit) implements Event {
    public AnalysisWithdrawn {
      requireNonNull(unit);
    }
  }

  /// A gateway was told to run or to cancel a sweep; the store says which.
  record SweepWished(String sweep) implements Event {
    public SweepWished {
      requireNonNull(sweep);
    }
  }
}
