#!/usr/bin/env python3
"""Runs the trial's sweeps standalone: what the cluster is held to.

usage: reference.py RUN ROWS      writes RUN/reference/NAME/scores.csv
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import sweeps


def main(run: Path, rows: int) -> None:
    for sweep in sweeps.all_sweeps(run, rows):
        out = run / "reference" / sweep.name
        out.mkdir(parents=True, exist_ok=True)
        spec = out / "spec.yaml"
        spec.write_text(sweep.on_disk())
        started = time.monotonic()
        subprocess.run(
            [sweeps.HOME / "lamina", "run", spec, "--out", out],
            env=os.environ | {"XDG_DATA_HOME": str(run / "reference/data")},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        print(f"{sweep.name}: {time.monotonic() - started:.0f} s standalone", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]))
