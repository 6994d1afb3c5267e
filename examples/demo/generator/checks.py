"""What a task must be like before it is written."""

from __future__ import annotations

import re
from collections import Counter
from typing import Iterable, List

from generator.rows import Row, Task

FEWEST_ROWS, MOST_ROWS = 200, 240
FEWEST_WORDS, MOST_WORDS = 8, 60
MOST_TEMPLATE_SHARE = 0.1
LABEL_SLACK = 0.06
LEFTOVER = re.compile(r"\{[^{}\"]*\}|\s\s|[ ][.,;?!]|^\s|\s$")


class Unfit(Exception):
    """The material is not good enough; says what, and in which task."""


def check(tasks: Iterable[Task]) -> None:
    faults = [f"{task.name}: {fault}" for task in tasks for fault in faults_of(task)]
    if faults:
        raise Unfit("\n".join(faults))


def faults_of(task: Task) -> List[str]:
    return [*_size(task), *_duplicates(task), *_texts(task), *_labels(task), *_variety(task)]


def _size(task: Task) -> List[str]:
    count = len(task.rows)
    return [] if FEWEST_ROWS <= count <= MOST_ROWS else [f"{count} rows, wanted {FEWEST_ROWS} to {MOST_ROWS}"]


def _duplicates(task: Task) -> List[str]:
    counts = Counter(_plain(row.input) for row in task.rows)
    return [f"comes {count} times: {text}" for text, count in counts.items() if count > 1]


def _texts(task: Task) -> List[str]:
    faults = []
    for row in task.rows:
        words = len(row.input.split())
        if not FEWEST_WORDS <= words <= MOST_WORDS:
            faults.append(f"{words} words, wanted {FEWEST_WORDS} to {MOST_WORDS}: {row.input}")
        if not row.target:
            faults.append(f"no target: {row.input}")
        faults += [f"left over {found!r} in: {text}" for text in (row.input, row.target)
                   for found in LEFTOVER.findall(text)]
    return faults


def _labels(task: Task) -> List[str]:
    if not task.labels:
        return []
    counts = Counter(row.target for row in task.rows)
    faults = [f"label {label!r} is not one of {task.labels}" for label in counts if label not in task.labels]
    fair = len(task.rows) / len(task.labels)
    faults += [f"label {label!r} has {counts[label]} rows, {fair:.0f} would be fair" for label in task.labels
               if abs(counts[label] - fair) > LABEL_SLACK * len(task.rows)]
    return faults


def _variety(task: Task) -> List[str]:
    """A task must not be one template with a word swapped."""
    counts = Counter(_skeleton(row) for row in task.rows)
    most, count = counts.most_common(1)[0]
    limit = MOST_TEMPLATE_SHARE * len(task.rows)
    if count <= limit:
        return []
    return [f"{count} rows are the same but for names and numbers, at most {limit:.0f} may: {most}"]


def _skeleton(row: Row) -> str:
    """The input without numbers and without names, which is what is left of a template."""
    return re.sub(r"\b[A-Z]\w*|\d+", "_", row.input)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()
