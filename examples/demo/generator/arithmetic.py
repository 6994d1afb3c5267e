"""Sums in words and in figures; the answers are computed from formulas in the bank."""

from __future__ import annotations

import ast
import operator
import re
from typing import Dict, Iterator, List

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, distinct

RANGE = re.compile(r"(\w) (\d+)-(\d+)(?::(\d+))?")
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.FloorDiv: operator.floordiv,
             ast.Mod: operator.mod}
WORDED_PER_BARE = 4


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("arithmetic")
    worded, bare = draw.rounds(bank.lines("sums")), draw.rounds(bank.lines("bare"))
    names, turn = draw.rounds(bank.lines("names")), draw.rounds(range(WORDED_PER_BARE + 1))
    return distinct(lambda: _row(draw, next(worded if next(turn) else bare), names), ROWS_PER_TASK)


def _row(draw: Draw, line: str, names: Iterator[str]) -> Row:
    text, ranges, formula, *condition = line.split(" | ")
    numbers = _numbers(draw, ranges)
    while condition and not _holds(condition[0], numbers):
        numbers = _numbers(draw, ranges)
    first, second = next(names), next(names)
    for key, value in {"N": first, "M": second if second != first else next(names), **numbers}.items():
        text = text.replace("{" + key + "}", str(value))
    return Row(text, str(value_of(formula, numbers)))


def _numbers(draw: Draw, ranges: str) -> Dict[str, int]:
    return {name: int(low) + int(step or 1) * draw.whole(0, (int(high) - int(low)) // int(step or 1))
            for name, low, high, step in RANGE.findall(ranges)}


def _holds(condition: str, numbers: Dict[str, int]) -> bool:
    left, right = condition[len("if "):].split(" == ")
    return value_of(left, numbers) == value_of(right, numbers)


def value_of(formula: str, numbers: Dict[str, int]) -> int:
    """The value of a formula in whole numbers, letters and + - * // %."""

    def value(node: ast.AST) -> int:
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -value(node.operand)
        if isinstance(node, ast.Name):
            return numbers[node.id]
        if isinstance(node, ast.Constant):
            return node.value
        raise ValueError(f"not a formula: {formula}")

    return value(ast.parse(formula, mode="eval").body)
