"""Does one sentence follow from another?"""

from __future__ import annotations

from typing import List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row

LABELS = ("yes", "no", "maybe")


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("entailment")
    prompt = draw.rounds(bank.lines("prompts"))
    made = []
    for premise, *clauses in bank.blocks("blocks"):
        for clause, label in zip(clauses, LABELS):
            made.append(Row(_fill(next(prompt), premise, clause), label))
    return draw.shuffled(made)[:ROWS_PER_TASK]


def _fill(prompt: str, premise: str, clause: str) -> str:
    sentence = clause[0].upper() + clause[1:] + "."
    return prompt.replace("{premise}", premise).replace("{hypothesis}", sentence).replace("{clause}", clause)
