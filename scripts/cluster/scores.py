"""Two files of scores beside each other."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

KEY = ("experimental", "control", "task", "cluster", "layer", "measure", "n", "dropped")
NUMBERS = ("value", "low", "high")
BOUND = 1e-5  # between thread counts


class Comparison(NamedTuple):
    """How far scores are from those they are held to."""

    count: int
    identical: bool  # byte for byte
    missing: int
    surplus: int  # there and not expected, or there twice
    largest: float  # of the absolute differences; infinite where one has a number and the other none

    @property
    def good(self) -> bool:
        return not self.missing and not self.surplus and self.largest <= BOUND

    def __str__(self) -> str:
        if self.identical:
            return f"{self.count} scores, byte for byte"
        return f"{self.count} scores, {self.missing} missing, {self.surplus} too many, largest difference {self.largest:.1e}"


def compare(found: str, expected: str) -> Comparison:
    ours, theirs = list(csv.DictReader(io.StringIO(found))), list(csv.DictReader(io.StringIO(expected)))
    mine, reference = {key(row): row for row in ours}, {key(row): row for row in theirs}
    largest = max((difference(mine[k], reference[k]) for k in mine.keys() & reference.keys()), default=0.0)
    surplus = len(ours) - len(mine) + len(mine.keys() - reference.keys())
    return Comparison(len(ours), found == expected, len(reference.keys() - mine.keys()), surplus, largest)


def key(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in KEY)


def difference(one: dict[str, str], other: dict[str, str]) -> float:
    return max(apart(one[name], other[name]) for name in NUMBERS)


def apart(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return abs(float(one) - float(other)) if one and other else float("inf")
