package dev.lamina.gateway.findings;

import dev.lamina.gateway.findings.Findings.Statement;
import dev.lamina.gateway.findings.Findings.TaskFinding;
import dev.lamina.gateway.findings.Findings.TuningFinding;
import dev.lamina.gateway.plan.SweepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The findings in words, as a short research note: what was compared, what the base holds and
/// what tuning adds, sections, clusters, unseen tasks, and what to bear in mind. Each sentence is
/// made of the numbers beside it, and of nothing else.
final class Note {

  private final Findings findings;
  private final List<Statement> statements = new ArrayList<>();

  private Note(Findings findings) {
    this.findings = findings;
  }

  static List<Statement> of(SweepPlan plan, List<PairCurves> pairs, Findings findings) {
    if (pairs.isEmpty()) {
      return List.of();
    }
    Note note = new Note(findings);
    note.statements.add(MethodNote.compared(pairs));
    if (!findings.chance().isEmpty()) {
      note.statements.add(MethodNote.chance(findings.chance()));
    }
    findings.tuning().forEach(note::tuning);
    pairs.forEach(note::pair);
    note.statements.addAll(CaveatNote.of(plan, pairs));
    return List.copyOf(note.statements);
  }

  private void tuning(TuningFinding tuning) {
    var gains =
        findings.gains().stream()
            .filter(
                gain ->
                    gain.base().equals(tuning.base())
                        && gain.tuned().equals(tuning.tuned())
                        && gain.control().equals(tuning.control()))
            .toList();
    statements.add(TuningNote.base(tuning, gains));
    statements.add(TuningNote.gain(tuning));
    statements.add(TuningNote.layers(tuning));
    if (gains.size() > 1) {
      statements.add(TuningNote.ranking(gains));
    }
    findings.unseen().stream()
        .filter(found -> found.quantity().equals(GroupFindings.GAIN))
        .filter(
            found ->
                found.experimental().equals(tuning.tuned())
                    && found.control().equals(tuning.control()))
        .map(GroupNote::unseen)
        .forEach(statements::add);
  }

  private void pair(PairCurves pair) {
    boolean alone =
        findings.tuning().stream().noneMatch(t -> t.control().equals(pair.pair().control()));
    List<TaskFinding> tasks =
        of(findings.tasks(), pair, each -> List.of(each.experimental(), each.control())).toList();
    if (alone) {
      statements.add(PairNote.alike(tasks, pair.higherIsMoreAlike()));
    }
    of(findings.sections(), pair, each -> List.of(each.experimental(), each.control()))
        .map(PairNote::sections)
        .forEach(statements::add);
    of(findings.structure(), pair, each -> List.of(each.experimental(), each.control()))
        .map(GroupNote::structure)
        .forEach(statements::add);
    if (alone) {
      of(findings.unseen(), pair, each -> List.of(each.experimental(), each.control()))
          .map(GroupNote::unseen)
          .forEach(statements::add);
    }
  }

  private static <T> Stream<T> of(List<T> all, PairCurves pair, Function<T, List<String>> names) {
    List<String> wanted = List.of(pair.pair().experimental(), pair.pair().control());
    return all.stream().filter(each -> names.apply(each).equals(wanted));
  }
}
