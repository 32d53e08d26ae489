#!/usr/bin/env python3
"""Scores the winners that the program finds against what careful people read.

usage: score_winners.py FOLDER… PROGRAM [--misses]

A FOLDER holds NAME.txt, a release, and NAME.json, its record as a person reads
it. Strict: the names are equal but for quotation marks, dashes and spaces.
Lenient: one name holds the other, or at least half of their words are shared.
The fields of winners are judged on those found strictly; a field counts where
the person or the program gives it.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import Counter

FIELDS = ["award", "year", "category", "rank", "place", "affiliation", "kind",
          "title", "role", "project", "prize_money", "members"]
MARKS = str.maketrans({**dict.fromkeys("„“”»«″\"", '"'),
                       **dict.fromkeys("‚‘’‛‹›'`´", "'"),
                       **dict.fromkeys("‐‑‒–—−", "-")})


def fold(text):
    if text is None or text == []:
        return None
    if isinstance(text, list):
        return "|".join(sorted(fold(part) for part in text))
    return " ".join(str(text).translate(MARKS).split()).strip('" ').lower()


def plain(field, value):
    """A field as a person's record has it: ranks by their number, if they have
    one, sums as printed."""
    if isinstance(value, dict):
        number = value.get("number") if field == "rank" else None
        return value["text"] if number is None else str(number)
    return value


def year(award):
    """As the text says it; a year from elsewhere is no reading of the text."""
    return None if award.get("year_inferred") else award.get("year")


def lenient(a, b):
    a, b = fold(a), fold(b)
    if a in b or b in a:
        return True
    x, y = set(re.findall(r"\w+", a)), set(re.findall(r"\w+", b))
    return bool(x and y) and len(x & y) / len(x | y) >= 0.5


def winners(record):
    found = []
    for award in record.get("awards", []):
        for winner in award["winners"]:
            found.append({**winner, "award": award.get("name"),
                          "year": year(award)})
    return found


def pair(gold, got, same):
    """Pairs of indices, each used once."""
    pairs, used = [], set()
    for i, a in enumerate(gold):
        for k, b in enumerate(got):
            if k not in used and same(a["name"], b["name"]):
                used.add(k)
                pairs.append((i, k))
                break
    return pairs


def scores(hits, gold, got):
    precision = hits / got if got else 1.0
    recall = hits / gold if gold else 1.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def records_of(folder, program):
    """The records of a folder's texts by their names."""
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([program, "run", str(folder), "--out", out, "--quiet"],
                       check=False, stdout=subprocess.DEVNULL)
        return {path.name.removesuffix(".txt.json"): json.loads(path.read_text())
                for path in pathlib.Path(out, "records").rglob("*.txt.json")}


def score(folder, program, show):
    records = records_of(folder, program)
    count, right, judged = Counter(), Counter(), Counter()
    misses = []
    for path in sorted(folder.glob("*.json")):
        gold, record = json.loads(path.read_text()), records.get(path.stem)
        if record is None:
            misses.append(f"{path.stem}: no record")
            continue
        want, got = winners(gold), winners(record)
        strict = pair(want, got, lambda a, b: fold(a) == fold(b))
        count.update(gold=len(want), got=len(got), strict=len(strict),
                     lenient=len(pair(want, got, lenient)))
        for i, w in enumerate(want):
            if i not in [a for a, _ in strict]:
                misses.append(f"{path.stem}: - {w['name']}")
        for k, w in enumerate(got):
            if k not in [b for _, b in strict]:
                misses.append(f"{path.stem}: + {w['name']}")
        if not want:
            count.update(none=1, none_false=len(got))
        for i, k in strict:
            for field in FIELDS:
                a, b = (fold(plain(field, w.get(field)))
                        for w in (want[i], got[k]))
                if a is None and b is None:
                    continue
                judged[field] += 1
                if a == b:
                    right[field] += 1
                else:
                    misses.append(f"{path.stem}: {field} of "
                                  f"{want[i]['name']}: want {a}, got {b}")
        checks = {c["at"]: c["status"] for c in record["checks"]
                  if c["id"] == "announced-count"}
        announced = [(a["count"], checks.get(f"/announced/{n}"))
                     for n, a in enumerate(record["announced"])]
        for a in gold.get("announced", []):
            same = [x for x in announced if x[0] == a["count"]]
            wrong = a.get("matches") is False
            count.update(announced=1, announced_found=bool(same), wrong=wrong,
                         flagged=wrong and any(x[1] == "fail" for x in same))
            if not same:
                misses.append(f"{path.stem}: announced - {a['text']}")
            elif not wrong and all(x[1] == "fail" for x in same):
                misses.append(f"{path.stem}: announced fails {a['text']}")
                count.update(false_alarm=1)
            elif wrong and all(x[1] != "fail" for x in same):
                misses.append(f"{path.stem}: announced passes {a['text']}")
        counts = [a["count"] for a in gold.get("announced", [])]
        for n, a in enumerate(record["announced"]):
            if a["count"] not in counts:
                count.update(announced_extra=1)
                misses.append(f"{path.stem}: announced + {a['text']}")
    print(f"{folder}: {count['gold']} winners, {count['got']} found")
    for kind in ("strict", "lenient"):
        p, r, f = scores(count[kind], count["gold"], count["got"])
        print(f"  {kind:8} precision {p:.3f}  recall {r:.3f}  F1 {f:.3f}")
    print("  " + "  ".join(f"{f} {right[f]}/{judged[f]}" for f in FIELDS))
    print(f"  announced {count['announced_found']}/{count['announced']}, "
          f"{count['announced_extra']} more, "
          f"{count['false_alarm']} false alarms; wrong ones flagged "
          f"{count['flagged']}/{count['wrong']}; winners in {count['none']} "
          f"releases that have none: {count['none_false']}")
    if show:
        print("\n".join("    " + miss for miss in misses))


def score_folders(score_one, usage):
    """FOLDER… PROGRAM [--misses] from the command line."""
    words = [w for w in sys.argv[1:] if w != "--misses"]
    if len(words) < 2:
        sys.exit(usage.split("\n\n")[1])
    for folder in words[:-1]:
        score_one(pathlib.Path(folder), words[-1], "--misses" in sys.argv)


if __name__ == "__main__":
    score_folders(score, __doc__)
