"""Choices between what is sensible and what is not, and comparisons of everyday things."""

from __future__ import annotations

from typing import List, Tuple

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row

# Two ways to ask about each list: the first wants the greater, the second the lesser.
COMPARISONS = {
    "heavier": ("Which is heavier?", "Which one weighs less?"),
    "larger": ("Which one takes up more space?", "Which is the smaller of the two?"),
    "faster": ("Which moves faster?", "Which of them needs more time for the same distance?"),
    "hotter": ("Which is hotter?", "Which has the lower temperature?"),
    "longer": ("What lasts longer?", "What is over sooner, if both begin now?"),
}
FAR_ENOUGH = 2


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("everyday-sense")
    prompt = draw.rounds(bank.lines("prompts"))
    choices = bank.table("choices", 3)
    choices += draw.some(_comparisons(bank), ROWS_PER_TASK - len(choices))
    return draw.shuffled([_row(draw, next(prompt), *choice) for choice in choices])


def _row(draw: Draw, prompt: str, question: str, right: str, wrong: str) -> Row:
    a, b = draw.one([(right, wrong), (wrong, right)])
    return Row(prompt.replace("{question}", question).replace("{a}", a).replace("{b}", b), right)


def _comparisons(bank: Bank) -> List[Tuple[str, str, str]]:
    """Every question, right answer and wrong answer that the lists hold."""
    found = []
    for section, (greater, lesser) in COMPARISONS.items():
        things = bank.lines(section)
        for low in range(len(things)):
            for high in range(low + FAR_ENOUGH, len(things)):
                found.append((greater, things[high], things[low]))
                found.append((lesser, things[low], things[high]))
    return found
