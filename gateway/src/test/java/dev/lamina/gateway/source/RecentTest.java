package dev.lamina.gateway.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {

  private final Recent<String, Integer> recent = new Recent<>(2);

  @Test
  void whatWasNotAskedForLongestIsForgotten() {
    recent.put("one", 1);
    recent.put("two", 2);
    recent.get("one");

    recent.put("three", 3);

    assertThat(recent.get("one")).contains(1);
    assertThat(recent.get("two")).isEmpty();
    assertThat(recent.get("three")).contains(3);
  }

  @Test
  void aValueThatIsReplacedTakesNoMoreRoom() {
    recent.put("one", 1);
    recent.put("two", 2);

    recent.put("two", 22);

    assertThat(recent.get("one")).contains(1);
    assertThat(recent.get("two")).contains(22);
  }
}
