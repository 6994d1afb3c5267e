"""Correct sentences, and the same ones with a mistake."""

from __future__ import annotations

from typing import List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, asked

LABELS = ("yes", "no")


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("acceptability")
    made = [Row(text, label) for pair in bank.table("pairs", 2) for text, label in zip(pair, LABELS)]
    return asked(draw, bank.lines("prompts"), draw.some(made, ROWS_PER_TASK))
