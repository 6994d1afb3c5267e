"""Records of fields and values, to be put into a sentence."""

from __future__ import annotations

from typing import Callable, Dict, List, Tuple

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, asked, distinct

Fields = List[Tuple[str, str]]
LAYOUTS: Tuple[Callable[[str, Fields], str], ...] = (
    lambda kind, fields: f"{kind}: " + ", ".join(f"{key} = {value}" for key, value in fields),
    lambda kind, fields: f"[{kind}] " + " | ".join(f"{key}: {value}" for key, value in fields),
    lambda kind, fields: f"{kind} (" + "; ".join(f"{key} {value}" for key, value in fields) + ")",
    lambda kind, fields: " / ".join(f"{key}: {value}" for key, value in [("type", kind), *fields]),
)


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("record-to-text")
    kinds = [section for section in bank.sections() if section != "prompts"]
    kind, layout = draw.rounds(kinds), draw.rounds(LAYOUTS)

    def make() -> Row:
        section = next(kind)
        values = {key: draw.one(choices) for key, choices in _fields(bank, section).items()}
        record = next(layout)(section, draw.shuffled(list(values.items())))
        sentence = draw.one(_sentences(bank, section, values))
        for key, value in values.items():
            sentence = sentence.replace("{" + key + "}", value)
        return Row(record, sentence[0].upper() + sentence[1:])

    return asked(draw, bank.lines("prompts"), distinct(make, ROWS_PER_TASK, key=lambda row: row.target))


def _fields(bank: Bank, section: str) -> Dict[str, List[str]]:
    lines = (line.split(" = ") for line in bank.lines(section) if not line.startswith("> "))
    return {key: choices.split(" ; ") for key, choices in lines}


def _sentences(bank: Bank, section: str, values: Dict[str, str]) -> List[str]:
    """The sentences that fit: one that begins with `yes: ` or `no: ` needs that value in the record."""
    found = []
    for line in bank.lines(section):
        if line.startswith("> "):
            condition, separator, rest = line[2:].partition(": ")
            if condition not in ("yes", "no"):
                found.append(line[2:])
            elif condition in values.values():
                found.append(rest)
    return found
