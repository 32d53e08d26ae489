#!/usr/bin/env python3
"""Runs third-party suites of dates and contacts through `bmas-extract stream` and scores them.

  bench_suites.py BINARY SUITES [PART…]    ./dev bench suites

SUITES is the folder with dates/ and contacts/, each with its scorer and scope.tsv. PART limits the suites to those
whose path holds it ("dates", "linkify"). Prints for each suite what its scorer says, with every miss, and what was
found in rows of the scope that must give nothing. Ends with 1 when something was found there.
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def records(binary, suite):
    """The records of a suite's rows, in their order."""
    asked = "".join(json.dumps({"id": row["id"], "text": row["text"],
                                "release_date": row.get("reference_date")}) + "\n"
                    for row in suite)
    done = subprocess.run([binary, "stream"], input=asked.encode(), check=False,
                          stdout=subprocess.PIPE)
    if done.returncode not in (0, 1):
        sys.exit(done.returncode)
    return [json.loads(line) for line in done.stdout.splitlines()]


def source_span(record, pointer):
    """Code points of the input, from the first source of the value to the last."""
    spans = [entry["source_span"] for entry in record["evidence"]
             if entry["at"] == pointer]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def dates(record):
    for number, date in enumerate(record["dates"]):
        start, end = source_span(record, f"/dates/{number}/text")
        iso = date["iso"][:10]  # the suites in scope have no clock times
        if date["end"]:
            iso += "/" + date["end"][:10]
        yield {"surface": date["text"], "start": start, "end": end, "iso": iso}


def contacts(record):
    for contact in record["contacts"]:
        for kind, key in (("email", "emails"), ("url", "urls")):
            for value in contact[key]:
                yield {"type": kind, "surface": value}
        for phone in contact["phones"] + contact["faxes"]:
            yield {"type": "phone", "surface": phone["text"]}
        parts = {key: contact[key] for key in ("street", "postcode", "city")}
        if any(parts.values()):
            yield {"type": "address", **parts}
    for link in record["links"]:
        yield {"type": "url", "surface": link["url"]}


def scope(path):
    with open(path, encoding="utf-8") as lines:
        return {line.split("\t")[0] for line in lines if line.split("\t")[1] == "in"}


def bench(binary, path, found_in, scorer):
    suite = rows(path)
    counted = scope(path.parent / "scope.tsv")
    predicted = [{"id": row["id"], "expected": list(found_in(record))}
                 for row, record in zip(suite, records(binary, suite), strict=True)]
    print(f"== {path.parent.name}/{path.name}", flush=True)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row in predicted:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        file.flush()
        subprocess.run([sys.executable, str(scorer), str(path), file.name, "--scope",
                        str(path.parent / "scope.tsv"), "--show", "1000"], check=True)
    false = 0
    for row, guess in zip(suite, predicted, strict=True):
        if row["id"] in counted and not row["expected"] and guess["expected"]:
            false += 1
            print(f"found where nothing is: {row['id']} {row['text']!r} "
                  f"{json.dumps(guess['expected'], ensure_ascii=False)}")
    print(flush=True)
    return false


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if not folder.is_dir():
        sys.exit(f"bench suites: {folder} is not there; it holds the third-party suites")
    false = 0
    for part, found_in, scorer in (("dates", dates, "score_dates.py"),
                                   ("contacts", contacts, "score_contacts.py")):
        for path in sorted((folder / part).glob("*.jsonl")):
            if not sys.argv[3:] or any(word in str(path) for word in sys.argv[3:]):
                false += bench(binary, path, found_in, folder / part / scorer)
    print(f"rows that must give nothing and gave something: {false}")
    sys.exit(1 if false else 0)


if __name__ == "__main__":
    main()
