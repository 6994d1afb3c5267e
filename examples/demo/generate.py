#!/usr/bin/env python3
"""Writes the demo's task rows into tasks/, or says whether those that are there are up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import checks, files, stats
from generator.catalogue import tasks

FOLDER = Path(__file__).parent / "tasks"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if tasks/ is not up to date")
    parser.add_argument("--stats", action="store_true", help="print rows, lengths and answers of every task")
    asked = parser.parse_args()

    made = tasks()
    try:
        checks.check(made)
    except checks.Unfit as unfit:
        print(unfit, file=sys.stderr)
        return 1

    if asked.stats:
        print(stats.table(made))
    if asked.check:
        stale = files.differences(made, FOLDER)
        if stale:
            print("\n".join([*stale, "Run generate.py to write the files anew."]), file=sys.stderr)
        return 1 if stale else 0
    if not asked.stats:
        files.write(made, FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
