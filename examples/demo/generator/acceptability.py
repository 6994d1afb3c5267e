"""Correct sentences, and the same ones with a mistake."""

from __future__ import annotations

from typing import List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row

LABELS = ("yes", "no")


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("acceptability")
    prompt = draw.rounds(bank.lines("prompts"))
    made = [Row(next(prompt).replace("{text}", text), label)
            for pair in bank.table("pairs", 2) for text, label in zip(pair, LABELS)]
    return draw.shuffled(made)[:ROWS_PER_TASK]
