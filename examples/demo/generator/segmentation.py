"""Sentences without spaces."""

from __future__ import annotations

from typing import List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, asked


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("word-segmentation")
    sentences = [sentence for scene in bank.blocks("scenes") for sentence in _sentences(scene)]
    chosen = [Row(sentence.replace(" ", ""), sentence) for sentence in draw.some(sentences, ROWS_PER_TASK)]
    return asked(draw, bank.lines("prompts"), chosen)


def _sentences(scene: List[str]) -> List[str]:
    events = [line for line in scene if not line.startswith("+ ")]
    settings = [line[2:] for line in scene if line.startswith("+ ")]
    return [f"{event} {setting}" for event in events for setting in settings]
