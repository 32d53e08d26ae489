#!/usr/bin/env python3
"""What an archive run costs, beside the floor for each figure. Ratios within
this one run only: a busy machine makes both sides slow.

  bench_archive.py BINARY [DOCUMENTS] [FILES]   default 1000 and 100000
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent
MEASURED = 3  # runs of each; the best counts


def make_archive(folder, documents):
    """The samples' PDFs over and over, each with a comment of its own at its end,
    so that no two are duplicates."""
    samples = sorted((SOURCE / "samples").glob("*/*.pdf"))
    for i in range(documents):
        target = folder / str(i // 100)
        target.mkdir(exist_ok=True)
        source = samples[i % len(samples)]
        (target / f"{i}-{source.name}").write_bytes(source.read_bytes() + b"\n%%%d\n" % i)


def make_small_files(folder, files):
    for i in range(files):
        if i % 1000 == 0:
            (folder / str(i // 1000)).mkdir()
        (folder / str(i // 1000) / f"pm-{i}.txt").write_text(
            f"Berlin, 3. Mai 2018\n\nNummer {i}\n")


class Watch(threading.Thread):
    """Peak of the proportional set size (smaps_rollup) of a process's children."""

    def __init__(self, pid):
        super().__init__()
        self.pid, self.peak, self.done = pid, 0, False

    def run(self):
        while not self.done:
            try:
                with open(f"/proc/{self.pid}/task/{self.pid}/children",
                          encoding="ascii") as file:
                    children = file.read().split()
                for child in children:
                    with open(f"/proc/{child}/smaps_rollup", encoding="ascii") as file:
                        pss = int(re.search(r"(?m)^Pss:\s+(\d+)", file.read())[1])
                        self.peak = max(self.peak, pss / 1024)
            except (OSError, TypeError):
                pass
            time.sleep(0.05)


class Bench:
    def __init__(self, binary, top):
        self.binary, self.top = binary, top
        self.missed = self.folders = 0

    def run(self, source, *args, out="out", fresh=True, watch=False):
        """Seconds, MiB of the supervisor, MiB PSS of a worker, the run's summary."""
        # A new folder each time: ext4 is slow to give out inodes that were just
        # freed, which no real archive meets.
        if fresh:
            self.folders += 1
        folder = self.top / f"{out}-{self.folders}"
        os.sync()
        begun = time.monotonic()
        child = subprocess.Popen(
            [self.binary, "run", str(source), "--out", str(folder), *args, "--quiet"],
            stderr=subprocess.DEVNULL)
        watcher = Watch(child.pid)
        if watch:
            watcher.start()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begun
        watcher.done = True
        if child.returncode not in (0, 1):
            sys.exit(f"the run ended with {child.returncode}")
        last = max((folder / "runs").iterdir())
        return (seconds, used.ru_maxrss / 1024, watcher.peak,
                json.loads(last.read_bytes()))

    def best(self, *args, **more):
        return min(self.run(*args, **more)[0] for _ in range(MEASURED))

    def say(self, what, found, floor, good, unit=""):
        self.missed += not good
        print(f"{what:58} {found:8.2f}{unit}   floor {floor}{unit}"
              f"{'' if good else '   MISSED'}", flush=True)

    def documents(self, count):
        archive = self.top / "archive"
        archive.mkdir()
        make_archive(archive, count)
        alone = self.best(archive, "--workers", "0")
        one = self.best(archive, "--workers", "1")
        two = self.best(archive, "--workers", "2")
        print(f"{count} documents: {alone:.2f} s in one process, {one:.2f} s with one "
              f"worker, {two:.2f} s with two ({1000 * two / count:.2f} ms each)")
        self.say("2 workers against 1, times", one / two, "1.80", one / two >= 1.8)
        cost = 100 * (one / alone - 1)
        self.say("what isolation costs against one process", cost, "5.00", cost <= 5, " %")
        _, _, pss, _ = self.run(archive, "--workers", "2", watch=True)
        self.say("a worker's memory (PSS), MiB", pss, "80", pss <= 80)
        if shutil.which("pdftotext"):
            floor = min(self.pdftotext(archive) for _ in range(MEASURED))
            self.say("2 workers against xargs -P2 pdftotext, times", floor / two, "2.50",
                     floor / two >= 2.5)
        else:
            print("pdftotext is not there")
        self.rule(archive, count)

    def pdftotext(self, archive):
        begun = time.monotonic()
        subprocess.run(
            f"find {archive} -name '*.pdf' -print0 | "
            "xargs -0 -P2 -I{} pdftotext {} " + str(self.top / "text.txt") +
            " 2>/dev/null", shell=True, check=False)
        return time.monotonic() - begun

    def rule(self, archive, count):
        extra = self.top / "extra"
        extra.mkdir()
        rule = ('[[rule]]\nid = "date.bench"\nabout = "for the benchmark"\n'
                "at = \"sentence\"\nyields = \"date\"\n"
                "pattern = '''(?P<text>{day}\\. Juni 2017)'''\n")
        best = 0
        for _ in range(MEASURED):
            (extra / "one.toml").write_text(rule.format(day=1))
            first = self.run(archive, "--rules-extra", str(extra))[0]
            (extra / "one.toml").write_text(rule.format(day=14))
            again, _, _, summary = self.run(archive, "--rules-extra", str(extra),
                                            fresh=False)
            best = max(best, first / again)
        read = summary["records"]
        due = summary["documents"]["due"]["rules"]
        print(f"one changed rule: {due} of {count} due, {read['from_stored_text']} from "
              f"stored text, {read['files_written']} files written; then {first:.2f} s, "
              f"now {again:.2f} s ({1000 * again / max(due, 1):.2f} ms each)")
        if read["from_stored_text"] != due:
            self.say("files read again", due - read["from_stored_text"], "0", False)
        self.say("one changed rule against the first run, times", best, "5.00", best >= 5)

    def night(self, files):
        archive = self.top / "night"
        archive.mkdir()
        make_small_files(archive, files)
        self.run(archive, out="night-out")
        taken, mib = min(self.run(archive, out="night-out", fresh=False)[:2]
                         for _ in range(2 * MEASURED))
        find = 9e9
        for _ in range(2 * MEASURED):
            begun = time.monotonic()
            subprocess.run(["find", str(archive), "-printf", "%s %T@ %p\n"],
                           stdout=subprocess.DEVNULL, check=True)
            find = min(find, time.monotonic() - begun)
        print(f"a night with nothing new over {files} files: {taken:.3f} s; "
              f"find {find:.3f} s")
        self.say("a night with nothing new against find, times", taken / find, "2.00",
                 taken <= 2 * find)
        self.say("the supervisor's memory that night, MiB", mib, "150", mib <= 150)


def main():
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    documents = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    files = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    with tempfile.TemporaryDirectory(prefix="bmas-bench-") as top:
        bench = Bench(os.path.abspath(sys.argv[1]), pathlib.Path(top))
        bench.documents(documents)
        bench.night(files)
    sys.exit(1 if bench.missed else 0)


if __name__ == "__main__":
    main()
