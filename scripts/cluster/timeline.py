"""When what happened: the service as its callers see it, a pool's pods, and the time between."""

from __future__ import annotations

import http.client
import sys
import threading
import time

import kube
from gateway import Gateway, Refused


class Log:
    """Sentences with the seconds since it began."""

    def __init__(self):
        self.began = time.monotonic()
        self.lines: list[str] = []

    def __call__(self, text: str) -> None:
        self.lines.append(f"{time.monotonic() - self.began:7.1f} s  {text}")
        print(self.lines[-1], file=sys.stderr, flush=True)


class Heartbeat:
    """Asks the gateway's service for a pool's backlog, again and again."""

    def __init__(self, gateway: Gateway, pool: str):
        self.samples: list[tuple[float, int | None]] = []
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._ask, args=(gateway, pool), daemon=True)
        self._thread.start()

    def _ask(self, gateway: Gateway, pool: str) -> None:
        while not self._ends.wait(0.2):
            try:
                found = gateway.backlog(pool, seconds=2)
            except (OSError, http.client.HTTPException, Refused):
                found = None
            self.samples.append((time.monotonic(), found))

    def silence(self, since: float) -> float:
        """The longest time without an answer, in seconds; 0 where none was missing."""
        longest, last = 0.0, since
        for at, found in [s for s in self.samples if s[0] >= since]:
            if found is None:
                longest = max(longest, at - last)
            else:
                last = at
        return longest

    def first(self, since: float, holds) -> float:
        return next(at for at, found in self.samples if at >= since and found is not None and holds(found))

    def close(self) -> None:
        self._ends.set()
        self._thread.join()


class Pool:
    """A pool of extractors: how many are wanted, and how many are ready, at each time."""

    def __init__(self, name: str):
        self.name = name
        self.deployment = f"lamina-extractor-{name}"
        self.pods = kube.Watch("pods")
        self.deployments = kube.Watch("deployments")

    def there(self) -> dict[str, dict]:
        return self.pods.latest("lamina.dev/pool", self.name)

    def ready(self) -> list[str]:
        return [name for name, pod in self.there().items() if kube.is_ready(pod)]

    def await_ready(self, count: int, seconds: float) -> float:
        """When so many pods were ready."""
        kube.await_that(lambda: len(self.ready()) >= count, f"{count} extractors ready", seconds)
        return time.monotonic()

    def await_gone(self, seconds: float) -> float:
        kube.await_that(lambda: not self.there(), "all extractors gone", seconds)
        return time.monotonic()

    def wanted(self, since: float, holds) -> float:
        """When the deployment's number first was one of those."""
        return next(
            at
            for at, _, thing in self.deployments.seen
            if at >= since and thing["metadata"]["name"] == self.deployment and holds(thing["spec"]["replicas"])
        )

    def close(self) -> None:
        self.pods.close()
        self.deployments.close()
