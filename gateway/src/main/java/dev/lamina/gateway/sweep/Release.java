package dev.lamina.gateway.sweep;

import dev.lamina.contract.AnalysisUnit;
import dev.lamina.contract.ExtractionUnit;
import dev.lamina.contract.Topics;
import dev.lamina.contract.UnitDigest;
import dev.lamina.contract.Wire;

/// A unit to be sent to a queue.
public sealed interface Release {

  String queue();

  UnitDigest id();

  /// As it is sent.
  byte[] bytes();

  /// A batch for a pool's extractors.
  record OfBatch(String pool, ExtractionUnit unit) implements Release {

    @Override
    public String queue() {
      return Topics.extraction(pool);
    }

    @Override
    public UnitDigest id() {
      return unit.id();
    }

    @Override
    public byte[] bytes() {
      return Wire.encode(unit);
    }
  }

  /// A unit for the analyzers.
  record OfAnalysis(AnalysisUnit unit) implements Release {

    @Override
    public String queue() {
      return Topics.ANALYSIS;
    }

    @Override
    public UnitDigest id() {
      return unit.id();
    }

    @Override
    public byte[] bytes() {
      return Wire.encode(unit);
    }
  }
}
