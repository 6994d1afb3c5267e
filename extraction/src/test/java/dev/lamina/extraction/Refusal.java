package dev.lamina.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.extraction.ModelException.Kind;
import java.io.IOException;

/// What a bad model must be told.
final class Refusal {
  private Refusal() {}

  interface Attempt {
    Object run() throws ModelException, IOException;
  }

  static void assertRefused(Attempt attempt, Kind kind, String... parts) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> {
              assertThat(e).hasMessageContainingAll(parts);
              assertThat(e.kind()).isEqualTo(kind);
            });
  }
}
