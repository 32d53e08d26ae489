#!/usr/bin/env python3
"""Drives the built program from outside: arguments, files, exit codes, bytes.

  cli_test.py BINARY [CLASS[.TEST]…]
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = SOURCE / "samples"
BINARY = ""  # set in main
SANITIZED = False
NOBODY = 65534


def text_pdf(*lines, pages=1):
    """A PDF by hand: the same lines on every page; with pages=0, none."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(pages))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    shown = "".join(f"({line}) Tj 0 -20 Td\n" for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td\n{shown}ET"
    for i in range(pages):
        objects[4 + 2 * i] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>")
        objects[5 + 2 * i] = (
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, offsets = b"%PDF-1.4\n", []
    for number, body in sorted(objects.items()):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += (f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
            f"startxref\n{xref}\n%%EOF\n").encode()
    return out


PDF = text_pdf("Berlin, 14. Juni 2017", "Ein Satz vom 3. Mai 2021.")
TEXT = "Berlin, 14. Juni 2017\n\nEin Satz vom 3. Mai 2021.\n".encode()


class Ended:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8", "surrogateescape")
        self.err = done.stderr.decode("utf-8", "surrogateescape")


class CliTest(unittest.TestCase):
    """A folder of its own for each test, and few rules, which load fast."""

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="bmas-cli-"))
        self.addCleanup(shutil.rmtree, self.dir)
        self.dir.chmod(0o755)
        self.rules = self.dir / "few-rules"
        self.rules.mkdir()
        for name in ("language.toml", "fragments.toml", "dates/dates.toml"):
            shutil.copy(SOURCE / "rules" / name, self.rules)

    def put(self, name, content=PDF):
        path = os.path.join(os.fsencode(self.dir),
                            name if isinstance(name, bytes) else name.encode())
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return os.fsdecode(path)

    def call(self, *args, stdin=b"", env=None, binary=None, **more):
        done = subprocess.run(
            [binary or BINARY, *args], input=stdin, capture_output=True, timeout=300,
            cwd=more.pop("cwd", self.dir), env={**os.environ, **(env or {})}, **more)
        ended = Ended(done)
        self.assertGreaterEqual(ended.code, 0, f"{args} died:\n{ended.err}")
        return ended

    def run_on(self, *args, code=0, **more):
        """`run` with few rules and --out out, which must end with this code."""
        ended = self.call("run", *args, "--out", "out", "--rules", str(self.rules),
                          **more)
        self.assertEqual(ended.code, code, ended.err)
        self.assertEqual(ended.out, "", "standard output is for data only")
        return ended

    def record(self, path):
        return json.loads((self.dir / "out/records" / (path + ".json")).read_bytes())

    def records(self):
        """The records' paths as they stand in the JSON, and their statuses."""
        found = {}
        for file in (self.dir / "out/records").rglob("*.json"):
            record = json.loads(file.read_bytes())
            error = record["error"]
            found[record["document"]["path"]] = (
                record["status"] if error is None else error["code"])
        return found

    def tree(self, name="out"):
        """What is published: not ledger, lock and summaries of runs."""
        return {path: content for path, content in tree(self.dir / name).items()
                if path.split(b"/")[0] in (b"records", b"text", b"removed")}


def tree(top):
    """Every file below, as bytes."""
    found = {}
    for folder, _, files in os.walk(os.fsencode(top)):
        for name in files:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, os.fsencode(top))] = file.read()
    return found


class Arguments(CliTest):
    COMMANDS = [[], ["run"], ["show"], ["stream"], ["status"], ["retry"], ["rules"],
                ["rules", "check"]]

    def test_help_of_every_command(self):
        for command in self.COMMANDS:
            with self.subTest(command=command):
                ended = self.call(*command, "--help")
                self.assertEqual(ended.code, 0)
                self.assertIn("Usage: bmas-extract", ended.out)
                self.assertIn("Example:\n  bmas-extract", ended.out)
                self.assertEqual(ended.err, "")

    def test_version_of_every_command(self):
        for command in self.COMMANDS:
            with self.subTest(command=command):
                ended = self.call(*command, "--version")
                self.assertEqual(ended.code, 0, ended.err)
                self.assertRegex(ended.out, r"^bmas-extract \d+\.\d+\.\d+ ")

    def test_what_is_no_command_line_ends_with_2(self):
        for args in ([], ["walk"], ["run"], ["show"], ["rules"], ["run", "--nix"],
                     ["show", "a.pdf", "b.pdf"], ["run", "x", "--max-pages", "many"]):
            with self.subTest(args=args):
                ended = self.call(*args)
                self.assertEqual(ended.code, 2)
                self.assertEqual(ended.out, "")
                self.assertNotEqual(ended.err, "")
                self.assertEqual(self.tree(), {})

    def test_limits_below_one_are_refused(self):
        path = self.put("in/a.pdf")
        for limit in ("--max-pages", "--max-words", "--max-bytes"):
            for value in ("0", "-1"):
                with self.subTest(limit=limit, value=value):
                    ended = self.call("show", path, limit, value, "--rules",
                                      str(self.rules))
                    self.assertEqual(ended.code, 2, ended.out + ended.err)

    def test_rules_check(self):
        ended = self.call("rules", "check")
        self.assertEqual(ended.code, 0, ended.err)
        self.assertRegex(ended.out, r"^\d+ rules, 0 findings\n$")

    def test_rules_test(self):
        ended = self.call("rules", "test")
        self.assertEqual(ended.code, 0, ended.out + ended.err)
        self.assertRegex(ended.out, r"examples and \d+ variants: 0 failed; ")

    def test_show_takes_one_file(self):
        self.put("in/a.pdf")
        for path, said in (("in", "is a folder"), ("nix.pdf", "nix.pdf: no such file")):
            ended = self.call("show", path, "--rules", str(self.rules))
            self.assertEqual(ended.code, 2)
            self.assertIn(said, ended.err)

    def test_show_json_is_the_record_that_run_writes(self):
        path = self.put("in/a.pdf")
        self.run_on("in")
        for form, file in (("--json", "records/in/a.pdf.json"),
                           ("--text", "text/in/a.pdf.txt")):
            ended = self.call("show", path, form, "--rules", str(self.rules))
            self.assertEqual(ended.code, 0)
            self.assertEqual(ended.out.encode(), (self.dir / "out" / file).read_bytes())


class Inputs(CliTest):
    def test_missing_input_is_named_and_the_others_are_read(self):
        self.put("in/a.pdf")
        ended = self.run_on("no/such.pdf", "in", "nowhere", code=2)
        self.assertIn("no/such.pdf: no such file or folder", ended.err)
        self.assertIn("nowhere: no such file or folder", ended.err)
        self.assertEqual(self.records(), {"in/a.pdf": "ok"})

    def test_folder_that_cannot_be_read(self):
        self.put("in/a.pdf")
        self.put("in/closed/b.pdf")
        closed = self.dir / "in/closed"
        closed.chmod(0)
        self.addCleanup(closed.chmod, 0o755)
        ended = self.run_on("in", code=1, **self.plain_user())
        self.assertIn("in/closed: cannot read folder: Permission denied", ended.err)
        self.assertEqual(self.records(), {"in/a.pdf": "ok"})

    def test_file_that_cannot_be_read(self):
        self.put("in/a.pdf")
        pathlib.Path(self.put("in/closed.pdf")).chmod(0)
        ended = self.run_on("in", code=1, **self.plain_user())
        self.assertIn("in/closed.pdf: io: ", ended.err)
        self.assertEqual(self.records(), {"in/a.pdf": "ok", "in/closed.pdf": "io"})
        self.assertIsNone(self.record("in/closed.pdf")["document"]["sha256"])

    def plain_user(self):
        """Root may read everything: become nobody, who may write here."""
        if os.geteuid() != 0:
            return {}
        os.chown(self.dir, NOBODY, NOBODY)
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        try:
            self.call("--version", **user)
        except (PermissionError, AssertionError) as error:
            self.skipTest(f"runs as root, and nobody may not start it: {error}")
        return user

    def test_folder_named_like_a_pdf(self):
        self.put("in/x.pdf/inner.txt", TEXT)
        self.run_on("in")
        self.assertEqual(self.records(), {"in/x.pdf/inner.txt": "ok"})

    def test_folder_in_a_list_of_files(self):
        self.put("in/x.pdf/inner.txt", TEXT)
        self.run_on("--files-from", "-", "--base", "in", stdin=b"x.pdf\n", code=1)
        record = self.record("in/x.pdf")
        self.assertEqual(record["error"]["code"], "io")
        self.assertIn("is a folder", record["error"]["message"])

    def test_what_is_no_document(self):
        self.put("in/empty.pdf", b"")
        self.put("in/empty.txt", b"")
        self.put("in/blank.txt", b" \n\t\n")
        self.put("in/page.pdf", b"<!DOCTYPE html><title>404</title><p>Not found")
        self.put("in/no-pages.pdf", text_pdf(pages=0))
        self.put("in/no-text.pdf", text_pdf())
        ended = self.run_on("in", code=1)
        expected = {"in/empty.pdf": "damaged", "in/empty.txt": "no_text",
                    "in/blank.txt": "no_text", "in/page.pdf": "unsupported",
                    "in/no-pages.pdf": "damaged", "in/no-text.pdf": "no_text"}
        self.assertEqual(self.records(), expected)
        for path, code in expected.items():
            self.assertIn(f"{path}: {code}: ", ended.err)
        self.assertEqual([p for p in self.tree() if p.startswith(b"text/")], [])
        self.assertIn("6 documents: 0 ok, 0 partial, 6 failed", ended.err)

    def test_failed_record_has_every_key(self):
        self.put("in/good.pdf")
        self.put("in/page.pdf", b"<p>Not found")
        self.run_on("in", code=1)
        good, failed = self.record("in/good.pdf"), self.record("in/page.pdf")
        self.assertEqual(list(good), list(failed))
        self.assertEqual(list(good["document"]), list(failed["document"]))
        self.assertEqual(set(failed["release"].values()), {None})
        for key in ("awards", "announced", "dates", "contacts", "evidence"):
            self.assertEqual(failed[key], [])
        self.assertEqual(len(failed["document"]["sha256"]), 64)
        self.assertEqual(failed["document"]["size_bytes"], len("<p>Not found"))

    def test_the_same_text_fails_the_same_way_whatever_its_name(self):
        """A file given by its name is taken even without an ending."""
        path = self.put("in/release", PDF)
        self.put("in/notes", b"no document")
        ended = self.run_on("in")
        self.assertEqual(self.records(), {"in/release": "ok"})
        self.assertIn("1 other file ignored", ended.err)
        self.run_on(path, "in/notes", code=1)
        self.assertEqual(self.records(),
                         {"in/release": "ok", "in/notes": "unsupported"})

    def test_endings_in_any_case(self):
        for name in ("a.PDF", "b.Pdf"):
            self.put("in/" + name)
        self.put("in/c.TXT", TEXT)
        self.run_on("in")
        self.assertEqual(len(self.records()), 3)

    def test_limits(self):
        self.put("in/long.pdf", text_pdf("Seite", pages=3))
        ended = self.run_on("in", "--max-pages", "2", code=1)
        self.assertEqual(self.records(), {"in/long.pdf": "partial"})
        self.assertIn("in/long.pdf (partial)", ended.err)
        self.run_on("in", "--max-bytes", "100", code=1)
        self.assertEqual(self.records(), {"in/long.pdf": "limit"})

    def test_a_failure_leaves_no_clean_text_of_an_earlier_run(self):
        self.put("in/a.pdf")
        self.run_on("in")
        self.assertTrue((self.dir / "out/text/in/a.pdf.txt").exists())
        self.put("in/a.pdf", b"<p>Not found")
        self.run_on("in", code=1)
        self.assertFalse((self.dir / "out/text/in/a.pdf.txt").exists())

    def test_odd_names(self):
        names = {
            b"with space.pdf": "with space.pdf",
            b"line\nbreak.pdf": "line%0Abreak.pdf",
            "zerlegt-a\u0308.pdf".encode(): "zerlegt-a\u0308.pdf",
            "f\u00fcr.pdf".encode(): "f\u00fcr.pdf",
            b"latin1-\xfc.pdf": "latin1-%FC.pdf",
            b"100%.pdf": "100%25.pdf",
            b"-rf.pdf": "-rf.pdf",
            b"tab\tesc\x1b[31m.pdf": "tab%09esc%1B[31m.pdf",
            b'quote".pdf': 'quote".pdf',
            b".hidden.pdf": ".hidden.pdf",
        }
        for name in names:
            self.put(b"in/" + name)
        ended = self.run_on("in")
        self.assertEqual(self.records(), {f"in/{n}": "ok" for n in names.values()})
        written = self.tree()
        for name in names:
            self.assertIn(b"records/in/" + name + b".json", written)
            self.assertIn(b"text/in/" + name + b".txt", written)
        self.assertIn(f"{len(names)} documents: {len(names)} ok", ended.err)

    def test_odd_names_in_messages_are_escaped(self):
        self.put(b"in/line\nbreak \x1b[31m\xfc.pdf", b"")
        ended = self.run_on("in", code=1)
        self.assertIn("in/line%0Abreak %1B[31m%FC.pdf: damaged", ended.err)
        ended = self.run_on(b"no\n\xfc", code=2)
        self.assertIn("no%0A%FC: no such file", ended.err)

    def test_longest_name(self):
        """A name may have 255 bytes; .json no longer fits. The run must go on."""
        self.put("in/" + "n" * 251 + ".pdf")
        self.put("in/z.pdf")
        self.call("run", "in", "--out", "out", "--rules", str(self.rules))
        self.assertEqual(self.records().get("in/z.pdf"), "ok")
        self.assertEqual(temporary(self.tree()), [])

    def test_a_document_named_like_anothers_record_folder(self):
        """x.pdf beside a folder x.pdf.json: both get their record."""
        self.put("in/x.pdf")
        self.put("in/x.pdf.json/y.pdf")
        self.put("in/z.pdf")
        self.call("run", "in", "--out", "out", "--rules", str(self.rules))
        self.assertEqual(self.records().get("in/z.pdf"), "ok")

    def test_root_is_named_after_the_folder_however_it_is_typed(self):
        self.put("in/a.pdf")
        for typed in ("in", "in/", "./in", "in/.", "in/../in", str(self.dir / "in")):
            with self.subTest(typed=typed):
                self.run_on(typed)
                self.assertEqual(self.records(), {"in/a.pdf": "ok"})
                shutil.rmtree(self.dir / "out")

    def test_a_file_has_its_folder_as_root(self):
        self.put("in/deep/a.pdf")
        self.run_on("in/deep/a.pdf")
        self.run_on("a.pdf", cwd=self.dir / "in/deep")
        self.assertEqual(self.records(), {"deep/a.pdf": "ok"})
        self.assertTrue((self.dir / "in/deep/out/records/deep/a.pdf.json").exists())

    def test_named_root(self):
        self.put("in/deep/a.pdf")
        self.run_on("releases=in/deep")
        self.assertEqual(self.records(), {"releases/a.pdf": "ok"})

    def test_root_names_cannot_leave_the_output_folder(self):
        self.put("in/a.pdf")
        for name in ("..", "."):
            with self.subTest(name=name):
                self.run_on(f"{name}=in", code=2)
                self.assertEqual(self.tree(), {})

    def test_a_file_with_an_equals_sign(self):
        self.put("in/a=b.pdf")
        self.run_on("in/a=b.pdf")
        self.run_on("a=b.pdf", cwd=self.dir / "in")
        self.assertEqual(self.records(), {"in/a=b.pdf": "ok"})

    def test_two_roots_of_one_name(self):
        self.put("one/in/a.pdf")
        self.put("two/in/a.pdf")
        ended = self.run_on("one/in", "two/in", code=2)
        self.assertIn('two roots are named "in"', ended.err)
        self.assertIn("NAME=two/in", ended.err)
        self.assertEqual(self.tree(), {})
        self.run_on("one/in", "other=two/in")
        self.assertEqual(self.records(), {"in/a.pdf": "ok", "other/a.pdf": "ok"})

    def test_one_root_twice_is_read_once(self):
        self.put("in/a.pdf")
        ended = self.run_on("in", "in/a.pdf", "./in")
        self.assertIn("1 document: 1 ok", ended.err)

    def test_links_and_pipes_are_not_followed(self):
        self.put("in/a.pdf")
        self.put("elsewhere/b.pdf")
        os.symlink("../elsewhere", self.dir / "in/folder")
        os.symlink("../elsewhere/b.pdf", self.dir / "in/b.pdf")
        os.symlink(".", self.dir / "in/loop")
        os.symlink("nowhere", self.dir / "in/dangling.pdf")
        os.mkfifo(self.dir / "in/pipe.pdf")
        ended = self.run_on("in")
        self.assertEqual(self.records(), {"in/a.pdf": "ok"})
        self.assertIn("5 other files ignored", ended.err)

    def test_output_folder_inside_the_input_is_skipped(self):
        self.put("in/a.pdf")
        for why in ("1 new", "1 unchanged"):
            ended = self.call("run", "in", "--out", "in/out", "--rules", str(self.rules))
            self.assertEqual(ended.code, 0, ended.err)
            self.assertIn(f"why: {why}\n", ended.err)
        self.assertEqual(len(self.tree("in/out")), 2)

    def test_an_empty_folder_is_no_error(self):
        (self.dir / "in").mkdir()
        ended = self.run_on("in")
        self.assertIn("0 documents: 0 ok", ended.err)


class FilesFrom(CliTest):
    def setUp(self):
        super().setUp()
        for name in ("in/a.pdf", "in/sub/b b.pdf", "in/c.pdf"):
            self.put(name)

    CHOSEN = {"in/a.pdf": "ok", "in/sub/b b.pdf": "ok"}

    def test_lines(self):
        self.put("list", b"a.pdf\n\nsub/b b.pdf")
        self.run_on("--files-from", "list", "--base", "in")
        self.assertEqual(self.records(), self.CHOSEN)

    def test_standard_input(self):
        self.run_on("--files-from", "-", "--base", "in",
                    stdin=b"a.pdf\nsub/b b.pdf\na.pdf\n./a.pdf\n")
        self.assertEqual(self.records(), self.CHOSEN)

    def test_nul_separated(self):
        self.put(b"in/line\nbreak\xfc.pdf")
        self.put("list", b"a.pdf\0line\nbreak\xfc.pdf\0")
        self.run_on("--files-from", "list", "-0", "--base", "in")
        self.assertEqual(self.records(),
                         {"in/a.pdf": "ok", "in/line%0Abreak%FC.pdf": "ok"})

    def test_base_is_the_current_folder(self):
        self.run_on("--files-from", "-", stdin=b"a.pdf\nsub/b b.pdf\n",
                    cwd=self.dir / "in")
        self.assertEqual(len(tree(self.dir / "in/out/records/in")), 2)

    def test_find_print0(self):
        """As the help says: paths that begin with the base."""
        listed = b"\0".join(os.fsencode(str(self.dir / "in" / name))
                            for name in ("a.pdf", "sub/b b.pdf"))
        self.run_on("--files-from", "-", "-0", "--base", "in", stdin=listed)
        self.assertEqual(self.records(), self.CHOSEN)

    def test_the_example_of_the_help(self):
        """The pipeline that `run --help` shows does what it says."""
        (self.dir / "in").rename(self.dir / "archive")
        shown = [line for line in self.call("run", "--help").out.split("\n")
                 if "--files-from -" in line and "|" in line]
        self.assertEqual(len(shown), 1)
        (self.dir / "bin").mkdir()
        (self.dir / "bin/bmas-extract").symlink_to(BINARY)
        path = f"{self.dir}/bin:{os.environ['PATH']}"
        done = subprocess.run(["sh", "-c", f"{shown[0]} --rules {self.rules}"],
                              cwd=self.dir, env={**os.environ, "PATH": path},
                              capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.records(), {"archive/a.pdf": "ok", "archive/c.pdf": "ok",
                                          "archive/sub/b b.pdf": "ok"})

    def test_missing_file_gets_a_record(self):
        ended = self.run_on("--files-from", "-", "--base", "in",
                            stdin=b"a.pdf\ngone.pdf\n", code=1)
        self.assertEqual(self.records(), {"in/a.pdf": "ok", "in/gone.pdf": "io"})
        self.assertIn("in/gone.pdf: io: ", ended.err)

    def test_path_outside_the_base(self):
        ended = self.run_on("--files-from", "-", "--base", "in",
                            stdin=b"../few-rules/dates.toml\n", code=2)
        self.assertIn("does not lie under the base folder in", ended.err)

    def test_missing_list(self):
        ended = self.run_on("--files-from", "nowhere", code=2)
        self.assertIn("nowhere: cannot read the list of files", ended.err)

    def test_missing_base(self):
        ended = self.run_on("--files-from", "-", "--base", "nowhere", code=2,
                            stdin=b"a.pdf\n")
        self.assertIn("nowhere", ended.err)

    def test_list_and_input(self):
        self.run_on("in", "--files-from", "-", stdin=b"a.pdf\n", code=2)
        self.assertEqual(self.tree(), {})


def temporary(paths):
    return [p for p in paths if b".tmp" in p or p.startswith(b"staging/")]


class Output(CliTest):
    def setUp(self):
        super().setUp()
        for name in ("netzwerke-2017", "zerlegte-umlaute", "verschluesselt"):
            shutil.copytree(SAMPLES / name, self.dir / "in" / name)
        self.put("in/text.txt", TEXT)

    def test_same_bytes_in_any_locale_and_time_zone(self):
        installed = subprocess.run(["locale", "-a"], capture_output=True, text=True,
                                   check=False).stdout.split()
        places = [("C", "UTC"), ("C.UTF-8", "Pacific/Kiritimati"),
                  ("C", "America/Los_Angeles"), ("nowhere.UTF-8", "No/Where")]
        if "de_DE.utf8" in installed:
            places.append(("de_DE.UTF-8", "Europe/Berlin"))
        seen = None
        for locale, zone in places:
            with self.subTest(locale=locale, zone=zone):
                ended = self.run_on("in", code=1, env={"LC_ALL": locale, "TZ": zone})
                now = (self.tree(), ended.err)
                shutil.rmtree(self.dir / "out")
                seen = seen or now
                self.assertEqual(now, seen)

    def test_a_second_run_changes_no_byte(self):
        self.run_on("in", code=1)
        first = self.tree()
        self.run_on("in")
        self.assertEqual(self.tree(), first)
        self.assertEqual(temporary(tree(self.dir / "out")), [])

    def test_records_say_nothing_of_this_machine(self):
        self.run_on(str(self.dir / "in"), code=1)
        for path, content in self.tree().items():
            self.assertNotIn(os.fsencode(self.dir), content, path)

    def test_layout(self):
        self.run_on("in", code=1)
        pdf = "in/netzwerke-2017/netzwerke-2017.pdf"
        self.assertEqual(set(self.tree()), {name.encode() for name in (
            f"records/{pdf}.json", f"text/{pdf}.txt",
            "records/in/zerlegte-umlaute/zerlegte-umlaute.pdf.json",
            "text/in/zerlegte-umlaute/zerlegte-umlaute.pdf.txt",
            "records/in/verschluesselt/verschluesselt.pdf.json",
            "records/in/text.txt.json", "text/in/text.txt.txt")})
        everything = tree(self.dir / "out")
        self.assertEqual({path.split(b"/")[0] for path in everything},
                         {b"records", b"text", b"runs", b"ledger.db", b"lock"})

    def test_a_file_in_the_place_of_the_folder(self):
        self.put("out", b"mine")
        ended = self.run_on("in", code=2)
        self.assertRegex(ended.err, r"(?m)^out: cannot make folder: ")
        self.assertEqual((self.dir / "out").read_bytes(), b"mine")

    def test_a_file_in_the_place_of_one_record(self):
        self.put("out/records/in", b"mine")
        ended = self.run_on("in", code=2)
        self.assertIn("out/records/in", ended.err)
        self.assertEqual((self.dir / "out/records/in").read_bytes(), b"mine")

    def test_a_folder_that_cannot_be_written(self):
        if os.geteuid() == 0:
            self.skipTest("root may write anywhere")
        (self.dir / "out").mkdir(mode=0o555)
        ended = self.run_on("in", code=2)
        self.assertIn("Permission denied", ended.err)

    def test_quiet(self):
        self.assertEqual(self.run_on("in/text.txt", "--quiet").err, "")
        self.assertIn("encrypted", self.run_on("in", "--quiet", code=1).err)

    def test_full_disk_is_an_error(self):
        """Standard output that takes nothing must not look like success."""
        path = str(self.dir / "in/text.txt")
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [BINARY, "show", path, "--json", "--rules", str(self.rules)],
                stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
        self.assertNotEqual(done.returncode, 0)


class Samples(CliTest):
    def test_run_fails_for_just_those_that_must(self):
        expected = {}
        for file in SAMPLES.glob("*/expected.json"):
            wanted = json.loads(file.read_bytes())
            name = file.parent.name
            kind = "pdf" if (file.parent / f"{name}.pdf").exists() else "txt"
            expected[f"samples/{name}/{name}.{kind}"] = (
                wanted["status"] if wanted["error"] is None
                else wanted["error"]["code"])
        self.assertGreater(len(expected), 20)
        ended = self.call("run", str(SAMPLES), "--out", "out")
        self.assertEqual(ended.code, 1, ended.err)
        self.assertEqual(self.records(), expected)
        failed = {line.strip().split(": ")[0]
                  for line in ended.err.split("not read:\n")[1].split("\n\n")[0]
                  .split("\n")}
        self.assertEqual(failed, {p for p, status in expected.items() if status not in
                                  ("ok", "partial")})


def main():
    """Runs the tests of the script that was started, which may import this."""
    global BINARY, SANITIZED
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    BINARY = os.path.abspath(sys.argv[1])
    SANITIZED = b"__asan_init" in pathlib.Path(BINARY).read_bytes()
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])


if __name__ == "__main__":
    main()
