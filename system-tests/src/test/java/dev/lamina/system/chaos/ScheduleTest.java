package dev.lamina.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void aSeedDecidesAllFaults() {
    assertThat(Schedule.longForm(7, 40)).isEqualTo(Schedule.longForm(7, 40));
    assertThat(Schedule.longForm(7, 40)).isNotEqualTo(Schedule.longForm(8, 40));
    assertThat(Schedule.longForm(7, 40).rounds().subList(0, 9))
        .isEqualTo(Schedule.longForm(7, 9).rounds());
  }

  @Test
  void theLongFormKillsTwoHundredTimesAndMeetsEveryFault() {
    List<Fault> faults = Schedule.longForm(7, 40).rounds().stream().flatMap(List::stream).toList();
    Set<Class<?>> kinds = faults.stream().map(Object::getClass).collect(Collectors.toSet());

    assertThat(faults.stream().filter(Fault.Kill.class::isInstance)).hasSizeGreaterThan(200);
    assertThat(kinds).containsExactlyInAnyOrder(Fault.class.getPermittedSubclasses());
    assertThat(poisons(faults)).containsExactlyInAnyOrder(Poison.values());
    assertThat(troubles(faults)).containsExactlyInAnyOrder(Trouble.class.getPermittedSubclasses());
  }

  private static Set<Poison> poisons(List<Fault> faults) {
    return faults.stream()
        .filter(Fault.Poisoned.class::isInstance)
        .map(fault -> ((Fault.Poisoned) fault).poison())
        .collect(Collectors.toSet());
  }

  private static Set<Class<?>> troubles(List<Fault> faults) {
    return faults.stream()
        .filter(Fault.BrokenStore.class::isInstance)
        .map(fault -> ((Fault.BrokenStore) fault).trouble().getClass())
        .collect(Collectors.toSet());
  }
}
