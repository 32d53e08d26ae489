#!/usr/bin/env python3
"""A run that is killed anywhere, or has no room, loses nothing.

  cli_durable.py BINARY [CLASS[.TEST]…]        BMAS_FAULTY: the faulty program
"""
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time

import cli_test
from cli_isolation import children
from cli_test import CliTest, text_pdf

FAULTY = os.environ.get("BMAS_FAULTY", "")


class DurableTest(CliTest):
    # Without inode and time, which differ between copies of a folder.
    ROWS = ("SELECT path, size, retry, strikes, status, code, engine, limits, rules, "
            "content, duplicate_of, awards, winners, checks_failed, dated, message "
            "FROM documents ORDER BY path")

    def state(self):
        """All that the next run depends on, and every file of the folder."""
        with sqlite3.connect(self.dir / "out/ledger.db") as database:
            documents = database.execute(self.ROWS).fetchall()
            readings = database.execute(
                "SELECT content, reader, compressed FROM readings ORDER BY 1").fetchall()
        files = {path for path in cli_test.tree(self.dir / "out")
                 if not path.startswith((b"runs/", b"ledger.db-"))}
        return self.tree(), documents, readings, files

    def archive(self):
        for i in range(6):
            self.put(f"in/{i}.pdf", text_pdf(f"Berlin, {i + 1}. Juni 2017"))
        self.put("in/copy.pdf", text_pdf("Berlin, 1. Juni 2017"))
        self.put("in/bad.pdf", b"<p>Not found")

    def change(self):
        """A night in which everything happens."""
        self.put("in/1.pdf", text_pdf("Berlin, 9. Mai 2018"))
        (self.dir / "in/2.pdf").rename(self.dir / "in/zwei.pdf")
        (self.dir / "in/3.pdf").unlink()
        self.put("in/neu.pdf", text_pdf("Berlin, 10. Mai 2018"))
        self.put("in/5.pdf", b"<p>Not found any more")


class FailPoints(DurableTest):
    def passed(self):
        """Fail points of one run, in order, each with its count."""
        ended = self.run_on("in", "--workers", "1", binary=FAULTY,
                            env={"BMAS_FAIL_POINT": "list"}, code=1)
        return re.findall(r"(?m)^fail point (.*)$", ended.err)

    def killed_at(self, point):
        done = subprocess.run(
            [FAULTY, "run", "in", "--out", "out", "--rules", str(self.rules),
             "--workers", "1", "--quiet"], cwd=self.dir, capture_output=True,
            env={**os.environ, "BMAS_FAIL_POINT": point}, timeout=60, check=False)
        self.assertEqual(done.returncode, -signal.SIGKILL, (point, done.stderr))

    def each(self, prepare):
        prepare()
        before = self.dir / "before"
        if (self.dir / "out").exists():
            shutil.copytree(self.dir / "out", before)
        points = self.passed()
        self.assertGreater(len(points), 20)
        expected = self.state()
        for point in points:
            with self.subTest(point=point):
                shutil.rmtree(self.dir / "out")
                if before.exists():
                    shutil.copytree(before, self.dir / "out")
                self.killed_at(point)
                # What it had committed may include the failures: no news then.
                ended = self.call("run", "in", "--out", "out", "--rules",
                                  str(self.rules))
                self.assertIn(ended.code, (0, 1), ended.err)
                self.assertEqual(self.state(), expected)
        return len(points)

    def test_first_run(self):
        count = self.each(self.archive)
        print(f"fail points of a first run: {count}")

    def test_a_night_in_which_everything_happens(self):
        def prepare():
            self.archive()
            self.run_on("in", code=1)
            self.change()
        count = self.each(prepare)
        print(f"fail points of a night: {count}")


class Room(DurableTest):
    def test_a_disk_that_fills_up(self):
        if os.geteuid() != 0:
            self.skipTest("only root may mount a small file system")
        small = self.dir / "small"
        small.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)],
            capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest(f"cannot mount: {mounted.stderr}")
        self.addCleanup(subprocess.run, ["umount", "-l", str(small)], check=False)
        for i in range(300):
            self.put(f"in/{i}.pdf", text_pdf(f"Berlin, 1. Mai {1750 + i}"))
        out = "small/out"
        run = ("run", "in", "--out", out, "--rules", str(self.rules))
        ended = self.call(*run)
        self.assertEqual(ended.code, 2, ended.err)
        self.assertRegex(ended.err, r"No space left on device|disk is full")
        self.assertIn("what was committed before is kept", ended.err)
        subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
        ended = self.call(*run)
        self.assertEqual(ended.code, 0, ended.err)
        self.assertEqual(len(list((small / "out/records").rglob("*.json"))), 300)
        self.assertEqual(os.listdir(small / "out/staging"), [])
        with sqlite3.connect(small / "out/ledger.db") as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(),
                             [("ok",)])

    def test_no_more_descriptors(self):
        self.archive()
        ended = subprocess.run(
            ["prlimit", "--nofile=14", cli_test.BINARY, "run", "in", "--out", "out",
             "--rules", str(self.rules)], cwd=self.dir, capture_output=True, timeout=60,
            check=False)
        self.assertEqual(ended.returncode, 2, ended.stderr)
        self.assertIn(b"Too many open files", ended.stderr)
        self.run_on("in", code=1)
        self.assertEqual(len(self.records()), 8)

    def test_a_folder_that_vanishes_in_mid_run(self):
        self.put("in/0.pdf", text_pdf("x") + b"%FAULT sleep\n")
        for i in range(1, 6):
            self.put(f"in/{i}.pdf", text_pdf(f"Berlin, {i}. Juni 2017"))
        for empty in (False, True):
            with self.subTest(empty=empty):
                child = subprocess.Popen(
                    [FAULTY, "run", "in", "--out", "out", "--rules", str(self.rules),
                     "--workers", "1", "--max-silence", "2"], cwd=self.dir,
                    stderr=subprocess.PIPE)
                self.addCleanup(child.kill)
                until = time.monotonic() + 20
                while not children(child.pid):
                    self.assertLess(time.monotonic(), until)
                    time.sleep(0.02)
                (self.dir / "in").rename(self.dir / "away")
                if empty:  # as an unmounted file system leaves it
                    (self.dir / "in").mkdir()
                said = child.communicate(timeout=60)[1].decode()
                self.assertEqual(child.returncode, 2, said)
                self.assertIn("the folder of documents has vanished", said)
                self.assertEqual(self.records(), {})
                if empty:
                    (self.dir / "in").rmdir()
                (self.dir / "away").rename(self.dir / "in")
        self.run_on("in")
        self.assertEqual(len(self.records()), 6)

    def test_a_read_only_output(self):
        if os.geteuid() != 0:
            self.skipTest("only root may mount")
        self.archive()
        self.run_on("in", code=1)
        before = self.state()
        self.change()
        out = str(self.dir / "out")
        bound = subprocess.run(["mount", "--bind", out, out], check=False)
        if bound.returncode != 0:
            self.skipTest("cannot mount")
        try:
            subprocess.run(["mount", "-o", "remount,ro,bind", out], check=True)
            ended = self.run_on("in", code=2)
            self.assertIn("Read-only file system", ended.err)
        finally:
            subprocess.run(["umount", "-l", out], check=False)
        self.assertEqual(self.state(), before)


if __name__ == "__main__":
    if not os.access(FAULTY, os.X_OK):
        raise SystemExit("BMAS_FAULTY names no program")
    cli_test.main()
