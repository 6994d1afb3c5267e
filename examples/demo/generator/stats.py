"""A table of what was generated."""

from __future__ import annotations

import re
from collections import Counter
from typing import Iterable

from generator.rows import Task

# An English WordPiece vocabulary keeps common words whole; long runs of letters come apart at about this length.
LETTERS_PER_PIECE = 4
WHOLE_WORD = 10
START_AND_END = 2


def tokens(text: str) -> int:
    """About how many tokens a BERT-like tokenizer makes of a text, its start and end marks included."""
    pieces = START_AND_END
    for part in re.findall(r"\w+|[^\w\s]", text):
        pieces += 1 if len(part) <= WHOLE_WORD else -(-len(part) // LETTERS_PER_PIECE)
    return pieces


def table(tasks: Iterable[Task]) -> str:
    lines = [f"{'task':<20}{'cluster':<28}{'rows':>5}{'words':>7}{'tokens':>8}  answers"]
    rows = total = 0
    for task in tasks:
        count = len(task.rows)
        words = sum(len(row.input.split()) for row in task.rows)
        pieces = sum(tokens(row.input) for row in task.rows)
        rows, total = rows + count, total + pieces
        lines.append(f"{task.name:<20}{task.cluster:<28}{count:>5}{words / count:>7.1f}{pieces / count:>8.1f}  "
                     + _answers(task))
    lines.append(f"{'all':<48}{rows:>5}{'':>7}{total / rows:>8.1f}  about {total:,} tokens")
    return "\n".join(lines)


def _answers(task: Task) -> str:
    counts = Counter(row.target for row in task.rows)
    if task.labels:
        return ", ".join(f"{label} {counts[label]}" for label in task.labels)
    return f"{len(counts)} different"
