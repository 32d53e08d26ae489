#!/usr/bin/env python3
"""A run as cron sees it: exit codes, lock, silence, logs, gates, configuration.

  cli_cron.py BINARY [CLASS[.TEST]…]           BMAS_FAULTY: the faulty program
"""
import fcntl
import json
import os
import pty
import re
import select
import shutil
import subprocess
import time

import cli_test
from cli_isolation import fault
from cli_test import PDF, SOURCE, TEXT, CliTest, text_pdf

FAULTY = os.environ.get("BMAS_FAULTY", "")


class CronTest(CliTest):
    def setUp(self):
        super().setUp()
        for i in range(3):
            self.put(f"in/{i}.pdf", text_pdf(f"Berlin, {i + 1}. Juni 2017"))

    def last_run(self):
        runs = sorted((self.dir / "out/runs").iterdir())
        return json.loads(runs[-1].read_bytes())


class Codes(CronTest):
    def test_quiet_says_nothing_when_all_is_well(self):
        for _ in range(2):
            self.assertEqual(self.run_on("in", "--quiet").err, "")
        self.put("in/bad.pdf", b"<p>Not found")
        ended = self.run_on("in", "--quiet", code=1)
        self.assertIn("in/bad.pdf: unsupported: ", ended.err)
        self.assertEqual(self.run_on("in", "--quiet").err, "")

    def test_another_run_holds_the_folder(self):
        self.put("in/sleep.pdf", fault("sleep"))
        run = [FAULTY, "run", "in", "--out", "out", "--rules", str(self.rules),
               "--quiet", "--max-silence", "60"]
        first = subprocess.Popen(run, cwd=self.dir, stderr=subprocess.DEVNULL)
        try:
            until = time.monotonic() + 20
            while not (self.dir / "out/ledger.db").exists():
                self.assertLess(time.monotonic(), until)
                time.sleep(0.02)
            for command in (["run", "in", "--rules", str(self.rules)], ["retry"]):
                begun = time.monotonic()
                ended = self.call(*command, "--out", "out")
                self.assertEqual(ended.code, 4, ended.err)
                self.assertEqual(ended.err,
                                 "out: another run holds the output folder\n")
                self.assertLess(time.monotonic() - begun, 2)
            # To look does no harm.
            self.assertEqual(self.call("status", "--out", "out").code, 0)
        finally:
            first.kill()
            first.wait()
        self.run_on("in", "--max-silence", "1", binary=cli_test.BINARY)

    def test_a_stale_lock_file_locks_nothing(self):
        self.run_on("in")
        with open(self.dir / "out/lock", "rb+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
        self.run_on("in")

    def test_a_ledger_of_a_newer_program_is_refused(self):
        self.run_on("in")
        subprocess.run(["python3", "-c", "import sqlite3; d = sqlite3.connect("
                        "'out/ledger.db'); d.execute('PRAGMA user_version = 99')"],
                       cwd=self.dir, check=True)
        ended = self.run_on("in", code=2)
        self.assertEqual(ended.err, "out/ledger.db: the ledger is of a newer program "
                         "(form 99, known are forms up to 1)\n")

    def test_a_ledger_that_is_none(self):
        self.put("out/ledger.db", b"This is no database. " * 500)
        ended = self.run_on("in", code=2)
        self.assertRegex(ended.err, r"^[^ ]*out/ledger.db: file is not a database\n$")


class Logs(CronTest):
    def test_json_lines(self):
        self.put("in/bad.pdf", b"<p>Not found")
        ended = self.run_on("in", "nowhere", "--log-format", "json", code=2)
        lines = [json.loads(line) for line in ended.err.splitlines()]
        self.assertEqual([line["event"] for line in lines],
                         ["document"] * 4 + ["error", "summary"])
        documents = {line["path"]: line for line in lines[:4]}
        self.assertEqual(documents["in/0.pdf"]["status"], "ok")
        self.assertEqual(documents["in/bad.pdf"]["code"], "unsupported")
        self.assertEqual(lines[4]["message"], "nowhere: no such file or folder")
        self.assertEqual(lines[5]["run"], self.last_run())

    def test_a_bar_on_a_terminal(self):
        for i in range(40):
            self.put(f"in/more-{i}.pdf", fault("hang") + b"%%%d\n" % i)
        leader, follower = pty.openpty()
        child = subprocess.Popen(
            [FAULTY, "run", "in", "--out", "out", "--rules", str(self.rules),
             "--max-cpu", "1", "--max-silence", "1"],
            cwd=self.dir, stderr=follower, stdout=subprocess.DEVNULL)
        os.close(follower)
        said = b""
        until = time.monotonic() + 20
        while time.monotonic() < until and b"left" not in said:
            if select.select([leader], [], [], 0.2)[0]:
                said += os.read(leader, 4096)
        child.kill()
        child.wait()
        os.close(leader)
        self.assertRegex(said.decode(), r"\r\x1b\[K\[#*\.+\] \d+ of 43, [\d.]+ per "
                         r"second, \d+:\d\d left")

    def test_the_summary_adds_up(self):
        self.put("in/copy.pdf", text_pdf("Berlin, 1. Juni 2017"))
        self.put("in/bad.pdf", b"<p>Not found")
        self.put("in/notes.doc", b"no document")
        self.run_on("in", code=1)
        run = self.last_run()
        documents, records = run["documents"], run["records"]
        self.assertEqual(documents["due"]["new"], 4)
        self.assertEqual(documents["not_due"]["duplicate"], 1)
        self.assertEqual(documents["ignored"], 1)
        self.assertEqual(sum(documents["due"].values()) +
                         sum(documents["not_due"].values()), documents["seen"])
        self.assertEqual(records["ok"] + records["partial"] + records["failed"], 5)
        self.assertEqual(run["failures_by_code"], {"unsupported": 1})
        self.assertEqual([f["path"] for f in run["failures"]], ["in/bad.pdf"])
        self.assertEqual(run["state"], "done")
        self.assertEqual(run["exit_code"], 1)
        self.assertEqual(len(run["slowest"]), 5)
        self.assertIn("reading", run["seconds_by_stage"])
        self.assertRegex(run["start"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")

    def test_metrics(self):
        self.put("in/bad.pdf", b"<p>Not found")
        self.run_on("in", "--metrics", "bmas.prom", code=1)
        text = (self.dir / "bmas.prom").read_text()
        for line in ('bmas_extract_run_documents{reason="new"} 4',
                     'bmas_extract_run_records{status="failed"} 1',
                     'bmas_extract_run_failures{code="unsupported"} 1',
                     "bmas_extract_run_exit_code 1"):
            self.assertIn(line + "\n", text)
        named = set(re.findall(r"(?m)^(bmas\w+)[ {]", text))
        self.assertEqual(named, set(re.findall(r"(?m)^# TYPE (\w+) gauge$", text)))
        self.assertEqual(named, set(re.findall(r"(?m)^# HELP (\w+) ", text)))
        self.assertEqual([p for p in os.listdir(self.dir) if p.startswith(".tmp")], [])

    def test_status(self):
        self.put("in/bad.pdf", b"<p>Not found")
        self.put("in/hang.pdf", fault("abort"))
        self.run_on("in", binary=FAULTY, code=1)
        ended = self.call("status", "--out", "out")
        self.assertEqual(ended.code, 0, ended.err)
        self.assertIn("5 documents: 2 failed, 3 ok\n", ended.out)
        self.assertIn("\nfailures: 1 crashed, 1 unsupported\n", ended.out)
        self.assertIn("in/hang.pdf: failed: crashed: the worker died of signal 6 (ABRT) "
                      "at opening (poison: not tried again)\n", ended.out)
        glance = json.loads(self.call("status", "--out", "out", "--json").out)
        self.assertEqual(glance["by_status"], {"failed": 2, "ok": 3})
        self.assertEqual([f["poison"] for f in glance["failures"]], [False, True])
        self.assertEqual(glance["last_run"]["exit_code"], 1)
        self.call("retry", "--out", "out")
        self.assertIn("(to be tried again)", self.call("status", "--out", "out").out)
        ended = self.call("status", "--out", "nowhere")
        self.assertEqual((ended.code, ended.err), (
            2, "nowhere: is no output folder: no run has been there\n"))


class Configuration(CronTest):
    def test_a_file_and_the_command_line(self):
        self.put("run.toml", b'inputs = ["in"]\nmax-pages = 7\nquiet = true\n'
                             b'out = "elsewhere"\nrules = "few-rules"\n')
        ended = self.call("run", "--config", "run.toml")
        self.assertEqual((ended.code, ended.err), (0, ""))
        self.assertTrue((self.dir / "elsewhere/records/in/0.pdf.json").exists())
        ended = self.call("run", "in/1.pdf", "--config", "run.toml", "--out", "out")
        self.assertEqual(ended.code, 0, ended.err)
        self.assertEqual(self.records(), {"in/1.pdf": "ok"})

    def test_what_holds_can_be_read_back(self):
        self.put("run.toml", b"max-pages = 7\nquiet = true\n"
                             b'rules-extra = ["a \\"b\\"", "c"]\n')
        first = self.call("run", "in", "--config", "run.toml", "--max-words", "9",
                          "--print-config")
        self.assertEqual(first.code, 0, first.err)
        for line in ('inputs = ["in"]', "max-pages = 7", "max-words = 9",
                     "quiet = true", 'sandbox = "auto"', "settle = 0",
                     'rules-extra = ["a \\"b\\"", "c"]'):
            self.assertIn(line + "\n", first.out)
        self.put("again.toml", first.out.encode())
        second = self.call("run", "--config", "again.toml", "--print-config")
        self.assertEqual(second.out, first.out, second.err)
        self.assertFalse((self.dir / "out").exists())

    def test_all_errors_at_once(self):
        self.put("run.toml", b'max-page = 7\nquiet = "yes"\nmax-words = 0\n'
                             b"workers = [1]\n")
        ended = self.call("run", "in", "--config", "run.toml")
        self.assertEqual(ended.code, 2)
        said = [line for line in ended.err.splitlines() if line.startswith("run.toml")]
        self.assertEqual(len(said), 4, ended.err)
        self.assertIn('unknown key "max-page"; did you mean "max-pages"?', ended.err)
        self.assertIn('run.toml:2:9: "quiet" must be true or false', ended.err)
        self.assertIn('run.toml:3:13: "max-words": ', ended.err)
        self.assertIn('run.toml:4:11: "workers": must be a text or a number', ended.err)
        ended = self.call("run", "in", "--config", "none.toml")
        self.assertEqual(ended.code, 2)
        self.assertIn("none.toml: cannot open: No such file", ended.err)


class Gates(CronTest):
    def gate(self, text):
        (self.rules / "gates.toml").write_text(text)

    def test_bounds(self):
        self.put("in/bad.pdf", b"<p>Not found")
        for text, said in (
                ("[seen]\nat_least = 5\n",
                 "documents seen: expected at least 5, found 4"),
                ("[failed]\nat_most = 0.2\nof = 4\n",
                 "share of documents that failed: expected at most 0.2, found 0.25 "
                 "(1 of 4)"),
                ("[dated]\nat_least = 0.5\n",
                 "share of releases with a date: expected at least 0.5, found 0 "
                 "(0 of 3)")):
            with self.subTest(gate=text):
                self.gate(text)
                ended = self.run_on("in", code=3)
                self.assertIn("gate: " + said, ended.err)
                run = self.last_run()
                self.assertEqual((run["state"], run["exit_code"]), ("held", 3))
                self.assertEqual(len(run["gates_failed"]), 1)
                self.assertIn(", held, exit code 3",
                              self.call("status", "--out", "out").out)
                shutil.rmtree(self.dir / "out")
        self.gate("[failed]\nat_most = 0.2\nof = 5\n")
        self.run_on("in", code=1)

    def test_a_gate_that_is_no_gate(self):
        self.gate("[seen]\nat_leats = 5\n[faild]\n[dated]\nat_least = -1\n")
        ended = self.run_on("in", code=2)
        self.assertIn('unknown key "at_leats"; did you mean "at_least"?', ended.err)
        self.assertIn('unknown key "faild"; did you mean "failed"?', ended.err)
        self.assertIn('"at_least" must be a number from 0', ended.err)
        self.assertFalse((self.dir / "out").exists())

    def test_a_canary(self):
        canaries = self.rules / "canaries"
        canaries.mkdir()
        (canaries / "one.pdf").write_bytes(PDF)
        (canaries / "two.txt").write_bytes(TEXT)
        known = canaries / "one.json"
        known.write_text('{"status": "ok", "document": {"pages": 1}}')
        (canaries / "two.json").write_text('{"status": "ok"}')
        self.run_on("in")
        known.write_text('{"status": "ok", "document": {"pages": 2}}')
        self.put("in/new.pdf")
        before = self.tree()
        ended = self.run_on("in", code=3)
        self.assertIn("gate: canary one.pdf: /document/pages: expected 2, found 1",
                      ended.err)
        self.assertEqual(self.tree(), before)
        self.assertEqual(self.last_run()["state"], "held")

    def test_shipped_gates_and_canaries_hold(self):
        self.assertTrue(list((SOURCE / "rules/canaries").glob("*.pdf")))
        ended = self.call("run", "in", "--out", "out")
        self.assertEqual(ended.code, 0, ended.err)


class Installed(CronTest):
    def test_program_rules_and_units(self):
        build = os.path.dirname(cli_test.BINARY)
        done = subprocess.run(
            ["cmake", "--install", build, "--prefix", str(self.dir / "usr")],
            capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        files = cli_test.tree(self.dir / "usr")
        for name in ("bin/bmas-extract", "lib/systemd/system/bmas-extract.service",
                     "lib/systemd/system/bmas-extract.timer",
                     "share/bmas-extract/rules/gates.toml",
                     "share/bmas-extract/bmas-extract.cron"):
            self.assertIn(name.encode(), files)
        self.assertFalse([name for name in files if b"faulty" in name])
        for content in (b"BMAS_FAIL_POINT", b"%FAULT"):
            self.assertNotIn(content, files[b"bin/bmas-extract"])
        # The command line of the service is one that the program takes.
        service = files[b"lib/systemd/system/bmas-extract.service"].decode()
        command = re.search(r"(?m)^ExecStart=(.*)$", service)[1].split()
        self.assertEqual(command[0], str(self.dir / "usr/bin/bmas-extract"))
        words = [word for word in command[1:] if not word.startswith("--config")]
        ended = self.call(*words, "in", "--print-config",
                          binary=str(self.dir / "usr/bin/bmas-extract"))
        self.assertEqual(ended.code, 0, ended.err)
        ended = self.call("run", "in", "--out", "out", "--sandbox", "require",
                          binary=str(self.dir / "usr/bin/bmas-extract"))
        self.assertEqual(ended.code, 0, ended.err)


if __name__ == "__main__":
    if not os.access(FAULTY, os.X_OK):
        raise SystemExit("BMAS_FAULTY names no program")
    cli_test.main()
