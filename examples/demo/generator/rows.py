"""What a task is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, Sequence, Tuple

from generator.draw import Draw

ROWS_PER_TASK = 200


@dataclass(frozen=True)
class Row:
    """One example: what a model reads, and the right answer."""

    input: str
    target: str


@dataclass(frozen=True)
class Task:
    """A named list of rows. `labels` holds the closed set of answers, and is empty where answers are free text."""

    name: str
    cluster: str
    rows: Tuple[Row, ...]
    labels: Tuple[str, ...] = ()

    def identified(self) -> Iterable[Tuple[str, Row]]:
        """The rows with their ids: the task's name and a number from 0001."""
        return ((f"{self.name}-{number:04d}", row) for number, row in enumerate(self.rows, start=1))


@dataclass(frozen=True)
class Source:
    """How a task is made: a pure function of its own random numbers."""

    name: str
    cluster: str
    make: Callable[[Draw], List[Row]]
    labels: Tuple[str, ...] = ()

    def task(self, seed: int) -> Task:
        return Task(self.name, self.cluster, tuple(self.make(Draw(f"{seed}/{self.name}"))), self.labels)


def distinct(make: Callable[[], Row], count: int, key: Callable[[Row], str] = lambda row: row.input) -> List[Row]:
    """`count` rows from `make`, no two with the same key."""
    found: Dict[str, Row] = {}
    for _ in range(count * 50):
        row = make()
        found.setdefault(key(row), row)
        if len(found) == count:
            return list(found.values())
    raise ValueError(f"only {len(found)} different rows where {count} are wanted: the bank is too small")


def asked(draw: Draw, prompts: Sequence[str], rows: Sequence[Row]) -> List[Row]:
    """The rows with an instruction around each input, which stands for `{text}` in the prompts."""
    prompt = draw.rounds(prompts)
    return [Row(next(prompt).replace("{text}", row.input), row.target) for row in rows]
