"""Reads the hand-written material.

A bank is a text file: `[name]` opens a section, a blank line ends a block, `#` starts a comment line, and the
columns of a table are separated by ` | `.
"""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Tuple

BANKS = Path(__file__).parent / "banks"


class Bank:
    """One file of material, by section."""

    def __init__(self, name: str, sections: Dict[str, List[List[str]]]) -> None:
        self._name = name
        self._sections = sections

    @staticmethod
    def load(name: str) -> "Bank":
        sections: Dict[str, List[List[str]]] = {}
        blocks: List[List[str]] = []
        for raw in (BANKS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            line = raw.strip()
            if line.startswith("#"):
                continue
            if line.startswith("["):
                blocks = sections.setdefault(line.strip("[]"), [[]])
            elif not line:
                blocks.append([])
            else:
                blocks[-1].append(line)
        return Bank(name, {key: [block for block in found if block] for key, found in sections.items()})

    def sections(self) -> List[str]:
        return list(self._sections)

    def blocks(self, section: str) -> List[List[str]]:
        if section not in self._sections:
            raise KeyError(f"bank {self._name} has no section [{section}], only {self.sections()}")
        return self._sections[section]

    def lines(self, section: str) -> List[str]:
        return [line for block in self.blocks(section) for line in block]

    def table(self, section: str, columns: int) -> List[Tuple[str, ...]]:
        rows = [tuple(cell.strip() for cell in line.split(" | ")) for line in self.lines(section)]
        for row in rows:
            if len(row) != columns:
                raise ValueError(f"bank {self._name} [{section}]: {columns} columns wanted, found {row}")
        return rows
