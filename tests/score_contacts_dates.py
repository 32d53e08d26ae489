#!/usr/bin/env python3
"""Scores release fields, dates and contacts against what careful people read.

usage: score_contacts_dates.py FOLDER… PROGRAM [--misses]

A FOLDER holds NAME.txt, a release, and NAME.json, its record as a person reads
it. Each value counts once for each time it is read; quotation marks, dashes,
spaces and case do not count, nor do the marks between the digits of a phone
number or the scheme of an address of the web.
"""
import json
import re
from collections import Counter

from score_winners import fold, records_of, score_folders, scores


def phone(value):
    text = value["text"] if isinstance(value, dict) else value
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    return re.sub(r"^(?:00|0)", "", re.sub(r"^(?:00)?49", "0", digits))


def address(value):
    return re.sub(r"^https?://", "", value.lower()).rstrip("/")


def street(value):
    return re.sub(r"[Ss]tr\.", "straße", value)


def all_of(contacts, key, read=lambda value: value):
    return [fold(read(v)) for c in contacts for v in c.get(key) or []]


def each(contacts, key, read=lambda value: value):
    return [fold(read(c[key])) for c in contacts if c.get(key)]


def values(record, release):
    """Everything that is scored, kind by kind."""
    contacts, dates = record.get("contacts", []), record.get("dates", [])
    out = {f"release {key}": [fold(release[key])] if release.get(key) else []
           for key in ("title", "date", "issuer", "number", "place")}
    out["dates, value"] = [(d["iso"], d.get("end")) for d in dates]
    out["dates, strict"] = [(fold(d["text"]), d["iso"], d.get("end"))
                            for d in dates]
    out["dates, role"] = [(d["iso"], d.get("role")) for d in dates]
    for key in ("phones", "faxes"):
        out[key] = all_of(contacts, key, phone)
    links = [fold(address(link["url"])) for link in record.get("links", [])]
    for key, more in (("emails", []), ("urls", links)):
        out[key] = sorted({*all_of(contacts, key, address), *more})
    # People wrote links down as contacts of nothing else.
    contacts = [c for c in contacts if any(
        v for k, v in c.items() if k not in ("role", "urls"))]
    for key in ("postcode", "city", "person", "organisation", "unit",
                "function", "role"):
        out[key] = each(contacts, key)
    out["street"] = each(contacts, "street", street)
    return out


def score(folder, program, show):
    records = records_of(folder, program)
    gold_count, got_count, right = Counter(), Counter(), Counter()
    misses = []
    for path in sorted(folder.glob("*.json")):
        gold, record = json.loads(path.read_text()), records.get(path.stem)
        if record is None:
            misses.append(f"{path.stem}: no record")
            continue
        want = values(gold, gold)
        got = values(record, record["release"])
        for kind, wanted in want.items():
            if kind.startswith("release ") and kind[8:] not in gold:
                continue
            a, b = Counter(wanted), Counter(got[kind])
            gold_count[kind] += sum(a.values())
            got_count[kind] += sum(b.values())
            right[kind] += sum((a & b).values())
            misses += [f"{path.stem}: {kind} - {v}" for v in (a - b).elements()]
            misses += [f"{path.stem}: {kind} + {v}" for v in (b - a).elements()]
    print(folder)
    for kind in gold_count:
        p, r, f = scores(right[kind], gold_count[kind], got_count[kind])
        print(f"  {kind:16} {gold_count[kind]:4} read, {got_count[kind]:4} found"
              f"  precision {p:.3f}  recall {r:.3f}  F1 {f:.3f}")
    if show:
        print("\n".join("    " + miss for miss in misses))


if __name__ == "__main__":
    score_folders(score, __doc__)
