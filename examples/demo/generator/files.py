"""Tasks as JSONL files: one row a line, the same bytes for the same tasks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Iterable, List

from generator.rows import Task


def jsonl(task: Task) -> bytes:
    lines = (json.dumps({"id": row_id, "input": row.input, "target": row.target}, ensure_ascii=False)
             for row_id, row in task.identified())
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def write(tasks: Iterable[Task], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{task.name}.jsonl": jsonl(task) for task in tasks}
    for stale in folder.glob("*.jsonl"):
        if stale.name not in wanted:
            stale.unlink()
    for name, content in wanted.items():
        (folder / name).write_bytes(content)


def differences(tasks: Iterable[Task], folder: Path) -> List[str]:
    """What `write` would change, in words; empty when the folder holds exactly these tasks."""
    wanted = {f"{task.name}.jsonl": jsonl(task) for task in tasks}
    found = {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}
    return ([f"{name} is missing" for name in wanted if name not in found]
            + [f"{name} belongs to no task" for name in found if name not in wanted]
            + [f"{name} differs" for name, content in wanted.items() if name in found and found[name] != content])
