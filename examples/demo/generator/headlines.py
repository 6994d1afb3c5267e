"""Short news stories and their headlines."""

from __future__ import annotations

from typing import Dict, List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, asked, distinct


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("headlines")
    block, details = draw.rounds(bank.blocks("stories")), draw.rounds((0, 1))

    def make() -> Row:
        lines = next(block)
        slots = _slots(draw, [line for line in lines if line[0] not in "*->"])
        story = [draw.one(_marked("*", lines)), *draw.some(_marked("-", lines), next(details))]
        (headline,) = _marked(">", lines)
        return Row(" ".join(_filled(line, slots) for line in story), _filled(headline, slots))

    # No two stories of the same event, which details do not make a new one.
    return asked(draw, bank.lines("prompts"), distinct(make, ROWS_PER_TASK, key=lambda row: row.target))


def _marked(mark: str, lines: List[str]) -> List[str]:
    return [line[2:] for line in lines if line.startswith(f"{mark} ")]


def _slots(draw: Draw, lines: List[str]) -> Dict[str, str]:
    slots: Dict[str, str] = {}
    for keys, values in (line.split(" = ") for line in lines):
        slots.update(zip(keys.split(" & "), draw.one(values.split(" ; ")).split(" & ")))
    return slots


def _filled(line: str, slots: Dict[str, str]) -> str:
    for key, value in slots.items():
        line = line.replace("{" + key + "}", value)
    return line[0].upper() + line[1:]
