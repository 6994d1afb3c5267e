package dev.lamina.gateway;

import static java.util.Objects.requireNonNull;

/// A sweep asks for a pool that none asked for before. On a cluster nobody listens: its workers
/// are there, or are scaled by the pool's backlog.
public record PoolOpened(String pool) {

  public PoolOpened {
    requireNonNull(pool);
  }
}
