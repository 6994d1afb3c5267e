package dev.lamina.gateway.source;

import static java.util.Comparator.comparing;

import dev.lamina.contract.Digest;
import dev.lamina.contract.RowText;
import dev.lamina.gateway.spec.SweepSpec.Sample;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Chooses and renders rows. Which rows are chosen depends on their ids and on the seed alone,
/// not on their order or on how many others there are before them.
final class RowSample {

  private RowSample() {}

  static List<RowText> of(SequencedMap<String, String> inputs, Sample sample, String prompt) {
    Set<String> chosen = chosen(inputs.sequencedKeySet().stream().toList(), sample);
    return inputs.entrySet().stream()
        .filter(row -> chosen.contains(row.getKey()))
        .map(row -> new RowText(row.getKey(), prompt.replace("{input}", row.getValue())))
        .toList();
  }

  private static Set<String> chosen(List<String> ids, Sample sample) {
    if (ids.size() <= sample.limit()) {
      return Set.copyOf(ids);
    }
    return ids.stream()
        .sorted(
            comparing(id -> Digest.of("sample").with("seed", sample.seed()).with("id", id).hex()))
        .limit(sample.limit())
        .collect(Collectors.toUnmodifiableSet());
  }
}
