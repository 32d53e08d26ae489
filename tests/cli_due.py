#!/usr/bin/env python3
"""What a run does again and why: the ledger from outside.

  cli_due.py BINARY [CLASS[.TEST]…]
"""
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time

import cli_test
from cli_test import PDF, TEXT, CliTest, text_pdf

RULE = """
[[rule]]
id = "date.extra"
about = "a year alone, for this test"
at = "sentence"
yields = "date"
pattern = '''(?P<text>{day}\\. Mai 2021)'''
"""


class DueTest(CliTest):
    def setUp(self):
        super().setUp()
        for i in range(10):
            self.put(f"in/{i}.pdf", text_pdf(f"Berlin, {i + 1}. Juni 2017"))
        self.put("in/text.txt", TEXT)

    def why(self, ended):
        """The summary's counts by reason."""
        line = re.search(r"(?m)^why: (.*)$", ended.err)
        return {reason: int(count) for count, reason in
                (part.split(" ") for part in line[1].split(", "))} if line else {}

    def again(self, *args, code=0, inputs=("in",)):
        return self.why(self.run_on(*inputs, *args, code=code))

    def dry(self, *args, inputs=("in",)):
        before = cli_test.tree(self.dir / "out")
        ended = self.call("run", *inputs, "--out", "out", "--rules", str(self.rules),
                          "--dry-run", *args)
        self.assertEqual(ended.code, 0, ended.err)
        self.assertEqual({k: v for k, v in cli_test.tree(self.dir / "out").items()
                          if b"ledger.db-" not in k},
                         {k: v for k, v in before.items() if b"ledger.db-" not in k})
        return {path: reason for reason, path in
                (line.split("\t") for line in ended.out.splitlines())}

    def written(self):
        """Published files that the last run changed."""
        runs = sorted((self.dir / "out/runs").iterdir())
        return json.loads(runs[-1].read_bytes())["records"]

    def ledger(self, sql):
        with sqlite3.connect(self.dir / "out/ledger.db") as database:
            return database.execute(sql).fetchall()


class Reasons(DueTest):
    def test_new_then_unchanged(self):
        self.assertEqual(set(self.dry().values()), {"new"})
        self.assertFalse((self.dir / "out").exists())
        self.assertEqual(self.again(), {"new": 11})
        self.assertEqual(set(self.dry().values()), {"unchanged"})
        self.assertEqual(self.again(), {"unchanged": 11})
        self.assertEqual(self.written()["files_written"], 0)

    def test_changed(self):
        self.again()
        self.put("in/3.pdf", text_pdf("Berlin, 9. Mai 2018"))
        self.assertEqual(self.dry()["in/3.pdf"], "changed")
        self.assertEqual(self.again(), {"changed": 1, "unchanged": 10})
        self.assertEqual(self.record("in/3.pdf")["dates"][0]["iso"], "2018-05-09")

    def test_touched_is_not_changed(self):
        self.again()
        for name in ("in/3.pdf", "in/text.txt"):
            os.utime(self.dir / name)
        self.assertEqual(set(self.dry().values()), {"unchanged"})
        self.assertEqual(self.again(), {"unchanged": 11})
        self.assertEqual(self.again("--rehash"), {"unchanged": 11})

    def test_changed_behind_size_and_time(self):
        self.again()
        path = self.dir / "in/3.pdf"
        info = path.stat()
        content = path.read_bytes().replace(b"4. Juni", b"4. Juli")
        with open(path, "r+b") as file:
            file.write(content)
        os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
        self.assertEqual(self.again(), {"unchanged": 11})
        self.assertEqual(self.again("--rehash"), {"changed": 1, "unchanged": 10})

    def test_moved(self):
        self.again()
        before = self.record("in/3.pdf")
        (self.dir / "in/2017").mkdir()
        (self.dir / "in/3.pdf").rename(self.dir / "in/2017/drei.pdf")
        self.assertEqual(self.dry()["in/2017/drei.pdf"], "moved")
        self.assertEqual(self.again(), {"moved": 1, "unchanged": 10})
        self.assertEqual(self.written()["from_stored_text"], 1)
        self.assertFalse((self.dir / "out/records/in/3.pdf.json").exists())
        self.assertFalse((self.dir / "out/text/in/3.pdf.txt").exists())
        after = self.record("in/2017/drei.pdf")
        self.assertEqual(after["document"]["path"], "in/2017/drei.pdf")
        after["document"]["path"] = before["document"]["path"]
        self.assertEqual(after, before)
        self.assertEqual(self.again(), {"unchanged": 11})

    def test_gone(self):
        self.again()
        record = (self.dir / "out/records/in/3.pdf.json").read_bytes()
        (self.dir / "in/3.pdf").unlink()
        self.assertEqual(self.dry()["in/3.pdf"], "gone")
        self.assertEqual(self.again(), {"unchanged": 10, "gone": 1})
        self.assertFalse((self.dir / "out/records/in/3.pdf.json").exists())
        self.assertEqual(
            (self.dir / "out/removed/records/in/3.pdf.json").read_bytes(), record)
        self.assertTrue((self.dir / "out/removed/text/in/3.pdf.txt").exists())
        self.assertEqual(self.again(), {"unchanged": 10})
        self.assertEqual(self.ledger("SELECT count(*) FROM readings"), [(10,)])

    def test_waiting(self):
        old = time.time() - 100
        for path in (self.dir / "in").iterdir():
            os.utime(path, (old, old))
        self.put("in/young.pdf")
        self.assertEqual(self.dry("--settle", "60")["in/young.pdf"], "waiting")
        self.assertEqual(self.again("--settle", "60"), {"new": 11, "waiting": 1})
        self.assertNotIn("in/young.pdf", self.records())
        self.assertEqual(self.again(), {"new": 1, "unchanged": 11})

    def test_engine(self):
        self.again()
        self.assertEqual(set(self.dry("--max-pages", "7").values()), {"engine"})
        self.assertEqual(self.again("--max-pages", "7"), {"engine": 11})
        # Limits of processes matter only to what they ended.
        self.assertEqual(self.again("--max-pages", "7", "--max-wall", "50"),
                         {"unchanged": 11})

    def test_a_part_of_the_archive_says_nothing_of_the_rest(self):
        self.again()
        self.assertEqual(self.again(inputs=("in/3.pdf",)), {"unchanged": 1})
        self.assertEqual(self.again(), {"unchanged": 11})

    def test_reasons_of_records_are_those_of_the_dry_run(self):
        self.again()
        self.put("in/3.pdf", text_pdf("Berlin, 9. Mai 2018"))
        self.put("in/neu.pdf", text_pdf("Berlin, 10. Mai 2018"))
        self.put("in/noch-eins.pdf", text_pdf("Berlin, 1. Juni 2017"))
        (self.dir / "in/4.pdf").rename(self.dir / "in/vier.pdf")
        (self.dir / "in/5.pdf").unlink()
        counts = {}
        for reason in self.dry().values():
            counts[reason] = counts.get(reason, 0) + 1
        self.assertEqual(counts, {"changed": 1, "new": 1, "duplicate": 1, "moved": 1,
                                  "gone": 1, "unchanged": 8})
        self.assertEqual(self.again(), counts)


class Rules(DueTest):
    def test_a_changed_rule_reads_no_file_and_writes_what_it_changes(self):
        self.put("extra/rules.toml", RULE.format(day=3).encode())
        extra = ("--rules-extra", "extra")
        self.again(*extra)
        first = self.tree()
        self.put("extra/rules.toml", RULE.format(day=4).encode())
        hidden = self.dir / "hidden"
        (self.dir / "in").rename(hidden)
        shutil.copytree(hidden, self.dir / "in")  # other inodes, same bytes
        for path in hidden.iterdir():
            shutil.copystat(path, self.dir / "in" / path.name)
        self.assertEqual(set(self.dry(*extra).values()), {"rules"})
        self.assertEqual(self.again(*extra), {"rules": 11})
        records = self.written()
        self.assertEqual(records["from_stored_text"], 11)
        changed = {path for path, content in self.tree().items()
                   if first[path] != content}
        self.assertEqual(len(changed), records["files_written"])
        # As if everything had been read anew.
        now = self.tree()
        shutil.rmtree(self.dir / "out")
        self.again(*extra)
        self.assertEqual(self.tree(), now)

    def test_comments_and_order_change_nothing(self):
        self.put("extra/a.toml", RULE.format(day=3).encode())
        extra = ("--rules-extra", "extra")
        self.again(*extra)
        self.put("extra/a.toml", b"# Why it is there.\n" + RULE.format(day=3).encode())
        self.assertEqual(set(self.dry(*extra).values()), {"unchanged"})

    def test_a_word_of_the_lexicon_reads_anew(self):
        self.again()
        path = self.rules / "language.toml"
        text = path.read_text()
        changed = text.replace("[months]\n", "[months]\n\"holzmond\" = 2\n", 1)
        self.assertNotEqual(changed, text)
        path.write_text(changed)
        self.assertEqual(self.again(), {"rules": 11})
        self.assertEqual(self.written()["from_stored_text"], 0)
        self.assertEqual(self.again(), {"unchanged": 11})

    def test_a_stored_text_that_is_broken_is_read_anew(self):
        self.put("extra/rules.toml", RULE.format(day=3).encode())
        extra = ("--rules-extra", "extra")
        self.again(*extra)
        self.put("extra/rules.toml", RULE.format(day=4).encode())
        with sqlite3.connect(self.dir / "out/ledger.db") as database:
            database.execute("UPDATE readings SET compressed = x'00112233'")
        self.assertEqual(self.again(*extra), {"rules": 11})
        self.assertEqual(set(self.records().values()), {"ok"})


class Duplicates(DueTest):
    def test_the_second_has_a_record_of_its_own(self):
        self.put("in/9a.pdf", text_pdf("Berlin, 10. Juni 2017"))
        self.put("other/x.pdf", text_pdf("Berlin, 10. Juni 2017"))
        both = ("in", "other")
        self.assertEqual(self.dry(inputs=both)["in/9a.pdf"], "duplicate")
        self.assertEqual(self.again(inputs=both), {"new": 11, "duplicate": 2})
        first = self.record("in/9.pdf")
        for path in ("in/9a.pdf", "other/x.pdf"):
            record = self.record(path)
            self.assertEqual(record["document"]["duplicate_of"], "in/9.pdf")
            record["document"]["duplicate_of"] = None
            record["document"]["path"] = "in/9.pdf"
            self.assertEqual(record, first)
        self.assertEqual(self.again(inputs=both), {"unchanged": 13})

    def test_when_the_first_goes_another_becomes_it(self):
        self.put("in/9a.pdf", text_pdf("Berlin, 10. Juni 2017"))
        self.again()
        (self.dir / "in/9.pdf").unlink()
        self.assertEqual(self.again(), {"moved": 1, "unchanged": 10, "gone": 1})
        self.assertIsNone(self.record("in/9a.pdf")["document"]["duplicate_of"])
        self.assertEqual(self.again(), {"unchanged": 11})

    def test_when_the_first_changes_the_other_becomes_it(self):
        self.put("in/9a.pdf", text_pdf("Berlin, 10. Juni 2017"))
        self.again()
        self.put("in/9.pdf", text_pdf("Berlin, 11. Juni 2019"))
        self.assertEqual(self.again(), {"changed": 1, "moved": 1, "unchanged": 10})
        self.assertIsNone(self.record("in/9a.pdf")["document"]["duplicate_of"])

    def test_copies_of_what_fails_fail_alike(self):
        for name in ("x", "y"):
            self.put(f"in/{name}.pdf", b"%PDF-1.4\nno more")
        self.assertEqual(self.again(code=1), {"new": 12, "duplicate": 1})
        self.assertEqual(self.record("in/y.pdf")["error"],
                         self.record("in/x.pdf")["error"])

    def test_a_text_and_a_pdf_of_the_same_bytes_are_two(self):
        self.put("in/z.pdf", PDF)
        self.put("in/z.txt", PDF)
        self.assertEqual(self.again(), {"new": 13})


class Failures(DueTest):
    def test_known_failures_are_no_news(self):
        self.put("in/bad.pdf", b"<p>Not found")
        self.again(code=1)
        self.assertEqual(self.again(), {"unchanged": 12})
        self.put("in/worse.pdf", b"")
        self.again(code=1)

    def test_retry(self):
        self.put("in/bad.pdf", b"<p>Not found")
        self.again(code=1)
        ended = self.call("retry", "--out", "out")
        self.assertEqual((ended.code, ended.err),
                         (0, "1 document will be tried again by the next run\n"))
        self.assertEqual(self.dry()["in/bad.pdf"], "retry")
        self.assertEqual(self.again(), {"retry": 1, "unchanged": 11})
        self.assertEqual(self.again(), {"unchanged": 12})
        ended = self.call("retry", "in/3.pdf", "--out", "out")
        self.assertEqual(ended.code, 0, ended.err)
        self.assertEqual(self.again(), {"retry": 1, "unchanged": 11})
        ended = self.call("retry", "in/nix.pdf", "--out", "out")
        self.assertEqual((ended.code, ended.err),
                         (2, "in/nix.pdf: no such document in the ledger\n"))
        ended = self.call("retry", "--out", "nowhere")
        self.assertEqual(ended.code, 2)
        self.assertIn("nowhere: is no output folder", ended.err)

    def test_a_file_too_large_is_not_read(self):
        with open(self.dir / "in/huge.pdf", "wb") as file:
            file.truncate(1 << 40)
        self.again(code=1)
        record = self.record("in/huge.pdf")
        self.assertEqual(record["error"], {
            "code": "limit", "where": None,
            "message": f"file size limit: {512 << 20} bytes allowed, has {1 << 40}"})
        self.assertIsNone(record["document"]["sha256"])
        self.assertEqual(self.again(), {"unchanged": 12})

    def test_a_file_that_changes_while_it_is_read_waits(self):
        # The kernel's own files have no size before they are read.
        (self.dir / "in/grows.txt").symlink_to("/proc/self/status")
        self.assertEqual(self.again(inputs=("in", "in/grows.txt")),
                         {"new": 11, "waiting": 1})
        self.assertNotIn("in/grows.txt", self.records())

    def test_a_file_that_grows_is_not_half_recorded(self):
        """A writer appends all the time: no record, or one of what stood there."""
        path = self.dir / "in/grows.txt"
        path.write_bytes(TEXT * 2000)
        script = ("import sys, time\nwith open(sys.argv[1], 'ab', 0) as f:\n"
                  " while True:\n  f.write(b'Mehr Text. ')\n  time.sleep(0.001)\n")
        writer = subprocess.Popen([sys.executable, "-c", script, str(path)])
        try:
            why = self.again()
        finally:
            writer.kill()
            writer.wait()
        if "in/grows.txt" not in self.records():
            self.assertEqual(why, {"new": 11, "waiting": 1})
            return
        self.assertEqual(why, {"new": 12})
        document = self.record("in/grows.txt")["document"]
        start = path.read_bytes()[:document["size_bytes"]]
        self.assertEqual(document["sha256"], hashlib.sha256(start).hexdigest())


class Roots(DueTest):
    def test_an_empty_root_stops_before_anything_moves(self):
        self.again()
        before = self.tree()
        (self.dir / "in").rename(self.dir / "elsewhere")
        for make in (False, True):
            if make:
                (self.dir / "in").mkdir()
            with self.subTest(there=make):
                ended = self.run_on("in", code=3)
                self.assertIn('root "in": expected documents, found none; 11 are known',
                              ended.err)
                self.assertEqual(self.tree(), before)

    def test_too_many_gone(self):
        self.again()
        before = self.tree()
        for i in range(3):
            (self.dir / f"in/{i}.pdf").unlink()
        ended = self.run_on("in", code=3)
        self.assertIn('root "in": expected at most a fifth of its 11 documents to be '
                      "gone, 3 are", ended.err)
        self.assertEqual(self.tree(), before)
        self.assertEqual(self.again("--accept-removals"), {"unchanged": 8, "gone": 3})

    def test_reordering_an_archive_loses_nothing(self):
        self.again()
        (self.dir / "in/2017").mkdir()
        for i in range(10):
            (self.dir / f"in/{i}.pdf").rename(self.dir / f"in/2017/{i}.pdf")
        self.assertEqual(self.again(), {"moved": 10, "unchanged": 1})

    def test_a_folder_that_cannot_be_read_is_not_gone(self):
        if os.geteuid() == 0:
            self.skipTest("root may read everything")
        self.put("in/sub/a.pdf", text_pdf("Seite"))
        self.again()
        (self.dir / "in/sub").chmod(0)
        self.addCleanup((self.dir / "in/sub").chmod, 0o755)
        self.assertEqual(self.again(code=1), {"unchanged": 11, "waiting": 1})


if __name__ == "__main__":
    cli_test.main()
