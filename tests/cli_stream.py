#!/usr/bin/env python3
"""Drives `bmas-extract stream`: JSON Lines in, records out.

  cli_stream.py BINARY [CLASS[.TEST]…]
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import cli_test

SOURCE = pathlib.Path(__file__).resolve().parent.parent
BINARY = ""  # set in main
FAULTY = os.environ.get("BMAS_FAULTY", "")
TEXT = ("\ufeffPressemitteilung\n\nBerlin, den 14.\u00a0Juni 2017\n\n"
        "Der Preis fu\u0308r das Netz\u00adwerk wird am Freitag, dem 16. Juni, verliehen.\n")


def stream(*lines, args=(), **more):
    """Exit code, the records, standard error."""
    data = b"".join((line if isinstance(line, bytes) else json.dumps(line).encode())
                    + b"\n" for line in lines)
    done = subprocess.run([BINARY, "stream", *args], input=data, capture_output=True,
                          timeout=300, check=False, **more)
    return (done.returncode, [json.loads(line) for line in done.stdout.splitlines()],
            done.stderr.decode())


class Stream(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="bmas-stream-")
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name) / "in"
        self.dir.mkdir()

    def test_records_come_in_order_with_their_ids(self):
        (self.dir / "a.txt").write_text(TEXT)
        code, records, said = stream(
            {"id": "b-1", "text": TEXT}, {"path": str(self.dir / "a.txt"), "id": 7},
            {"id": {"n": [1, None]}, "text": "Nichts."}, b"  ", {"text": TEXT})
        self.assertEqual((code, said), (0, ""))
        self.assertEqual([record["id"] for record in records],
                         ["b-1", 7, {"n": [1, None]}, None])
        self.assertEqual([record["document"]["path"] for record in records],
                         [None, "in/a.txt", None, None])
        self.assertEqual([record["release"]["date"] for record in records],
                         ["2017-06-14", "2017-06-14", None, "2017-06-14"])

    def test_a_file_gives_the_record_that_show_gives(self):
        file = SOURCE / "samples/weiche-trennstriche/weiche-trennstriche.pdf"
        shown = subprocess.run([BINARY, "show", "--json", file], capture_output=True,
                               check=True)
        code, (record,), _ = stream({"path": str(file)})
        self.assertEqual(code, 0)
        self.assertIsNone(record.pop("id"))
        self.assertEqual(record, json.loads(shown.stdout))

    def test_source_spans_count_code_points_of_the_input(self):
        _, (record,), _ = stream({"text": TEXT})
        found = {}
        for entry in record["evidence"]:
            begin, end = entry["source_span"]
            found[entry["at"]] = TEXT[begin:end]
            self.assertEqual(entry["boxes"], [])
        self.assertEqual(found["/dates/0/text"], "14.\u00a0Juni 2017")
        self.assertEqual(found["/dates/1/text"], "Freitag, dem 16. Juni")
        self.assertEqual(found["/release/date"], "14.\u00a0Juni 2017")

    def test_a_year_that_is_none_ends_nothing(self):
        extra = self.dir / "extra"
        extra.mkdir()
        (extra / "a.toml").write_text(
            "[[rule]]\nid = \"own.award\"\nat = \"line\"\nyields = \"award\"\n"
            "pattern = '''^Urkunde (?P<name>\\p{Lu}\\p{L}+) (?P<year>\\S+)$'''\n")
        years = ["2021", "zwei", "99999999999999999999", "20", "-123", "2021/22"]
        code, records, said = stream(
            *({"text": f"Urkunde Otter {year}", "release_date": "9999-12-31"}
              for year in years), args=("--rules-extra", str(extra)))
        self.assertEqual((code, said), (0, ""))
        self.assertEqual(len(records), len(years))

    def test_a_release_date_serves_where_the_text_prints_none(self):
        asked = "Die Feier findet heute statt, die Ausstellung beginnt am 3. Mai."
        _, records, _ = stream(
            {"text": asked, "release_date": "2021-04-30"},
            {"text": asked, "release_date": None},
            {"text": TEXT, "release_date": "1999-01-01"})
        isos = [[date["iso"] for date in record["dates"]] for record in records]
        self.assertEqual(isos, [["2021-04-30", "2021-05-03"], [],
                                ["2017-06-14", "2017-06-16"]])
        self.assertIsNone(records[0]["release"]["date"])

    def test_failures_are_records_and_the_next_line_is_read(self):
        cases = [
            (b'{"text": "a"', "request", "the line is no JSON"),
            (b'["text"]', "request", "the line is no JSON object"),
            (b'{"text": "\xff"}', "request", "the line is no JSON"),
            (b'{"text": "\\ud800"}', "request", "the line is no JSON"),
            (b"[" * 100000, "request", "the line nests too deep"),
            ({}, "request", "neither path nor text is there"),
            ({"text": "a", "path": "b"}, "request", "path and text are both there: give one"),
            ({"text": 3}, "request", "text is no string"),
            ({"path": ["a"]}, "request", "path is no string"),
            ({"text": "a", "release_date": 2017}, "request", "release_date is no string"),
            ({"text": "a", "release_date": "2017-02-29"}, "request",
             "release_date is no day like 2017-06-14: 2017-02-29"),
            ({"path": "nix.pdf"}, "io", "no such file"),
            ({"path": "."}, "io", "is a folder"),
            ({"path": ""}, "io", "is no path of a file"),
            ({"path": "a\0b"}, "io", "is no path of a file"),
            ({"text": ""}, "no_text", "is empty"),
            ({"text": "\ufeff \u200b"}, "no_text", "has no text on any page"),
        ]
        lines = []
        for number, (line, _, _) in enumerate(cases):
            if isinstance(line, dict):
                line = {"id": number, **line}
            lines += [line, {"id": "next", "text": "Am 3. Mai 2021 war alles gut."}]
        code, records, _ = stream(*lines, cwd=self.dir)
        self.assertEqual(code, 1)
        self.assertEqual(len(records), len(lines))
        keys = list(records[1])
        for number, (line, error, message) in enumerate(cases):
            with self.subTest(line=str(line)[:60]):
                record, after = records[2 * number:2 * number + 2]
                self.assertEqual(list(record), keys)
                self.assertEqual(record["id"],
                                 number if isinstance(line, dict) else None)
                self.assertEqual(record["status"], "failed")
                self.assertEqual(record["error"],
                                 {"code": error, "message": message, "where": None})
                self.assertEqual(after["status"], "ok")

    def test_a_line_beyond_the_limit_fails_alone(self):
        code, records, _ = stream({"text": "x" * 500}, {"text": "kurz"},
                                  args=["--max-bytes", "100"])
        self.assertEqual(code, 1)
        self.assertEqual(records[0]["error"]["code"], "limit")
        self.assertEqual(records[0]["error"]["message"],
                         "the line is longer than 100 bytes (--max-bytes)")
        self.assertEqual(records[1]["status"], "ok")

    def test_each_record_is_there_before_the_next_request(self):
        with subprocess.Popen([BINARY, "stream"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as child:
            for number in range(3):
                child.stdin.write(json.dumps({"id": number, "text": "Text."}).encode()
                                  + b"\n")
                child.stdin.flush()
                self.assertEqual(json.loads(child.stdout.readline())["id"], number)
            child.stdin.write(b'{"id": 3, "text": "Ohne Zeilenende."}')
            child.stdin.close()
            self.assertEqual(json.loads(child.stdout.readline())["id"], 3)
            self.assertEqual(child.wait(), 0)

    def test_a_line_that_nests_without_end_costs_itself(self):
        code, records, _ = stream(b'{"id": 1, "foo": ' + b"[" * 300_000,
                                  {"id": 2, "text": "Aue, 3. Mai 2021"})
        self.assertEqual(code, 1)
        self.assertEqual(records[0]["error"]["message"], "the line nests too deep")
        self.assertEqual(records[1]["id"], 2)

    @unittest.skipUnless(FAULTY, "BMAS_FAULTY is not set")
    def test_a_file_that_kills_its_reader_costs_its_own_record(self):
        (self.dir / "a.pdf").write_bytes(cli_test.text_pdf("Aue, 3. Mai 2021")
                                         + b"%FAULT segfault\n")
        (self.dir / "b.pdf").write_bytes(cli_test.text_pdf("Aue, 3. Mai 2021"))
        lines = "".join(json.dumps({"id": name, "path": str(self.dir / name)}) + "\n"
                        for name in ("a.pdf", "b.pdf"))
        done = subprocess.run([FAULTY, "stream", "--rules", str(SOURCE / "rules")],
                              input=lines.encode(), timeout=100,
                              stdout=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 1)
        dead, good = map(json.loads, done.stdout.splitlines())
        self.assertEqual((dead["id"], dead["error"]["code"]), ("a.pdf", "crashed"))
        self.assertEqual((good["id"], good["status"]), ("b.pdf", "ok"))

    def test_nothing_asked_gives_nothing(self):
        self.assertEqual(stream(), (0, [], ""))

    def test_output_that_goes_nowhere_is_no_success(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([BINARY, "stream"], input=b'{"text": "Text."}\n',
                                  stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot write to standard output", done.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    BINARY = os.path.abspath(sys.argv.pop(1))
    unittest.main()
