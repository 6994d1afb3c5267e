"""Makes the tiny models and their golden states anew and says what moved.

usage: goldens.py [--write]

Compares with what the test resources hold: of each golden the relative L2 error, ||new - old|| / ||old|| over the features, at the
layer, row and pooling where it is largest. Exit code 1 when one is above 1e-5, or when a golden is new or gone. --write puts what
was made in the place of what is there.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
import tempfile
import warnings
from pathlib import Path
from typing import NamedTuple

try:
    import numpy as np
    import tiny_checkpoints
    import tiny_models
    import torch
except ModuleNotFoundError as missing:
    sys.exit(f"The Python package '{missing.name}' is missing. Install what is needed: pip install -r requirements-goldens.txt")

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
MAKERS = {"checkpoints": tiny_checkpoints.main, "tiny": tiny_models.main}
BOUND = 1e-5


class Golden(NamedTuple):
    about: dict
    states: np.ndarray  # pooling x layer x row x feature

    @staticmethod
    def read(folder: Path) -> Golden:
        about = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
        return Golden(about, np.fromfile(folder / "golden.f32", "<f4").reshape(about["shape"]).astype(np.float64))


class Change(NamedTuple):
    name: str
    error: float  # infinite where the two cannot be compared
    where: str

    def __str__(self) -> str:
        return f"{self.name}: {self.where}" if math.isinf(self.error) else f"{self.name}: {self.error:.1e} ({self.where})"


def goldens(folder: Path) -> dict[str, Golden]:
    files = [file for tree in MAKERS for file in sorted((folder / tree).rglob("golden.json"))]
    return {str(file.parent.relative_to(folder)): Golden.read(file.parent) for file in files}


def changes(old: dict[str, Golden], new: dict[str, Golden]) -> list[Change]:
    """One for each golden."""
    return [change(name, old.get(name), new.get(name)) for name in sorted(old | new)]


def change(name: str, old: Golden | None, new: Golden | None) -> Change:
    if old is None:
        return Change(name, math.inf, "is new")
    if new is None:
        return Change(name, math.inf, "is gone")
    if old.about["shape"] != new.about["shape"]:
        return Change(name, math.inf, f"was {old.about['shape']}, is {new.about['shape']}")
    difference = np.linalg.norm(new.states - old.states, axis=3)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.where(difference == 0, 0, difference / np.linalg.norm(old.states, axis=3))
    # A row without states is NaN, on both sides or it moved.
    absent = [np.isnan(states).any(axis=3) for states in (old.states, new.states)]
    error = np.where(absent[0] & absent[1], 0, np.where(absent[0] | absent[1], math.inf, error))
    pooling, layer, row = np.unravel_index(error.argmax(), error.shape)
    return Change(name, float(error.max()), f"{old.about['poolings'][pooling]}, layer {layer}, row {row}")


def other_versions(old: dict[str, Golden], new: dict[str, Golden]) -> list[str]:
    found = set()
    for name in old.keys() & new.keys():
        before, now = (golden.about["made with"] for golden in (old[name], new[name]))
        found |= {f"{tool} was {before[tool]}, is {now[tool]}" for tool in before.keys() & now.keys() if before[tool] != now[tool]}
    return sorted(found)


def make(folder: Path) -> None:
    warnings.simplefilter("ignore")  # the tracer's and the libraries' own
    torch.set_num_threads(1)
    for tree, maker in MAKERS.items():
        maker(folder / tree)


def replace(made: Path) -> None:
    for tree in MAKERS:
        shutil.rmtree(RESOURCES / tree, ignore_errors=True)
        shutil.copytree(made / tree, RESOURCES / tree)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put what was made in the place of what is there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        make(made)
        old, new = goldens(RESOURCES), goldens(made)
        if asked.write:
            replace(made)
    found = changes(old, new)
    moved = [one for one in found if not one.error <= BOUND]
    for line in [*other_versions(old, new), *moved]:
        print(line)
    if moved:
        print(f"{len(moved)} of {len(found)} goldens moved by more than {BOUND:.0e}.")
    else:
        most = max(found, key=lambda one: one.error)
        print(f"Nothing moved: {len(found)} goldens, " + (f"at most {most}." if most.error else "the same to the bit."))
    if asked.write:
        print(f"Written: {RESOURCES}")
    return 1 if moved and not asked.write else 0


if __name__ == "__main__":
    sys.exit(main())
