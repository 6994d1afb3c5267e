"""Questions about a short passage that holds the answer."""

from __future__ import annotations

from typing import List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row


def rows(draw: Draw) -> List[Row]:
    banks = [Bank.load(f"passages-{part}") for part in (1, 2, 3)]
    prompt = draw.rounds(banks[0].lines("prompts"))
    made = []
    for passage, *asked in (block for bank in banks for block in bank.blocks("blocks")):
        for question, answer in (line.split(" | ") for line in asked):
            made.append(Row(next(prompt).replace("{passage}", passage).replace("{question}", question), answer))
    return draw.some(made, ROWS_PER_TASK)
