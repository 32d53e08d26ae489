#!/usr/bin/env python3
"""bench_releases.py PROGRAM SHARED: winners in texts that lie beside the checkout.

For each folder of SHARED/releases: precision, recall and F1, strict and lenient,
false winners where nothing is awarded, whole records (by the scorer there), how
far confidence means what it says, and the worst errors. For SHARED/suites/foreign:
winners in documents that are no releases. Says so when SHARED is missing."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

FOLDERS = ("open", "ministries", "second", "ministries-second")
MOST = 20  # of the errors shown


def show(program, path):
    done = subprocess.run([program, "show", "--json", path], capture_output=True)
    try:
        return json.loads(done.stdout)
    except ValueError:
        return {"awards": []}


def fold(text):
    return re.sub(r"\s+", " ", re.sub("[„“”»«]", '"', text or "")).strip()


def calibration(pairs):
    """Of winners with so much confidence, how many are right."""
    error = 0.0
    for low in (0.5, 0.6, 0.7, 0.8, 0.9):
        here = [(c, right) for c, right in pairs if low <= c < low + 0.1 + (low == 0.9)]
        if not here:
            continue
        said = sum(c for c, _ in here) / len(here)
        right = sum(r for _, r in here) / len(here)
        error += abs(said - right) * len(here) / len(pairs)
        print(f"  confidence {low:.1f}  n {len(here):4}  said {said:.2f}  right {right:.2f}")
    if pairs:
        print(f"  expected calibration error {error:.3f}")


def releases(program, folder, scorer):
    pairs = []
    with tempfile.TemporaryDirectory() as out:
        for text in sorted(folder.glob("*.txt")):
            record = show(program, text)
            (pathlib.Path(out) / f"{text.stem}.json").write_text(json.dumps(record))
            gold = json.loads(text.with_suffix(".json").read_text(encoding="utf-8"))
            # Members, works and partners count neither way.
            names, neutral = set(), set()
            for award in gold["awards"]:
                to = names if award.get("role") in (None, "team") else neutral
                to.update(fold(n) for n in [award["winner"], *(award.get("alt") or [])])
            for award in record["awards"]:
                for winner in award["winners"]:
                    name = fold(winner["name"])
                    if name in names or name not in neutral:
                        pairs.append((winner["confidence"], name in names))
        done = subprocess.run(
            [sys.executable, scorer, out, "--gold", folder],
            capture_output=True,
            text=True,
        ).stdout
    for line in done.splitlines():
        if re.match(r"(winner|award|award year|winner kind|category|rank|affiliation) +\S*\d|whole|false winners", line):
            print("  " + line)
    calibration(pairs)
    errors = re.findall(r"   winner +(?:false|near|miss).*", done)
    errors.sort(key=lambda e: ("miss" in e, e))
    for line in errors[:MOST]:
        print("  " + line.strip())


def main():
    program, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    if not (shared / "releases").is_dir():
        print(f"{shared}/releases is missing: nothing measured on texts nobody tuned for")
        return
    for name in FOLDERS:
        print(f"== {name}")
        releases(program, shared / "releases" / name, shared / "releases" / "score.py")
    found = {
        path.name: [w["name"] for a in show(program, path)["awards"] for w in a["winners"]]
        for path in sorted((shared / "suites" / "foreign").iterdir())
    }
    wrong = {name: names for name, names in found.items() if names}
    print(f"== foreign: {sum(map(len, wrong.values()))} winners in {len(wrong)} of {len(found)} documents")
    for name, names in wrong.items():
        print(f"  {name}: {names}")


main()
