#!/usr/bin/env python3
"""floor_winners.py PROGRAM: winners in the releases of tests/releases may not get
worse in silence. For each folder the least precision and recall (strict, in
hundredths); what is below one is printed, and the exit code is 1."""

import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FLOOR = {
    "contacts": (95, 88),
    "false-friends": (79, 66),
    "institutions": (88, 70),
    "ministries": (93, 80),
    "mixed": (97, 86),
    "reworded-a": (91, 70),
    "reworded-b": (83, 65),
    "reworded-c": (85, 42),
    "reworded-d": (82, 46),
}


def main():
    failed = 0
    for folder, (precision, recall) in FLOOR.items():
        done = subprocess.run(
            [sys.executable, HERE / "score_winners.py", HERE / "releases" / folder, sys.argv[1]],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        found = re.search(r"strict +precision ([\d.]+) +recall ([\d.]+)", done)
        have = (100 * float(found[1]), 100 * float(found[2]))
        print(f"{folder:14} precision {have[0]:.1f} ({precision})  recall {have[1]:.1f} ({recall})")
        failed += have[0] < precision or have[1] < recall
    missing = {p.name for p in (HERE / "releases").iterdir() if p.is_dir()} - set(FLOOR)
    for name in sorted(missing):
        print(f"{name}: no floor is said for it")
    return 1 if failed or missing else 0


if __name__ == "__main__":
    sys.exit(main())
