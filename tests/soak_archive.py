#!/usr/bin/env python3
"""Kills the whole process group of runs at random moments, again and again:
nothing may be lost, nothing half written, little done twice.

  soak_archive.py BINARY [KILLS] [SEED]       default 200 kills
"""
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import cli_test
from cli_durable import DurableTest
from cli_test import SOURCE, text_pdf

DOCUMENTS, GROUP = 500, 100


class Soak:
    def __init__(self, binary, top, kills, seed):
        self.binary, self.top, self.kills = binary, top, kills
        self.random = random.Random(seed)
        self.rules = top / "few-rules"
        self.rules.mkdir()
        for name in ("language.toml", "fragments.toml", "dates/dates.toml"):
            shutil.copy(SOURCE / "rules" / name, self.rules)

    def run(self, out, wait=None):
        """One run, killed after `wait` seconds if given; the documents that it
        ended, and whether it came to its end."""
        with tempfile.TemporaryFile() as said:
            child = subprocess.Popen(
                [self.binary, "run", "in", "--out", out, "--rules", str(self.rules),
                 "--workers", "2", "--log-format", "json"],
                cwd=self.top, stderr=said, start_new_session=True)
            try:
                child.wait(timeout=wait)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
            said.seek(0)
            ended = sum(b'"event":"document"' in line for line in said)
        return ended, child.returncode

    def state(self, out):
        files = {path: content for path, content in cli_test.tree(self.top / out).items()
                 if path.split(b"/")[0] in (b"records", b"text", b"staging", b"removed")}
        with sqlite3.connect(self.top / out / "ledger.db") as database:
            return files, database.execute(DurableTest.ROWS).fetchall()

    def folder(self, number):
        shutil.rmtree(self.top / "in", ignore_errors=True)
        (self.top / "in").mkdir()
        for i in range(DOCUMENTS):
            (self.top / f"in/{i}.pdf").write_bytes(
                text_pdf(f"Berlin, {i % 28 + 1}. Mai {1900 + i % 97}",
                         f"Ordner {number}, Nummer {i}"))

    def round(self, number, most):
        """Kills until the folder is done; how many, and documents ended in all."""
        self.folder(number)
        begun = time.monotonic()
        self.run("undisturbed")
        taken = time.monotonic() - begun
        kills = ended = 0
        while True:
            wait = self.random.uniform(0, taken * 0.7) if kills < most else None
            done, code = self.run("out", wait)
            ended += done
            if code != -signal.SIGKILL:
                assert code == 0, code
                break
            kills += 1
        allowed = DOCUMENTS + kills * GROUP
        assert ended <= allowed, f"{ended} documents for {DOCUMENTS} and {kills} kills"
        assert self.state("out") == self.state("undisturbed"), "another outcome"
        for out in ("out", "undisturbed"):
            shutil.rmtree(self.top / out)
        return kills, ended

    def all(self):
        killed = ended = rounds = 0
        while killed < self.kills:
            rounds += 1
            kills, documents = self.round(rounds, min(12, self.kills - killed))
            killed += kills
            ended += documents
        print(f"soak: {killed} kills over {rounds} folders of {DOCUMENTS}; {ended} "
              f"documents read, allowed {rounds * DOCUMENTS + killed * GROUP}; every "
              "outcome as if undisturbed")


def main():
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else time.time_ns()
    print(f"soak: seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="bmas-soak-") as top:
        Soak(os.path.abspath(sys.argv[1]), pathlib.Path(top), kills, seed).all()


if __name__ == "__main__":
    main()
