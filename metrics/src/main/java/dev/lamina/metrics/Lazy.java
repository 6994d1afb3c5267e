package dev.lamina.metrics;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value computed on first use, once, also when several threads ask for it.
final class Lazy<T> implements Supplier<T> {

  private @Nullable Supplier<T> computation;
  private @Nullable T value;

  Lazy(Supplier<T> computation) {
    this.computation = computation;
  }

  @Override
  public synchronized T get() {
    T known = value;
    if (known == null) {
      known = Objects.requireNonNull(computation).get();
      value = known;
      computation = null; // what it captured may be large
    }
    return known;
  }
}
