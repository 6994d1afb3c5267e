"""Reviews of films, put together from judgements on different aspects."""

from __future__ import annotations

from typing import Callable, Iterator, List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, asked, distinct

LABELS = ("positive", "negative")
SIGNS = {"positive": "+", "negative": "-"}


class _Reviews:
    """Draws sentences of a bank so that each is used about equally often."""

    def __init__(self, draw: Draw, bank: Bank, aspects: List[str]) -> None:
        self._draw = draw
        self._aspects = aspects
        self._lines = {section: draw.rounds(bank.lines(section)) for section in bank.sections()}

    def line(self, section: str) -> str:
        return next(self._lines[section])

    def aspects(self, *signs: str) -> str:
        """One sentence per sign, each about an aspect of its own."""
        chosen = self._draw.some(self._aspects, len(signs))
        return " ".join(self.line(f"{aspect} {sign}") for aspect, sign in zip(chosen, signs))


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("film-reviews")
    reviews = _Reviews(draw, bank, ["acting", "story", "music", "look", "pace", "humour", "ending"])
    shapes: Iterator[Callable[[str], str]] = draw.rounds(
        [
            lambda sign: f"{reviews.line('setting')} {reviews.aspects(sign)}",
            lambda sign: f"{reviews.aspects(sign)} {reviews.line(f'verdict {sign}')}",
            lambda sign: reviews.aspects(sign, sign),
            lambda sign: f"{reviews.line(f'but {sign}')} {reviews.line(f'even so {sign}')}",
            lambda sign: f"{reviews.line('setting')} {reviews.line(f'verdict {sign}')}",
        ]
    )
    label = draw.rounds(LABELS)

    def make() -> Row:
        wanted = next(label)
        return Row(next(shapes)(SIGNS[wanted]), wanted)

    return asked(draw, bank.lines("prompts"), draw.shuffled(distinct(make, ROWS_PER_TASK)))
