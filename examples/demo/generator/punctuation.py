"""Sentences that have lost their punctuation."""

from __future__ import annotations

import re
from typing import Dict, Iterator, List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, asked, distinct

SLOT = re.compile(r"\{(\w+)\}")
MARKS = re.compile(r"[.,;:!?\"']")


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("punctuation")
    sentence = draw.rounds(bank.lines("sentences"))
    words = {key: draw.rounds(values.split(" ; ")) for key, values in
             (line.split(" = ") for line in bank.lines("slots"))}

    def make() -> Row:
        text = _filled(next(sentence), words)
        return Row(MARKS.sub("", text), text)

    return asked(draw, bank.lines("prompts"), distinct(make, ROWS_PER_TASK))


def _filled(sentence: str, words: Dict[str, Iterator[str]]) -> str:
    """The sentence with a word for each slot; a slot that comes again gets the same word."""
    chosen: Dict[str, str] = {}

    def word(slot: "re.Match[str]") -> str:
        key = slot.group(1)
        if key not in chosen:
            chosen[key] = next(words[key])
        return chosen[key]

    return SLOT.sub(word, sentence)
