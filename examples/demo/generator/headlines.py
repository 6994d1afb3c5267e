"""Short news stories and their headlines."""

from __future__ import annotations

from typing import Dict, List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, distinct


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("headlines")
    block, prompt = draw.rounds(bank.blocks("stories")), draw.rounds(bank.lines("prompts"))
    details = draw.rounds((0, 1))

    def make() -> Row:
        lines = next(block)
        slots = _slots(draw, [line for line in lines if line[0] not in "->"])
        lead, *others = [line[2:] for line in lines if line.startswith("- ")]
        kept = set(draw.some(others, next(details)))
        story = [_filled(line, slots) for line in [lead, *(line for line in others if line in kept)]]
        headline = _filled(draw.one([line[2:] for line in lines if line.startswith("> ")]), slots)
        return Row(next(prompt).replace("{story}", " ".join(story)), headline)

    return distinct(make, ROWS_PER_TASK)


def _slots(draw: Draw, lines: List[str]) -> Dict[str, str]:
    slots: Dict[str, str] = {}
    for keys, values in (line.split(" = ") for line in lines):
        slots.update(zip(keys.split(" & "), draw.one(values.split(" ; ")).split(" & ")))
    return slots


def _filled(line: str, slots: Dict[str, str]) -> str:
    for key, value in slots.items():
        line = line.replace("{" + key + "}", value)
    return line[0].upper() + line[1:]
