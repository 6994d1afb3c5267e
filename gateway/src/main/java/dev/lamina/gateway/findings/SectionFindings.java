package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.Findings.LayerRange;
import dev.lamina.gateway.findings.Findings.PairSections;
import dev.lamina.gateway.findings.Findings.Turn;
import dev.lamina.metrics.section.SectionFinder;
import dev.lamina.metrics.section.Sections;
import java.util.List;
import java.util.Optional;

/// Where the layers of a pair fall into sections.
final class SectionFindings {

  private SectionFindings() {}

  static PairSections of(PairCurves pair) {
    List<Integer> layers = pair.layers();
    Sections found = SectionFinder.withDefaults().find(pair.values());
    int count = found.sections().size();
    return new PairSections(
        pair.pair().experimental(),
        pair.pair().control(),
        pair.measure(),
        count,
        Optional.of(found.supportOfCount().get(count - 1)),
        found.sections().stream()
            .map(
                s ->
                    new LayerRange(layers.get(s.firstLayer()), layers.get(s.lastLayer()), s.mean()))
            .toList(),
        found.boundaries().stream().map(boundary -> Turn.of(boundary, layers)).toList());
  }
}
