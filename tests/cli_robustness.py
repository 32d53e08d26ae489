#!/usr/bin/env python3
"""Odd and hostile PDFs, all in one run, beside healthy ones.

  cli_robustness.py BINARY [CLASS[.TEST]…]
"""
import json
import os
import shutil
import subprocess
import threading
import time
import zlib

import cli_test
from cli_isolation import children, hanging_page, stream
from cli_test import SAMPLES, SOURCE, CliTest, text_pdf

SUITE = SOURCE.parent / "shared" / "suites" / "robustness"


def replaced(pdf, number, body):
    """The PDF with one object's body replaced; its index is then wrong."""
    head, sep, rest = pdf.partition(f"\n{number} 0 obj\n".encode())
    return head + sep + body + b"endobj\n" + rest.partition(b"endobj\n")[2]


def packed(piece, times):
    """Deflated bytes that give a piece over and over; they take no time to make,
    since a block after a full flush knows nothing of those before it. The sum at
    the end is wrong, which no reader of PDFs looks at."""
    packer = zlib.compressobj(9)
    begin = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return begin + block * (times - 1) + packer.flush()


def inflating(gigabytes, command=b"0 0 m 1 1 l S "):
    """A page whose content inflates to so much."""
    content = packed(command * ((1 << 20) // len(command)), gigabytes << 10)
    return replaced(text_pdf("x"), 5, stream(b"<< /Filter /FlateDecode >>", content))


def twice_inflating(gigabytes):
    """The same, packed twice."""
    content = zlib.compress(packed(b"\0" * (1 << 20), gigabytes << 10), 9)
    return replaced(text_pdf("x"), 5, stream(
        b"<< /Filter [/FlateDecode /FlateDecode] >>", content))


BOMBS = {
    "inflates.pdf": lambda: inflating(10),
    "inflates-to-words.pdf":
        lambda: inflating(10, b"BT /F1 9 Tf 9 9 Td (Wort und Wort) Tj ET "),
    "inflates-twice.pdf": lambda: twice_inflating(100),
    "forms-in-forms.pdf": lambda: hanging_page(1, 1),
    "third-page-hangs.pdf": lambda: hanging_page(3, 3),
    "pages-of-themselves.pdf": lambda: replaced(
        text_pdf("x"), 2, b"<< /Type /Pages /Kids [2 0 R 2 0 R 4 0 R] /Count 3 >>\n"),
    "a-thousand-million-pages.pdf": lambda: replaced(
        text_pdf("x"), 2, b"<< /Type /Pages /Kids [4 0 R] /Count 1000000000 >>\n"),
    "deep.pdf": lambda: replaced(
        text_pdf("x"), 3, b"[" * 500_000 + b"]" * 500_000 + b"\n"),
    "deep-dictionaries.pdf": lambda: replaced(
        text_pdf("x"), 1, b"<</A " * 200_000 + b">>" * 200_000 + b"\n"),
    "endless-strings.pdf": lambda: text_pdf("x") + b"((((" * 1_000_000,
    "only-a-head.pdf": lambda: b"%PDF-1.7\n",
    "zeros.pdf": lambda: b"%PDF-1.7\n" + bytes(5_000_000),
}


class Watch(threading.Thread):
    """The most memory that any worker was seen to have, in KiB."""

    def __init__(self, pid):
        super().__init__()
        self.pid, self.peaks, self.done = pid, {}, False

    def run(self):
        while not self.done:
            try:
                for child in children(self.pid):
                    with open(f"/proc/{child}/status", encoding="ascii") as file:
                        for line in file:
                            if line.startswith("VmPeak:"):
                                self.peaks[child] = int(line.split()[1])
            except (FileNotFoundError, ProcessLookupError):
                pass
            time.sleep(0.01)


class Robustness(CliTest):
    MIB = 600
    LIMITS = ("--max-memory", str(MIB), "--max-silence", "3", "--max-cpu", "20",
              "--max-wall", "15")

    def test_everything_hostile_in_one_run(self):
        slow = 4 if cli_test.SANITIZED else 1
        good = self.dir / "in/good"
        for sample in sorted(SAMPLES.glob("*/*.pdf")):
            good.mkdir(parents=True, exist_ok=True)
            shutil.copy(sample, good)
        self.run_on("in", *self.LIMITS, code=1)
        healthy = self.tree()
        shutil.rmtree(self.dir / "out")

        for name, make in BOMBS.items():
            self.put("in/bombs/" + name, make())
        suite = SUITE.is_dir()
        if suite:
            shutil.copytree(SUITE, self.dir / "in/suite")
        else:
            print("robustness: ../shared/suites/robustness is not there")
        begun = time.monotonic()
        child = subprocess.Popen(
            [cli_test.BINARY, "run", "in", "--out", "out", "--rules", str(self.rules),
             *self.LIMITS], cwd=self.dir, stderr=subprocess.PIPE)
        watch = Watch(child.pid)
        watch.start()
        said = child.communicate(timeout=600 * slow)[1].decode()
        watch.done = True
        watch.join()
        taken = time.monotonic() - begun
        self.assertEqual(child.returncode, 1, said)
        self.assertNotIn("Sanitizer", said)

        found = {}
        documents = [f for f in (self.dir / "in").rglob("*")
                     if f.suffix.lower() == ".pdf"]
        for file in documents:
            path = str(file.relative_to(self.dir))
            record = self.record(path)
            code = record["error"]["code"] if record["error"] else record["status"]
            found[code] = found.get(code, 0) + 1
            if code in ("limit", "crashed", "partial"):
                what = (record["error"] or record["diagnostics"][-1])["message"]
                print(f"  {path}: {code}: {what}")
            self.assertNotEqual(code, "internal", path)
            self.assertNotEqual(code, "crashed", path)
        peak = max(watch.peaks.values(), default=0) / 1024
        print(f"robustness: {len(documents)} files in {taken:.1f} s, "
              f"{len(watch.peaks)} workers, none above {peak:.0f} of {self.MIB} MiB; "
              + ", ".join(f"{n} {code}" for code, n in sorted(found.items())))
        if not cli_test.SANITIZED:
            self.assertLessEqual(peak, self.MIB)
        after = {path: content for path, content in self.tree().items()
                 if b"/good/" in path}
        self.assertEqual(after, healthy)

        # The same night once more: nothing is tried, and that is no news.
        begun = time.monotonic()
        ended = self.run_on("in", *self.LIMITS)
        self.assertLess(time.monotonic() - begun, 3 * slow)
        self.assertIn("0 documents: 0 ok", ended.err)
        self.assertIn("poison", ended.err)
        runs = sorted((self.dir / "out/runs").iterdir())
        self.assertEqual(json.loads(runs[-1].read_bytes())["workers_lost"], 0)


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    cli_test.main()
