"""Questions about the world, with answers from tables of facts."""

from __future__ import annotations

from typing import List, Tuple

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, asked


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("world-facts")
    sections = [section for section in bank.sections() if section != "prompts"]
    questions = [Row(*pair) for section in sections for pair in _questions(draw, bank, section)]
    return asked(draw, bank.lines("prompts"), draw.some(questions, ROWS_PER_TASK))


def _questions(draw: Draw, bank: Bank, section: str) -> List[Tuple[str, str]]:
    lines = bank.lines(section)
    ways = [line[2:] for line in lines if line.startswith("? ")]
    facts = [tuple(line.split(" | ")) for line in lines if not line.startswith("? ")]
    if not ways:
        return facts
    way = draw.rounds(range(len(ways)))
    return [_question(ways, next(way), about, answer) for about, answer in facts]


def _question(ways: List[str], which: int, about: str, answer: str) -> Tuple[str, str]:
    """A subject may be given in one form for each way to ask, separated by semicolons."""
    forms = about.split(" ; ")
    return ways[which].replace("{x}", forms[min(which, len(forms) - 1)]), answer
