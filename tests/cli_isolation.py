#!/usr/bin/env python3
"""Worker processes from outside: faults, limits, sandbox.

  cli_isolation.py BINARY [CLASS[.TEST]…]      BMAS_FAULTY: the faulty program
"""
import os
import shutil
import signal
import subprocess
import time

import cli_test
from cli_test import CliTest, text_pdf

FAULTY = os.environ.get("BMAS_FAULTY", "")
FAST = ("--max-silence", "1", "--max-wall", "3", "--max-cpu", "20")


def fault(name):
    return text_pdf("Berlin, 14. Juni 2017") + b"%FAULT " + name.encode() + b"\n"


def children(pid):
    """Process ids below a process."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class IsolationTest(CliTest):
    def faulty(self, *args, code=0, **more):
        return self.run_on(*args, binary=FAULTY, code=code, **more)

    def error(self, path):
        error = self.record(path)["error"]
        return error["code"], error["message"]


class Faults(IsolationTest):
    LIMIT, CRASH = "limit", "crashed"
    EXPECTED = {
        "hang": (LIMIT, "silence limit: 1 s allowed, 1 s without a new page or stage "
                        "at opening"),
        "sleep": (LIMIT, "silence limit: 1 s allowed, 1 s without a new page or stage "
                         "at opening"),
        "abort": (CRASH, "the worker died of signal 6 (ABRT) at opening"),
        "segfault": (CRASH, "the worker died of signal 11 (SEGV) at opening"),
        "allocate": (LIMIT, "memory limit: 700 MiB allowed, all used at opening"),
        "flood": (LIMIT, "output limit: 64 MiB allowed, more than that used"),
        "babble": (CRASH, "the worker answered nonsense"),
        "fork": (CRASH, "the worker was ended by its sandbox for a forbidden system "
                        "call at opening"),
        "exec": (CRASH, "the worker was ended by its sandbox for a forbidden system "
                        "call at opening"),
        "socket": (CRASH, "the worker was ended by its sandbox for a forbidden system "
                          "call at opening"),
        "ptrace": (CRASH, "the worker was ended by its sandbox for a forbidden system "
                          "call at opening"),
        "kill": (CRASH, "the worker was ended by its sandbox for a forbidden system "
                        "call at opening"),
        "open": ("internal", "Permission denied"),
        "make": ("internal", "Permission denied"),
        "exit": (CRASH, "the worker ended with exit code 0 without an answer at "
                        "opening"),
        "throw": ("internal", "thrown by a library"),
    }

    def test_each_is_typed_and_its_neighbours_are_unharmed(self):
        for i in range(20):
            self.put(f"in/good-{i:02}.pdf", text_pdf(f"Berlin, {i + 1}. Juni 2017"))
        self.run_on("in")
        good = self.tree()
        shutil.rmtree(self.dir / "out")
        expected = dict(self.EXPECTED)
        if cli_test.SANITIZED:  # their own handlers and no limit of memory
            for name in ("allocate", "abort", "segfault"):
                del expected[name]
        for name in expected:
            self.put(f"in/{name}.pdf", fault(name))
        limits = (*FAST, "--max-memory", "700")
        self.faulty("in", *limits, code=1)
        for name, (code, message) in expected.items():
            with self.subTest(fault=name):
                found = self.error(f"in/{name}.pdf")
                self.assertEqual(found, (code, message))
        after = {path: content for path, content in self.tree().items()
                 if b"good-" in path}
        self.assertEqual(after, good)
        self.assertFalse((self.dir / "made-by-a-document").exists())

        # The same night: none of the poison is tried, and that is no news.
        begun = time.monotonic()
        ended = self.faulty("in", *limits)
        self.assertLess(time.monotonic() - begun, 3)
        poison = sum(code in (self.LIMIT, self.CRASH) for code, _ in expected.values())
        self.assertIn(f"{poison} poison", ended.err)

    def test_what_libraries_print_is_capped(self):
        self.put("in/say.pdf", fault("say"))
        self.faulty("in", "--max-stderr", "16")
        record = self.record("in/say.pdf")
        self.assertEqual([(d["code"], d["message"]) for d in record["diagnostics"]],
                         [("stderr-limit", "standard error limit: 16 KiB allowed, all "
                           "used; the rest is dropped")])

    def test_cpu_limit(self):
        self.put("in/hang.pdf", fault("hang"))
        self.faulty("in", "--max-cpu", "1", "--max-silence", "30", code=1)
        self.assertEqual(self.error("in/hang.pdf"),
                         ("limit", "cpu limit: 1 s allowed, all used at opening"))

    def test_wall_limit(self):
        self.put("in/sleep.pdf", fault("sleep"))
        self.faulty("in", "--max-wall", "1", code=1)
        self.assertEqual(self.error("in/sleep.pdf"),
                         ("limit", "wall time limit: 1 s allowed, 1 s used at opening"))

    def test_workers_are_recycled(self):
        for i in range(30):
            self.put(f"in/{i}.pdf", text_pdf(f"Seite {i}"))
        self.run_on("in", "--recycle-after", "3")
        self.assertEqual(set(self.records().values()), {"ok"})


class Partial(IsolationTest):
    def test_pages_before_a_limit_are_kept(self):
        """The third of three pages would take Poppler years."""
        self.put("in/bomb.pdf", hanging_page(pages=3, bad=3))
        self.put("in/good.pdf")
        self.run_on("in", *FAST, code=1)
        record = self.record("in/bomb.pdf")
        self.assertEqual(record["status"], "partial")
        repaired, cut = record["diagnostics"]  # the forms are in no index
        self.assertEqual(repaired["code"], "repaired")
        self.assertEqual((cut["code"], cut["page"]), ("silence-limit", 3))
        self.assertIn("1 s allowed", cut["message"])
        self.assertEqual(self.record("in/good.pdf")["status"], "ok")
        text = (self.dir / "out/text/in/bomb.pdf.txt").read_text()
        self.assertEqual(text.count("Seite"), 2)
        self.run_on("in", *FAST)
        # A wider limit is a reason to read it again.
        ended = self.call("run", "in", "--out", "out", "--rules", str(self.rules),
                          "--dry-run", *FAST, "--max-wall", "50")
        self.assertIn("engine\tin/bomb.pdf", ended.out)
        self.assertIn("unchanged\tin/good.pdf", ended.out)


def hanging_page(pages, bad):
    """One page's content is a form that draws itself a million million times."""
    pdf = text_pdf("Seite", pages=pages)
    content = 5 + 2 * (bad - 1)
    head, sep, rest = pdf.partition(f"\n{content} 0 obj\n".encode())
    _, _, tail = rest.partition(b"endobj\n")
    loops = 6
    objects = head + sep
    objects += stream(b"<< >>", b"/X0 Do ") + b"endobj\n"
    # The page's resources get the first form.
    page = f"/Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R".encode()
    better = (f"/Resources << /Font << /F1 3 0 R >> /XObject << /X0 900 0 R >> >> "
              f"/Contents {content} 0 R").encode()
    objects = objects.replace(page, better)
    for i in range(loops):
        inner = b"/X0 Do " * 100 if i < loops - 1 else b"0 0 m 1 1 l S " * 100
        resources = (f"<< /XObject << /X0 {901 + i} 0 R >> >>" if i < loops - 1
                     else "<< >>")
        objects += f"{900 + i} 0 obj\n".encode()
        objects += stream((f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                           f"/Resources {resources} >>").encode(), inner)
        objects += b"endobj\n"
    return objects + tail


def stream(dictionary, content):
    open_ended = dictionary.rstrip()[:-2]
    return (open_ended + b" /Length %d >>\nstream\n" % len(content) + content +
            b"\nendstream\n")


class Sandbox(IsolationTest):
    def test_require(self):
        self.put("in/a.pdf")
        self.run_on("in", "--sandbox", "require")
        ended = self.faulty("in", "--sandbox", "require", code=2,
                            env={"BMAS_KERNEL_LACKS": "landlock"})
        self.assertEqual(ended.err,
                         "--sandbox=require: this kernel lacks landlock\n")

    def test_what_the_kernel_lacks_is_said_once(self):
        for i in range(5):
            self.put(f"in/{i}.pdf", text_pdf(f"Seite {i}"))
        ended = self.faulty("in", env={"BMAS_KERNEL_LACKS": "landlock"})
        self.assertEqual(ended.err.count("this kernel lacks landlock"), 1)

    def test_without_landlock_no_file_opens(self):
        self.put("in/open.pdf", fault("open"))
        self.faulty("in", code=1, env={"BMAS_KERNEL_LACKS": "landlock"})
        self.assertEqual(self.error("in/open.pdf"), ("internal", "Permission denied"))

    def test_off(self):
        self.put("in/open.pdf", fault("open"))
        self.faulty("in", "--sandbox", "off", code=1)
        self.assertEqual(self.error("in/open.pdf"), ("internal", "the file was opened"))


class Deaths(IsolationTest):
    def started(self, *args):
        for i in range(4):
            self.put(f"in/{i}.pdf", fault("sleep") + b"%%%d\n" % i)
        child = subprocess.Popen(
            [FAULTY, "run", "in", "--out", "out", "--rules", str(self.rules), "--quiet",
             "--workers", "2", *args], cwd=self.dir, stderr=subprocess.PIPE)
        self.addCleanup(child.stderr.close)
        self.addCleanup(child.kill)
        until = time.monotonic() + 20
        while len(children(child.pid)) < 2:
            self.assertLess(time.monotonic(), until, "no workers")
            time.sleep(0.02)
        return child

    def test_workers_die_with_their_supervisor(self):
        child = self.started()
        workers = children(child.pid)
        child.kill()
        child.wait()
        until = time.monotonic() + 2
        while any(alive(pid) for pid in workers):
            self.assertLess(time.monotonic(), until, "workers outlive their parent")
            time.sleep(0.02)

    def test_signals_stop_within_two_seconds(self):
        for number, code in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
            with self.subTest(signal=number):
                child = self.started()
                workers = children(child.pid)
                begun = time.monotonic()
                child.send_signal(number)
                self.assertEqual(child.wait(timeout=20), code)
                self.assertLess(time.monotonic() - begun, 2)
                self.assertFalse(any(alive(pid) for pid in workers))

    def test_a_worker_that_is_shot_costs_one_document(self):
        child = self.started("--max-silence", "2")
        os.kill(children(child.pid)[0], signal.SIGKILL)
        self.assertEqual(child.wait(timeout=60), 1)
        self.assertEqual(len(self.records()), 4)


if __name__ == "__main__":
    if not os.access(FAULTY, os.X_OK):
        raise SystemExit("BMAS_FAULTY names no program")
    cli_test.main()
