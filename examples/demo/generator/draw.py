"""Random choices that are the same on every Python.

Only `Random.random` is promised to give the same sequence in all versions, so everything here is built on it.
"""

from __future__ import annotations

from random import Random
from typing import Iterator, List, Sequence, TypeVar

T = TypeVar("T")


class Draw:
    """A source of choices, fixed by its seed."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def one(self, items: Sequence[T]) -> T:
        return items[self.whole(0, len(items) - 1)]

    def shuffled(self, items: Sequence[T]) -> List[T]:
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.whole(0, last)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def some(self, items: Sequence[T], count: int) -> List[T]:
        """`count` different items, in random order."""
        if count > len(items):
            raise ValueError(f"{count} of {len(items)} items")
        return self.shuffled(items)[:count]

    def rounds(self, items: Sequence[T]) -> Iterator[T]:
        """Items without end, each one once before any comes again."""
        while True:
            yield from self.shuffled(items)
