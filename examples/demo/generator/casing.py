"""Sentences in small letters whose capitals are to be restored."""

from __future__ import annotations

import re
from typing import Dict, Iterator, List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, asked, distinct

SLOT = re.compile(r"\{(\w+)\}")


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("true-casing")
    sentence = draw.rounds(bank.lines("sentences"))
    names = {section: draw.rounds(bank.lines(section)) for section in bank.sections()}

    def make() -> Row:
        text = _filled(next(sentence), names)
        return Row(text.lower(), text)

    return asked(draw, bank.lines("prompts"), distinct(make, ROWS_PER_TASK))


def _filled(sentence: str, names: Dict[str, Iterator[str]]) -> str:
    """The sentence with names in its slots, none of them twice."""
    used: List[str] = []

    def name(slot: "re.Match[str]") -> str:
        used.append(next(found for found in names[slot.group(1)] if found not in used))
        return used[-1]

    return SLOT.sub(name, sentence)
