#!/usr/bin/env python3
"""Rule files from outside: what is wrong with them, their examples, the page.

  cli_rules.py BINARY [CLASS[.TEST]…]
"""
import shutil

import cli_test
from cli_test import SOURCE, CliTest


class Rules(CliTest):
    """Rule files that are wrong: everything at once, and nothing written."""

    def test_the_worked_example_is_true(self):
        page = (SOURCE / "rules" / "README.md").read_text(encoding="utf-8")
        rule = page.split("```toml\n")[1].split("```")[0]
        self.put("mine/one.toml", rule.encode())
        for verb, said in ((["check", "mine/one.toml"], "0 findings"),
                           (["test", "--rule", "mine.line.certificate"],
                            "0 failed")):
            ended = self.call("rules", *verb, "--rules-extra", "mine")
            self.assertEqual(ended.code, 0, ended.out + ended.err)
            self.assertIn(said, ended.out)

    def setUp(self):
        super().setUp()
        self.put("in/a.pdf")
        self.put("extra/one.toml", (
            '[[rule]]\n'
            'id = "date.one"\n'
            'at = "sentence"\n'
            'yields = "date"\n'
            "pattern = '''(?P<text>unclosed'''\n"
            '\n'
            '[[rule]]\n'
            'id = "date.two"\n'
            'patern = "x"\n').encode())
        self.put("extra/sub/two.toml", (
            '[words]\n'
            '"prüfung" = 7\n'
            '[fragments]\n'
            '\ta = "x"\n'
            '[nix]\n').encode())

    def places(self, ended):
        """(file, line) -> messages; each with its line and a caret under it."""
        self.assertEqual(ended.code, 2, ended.err)
        lines = ended.err.split("\n")
        places = {}
        for i, line in enumerate(lines):
            parts = line.split(":", 3)
            if len(parts) == 4 and parts[1].isdigit():
                name, number, column = parts[0], int(parts[1]), int(parts[2])
                written = (self.dir / name).read_text().split("\n")
                line = written[number - 1]
                self.assertEqual(lines[i + 1], "  " + line)
                self.assertLessEqual(column, len(line) + 1, ended.err)
                under = "".join("\t" if c == "\t" else " " for c in line[:column - 1])
                self.assertEqual(lines[i + 2], "  " + under + "^")
                places.setdefault((name, number), []).append(parts[3].strip())
        self.assertRegex(ended.err, r"(?m)^\d+ errors? in the rules$")
        return places

    def check(self, ended):
        places = self.places(ended)
        two = "extra/sub/two.toml"
        self.assertEqual(set(places), {("extra/one.toml", 5), ("extra/one.toml", 8),
                                       ("extra/one.toml", 9), (two, 2), (two, 5)})
        self.assertIn('unknown key "patern"; did you mean "pattern"?',
                      places[("extra/one.toml", 9)])
        said = sum(len(messages) for messages in places.values())
        self.assertIn(f"\n{said} errors in the rules\n", ended.err)

    def test_check_says_all(self):
        ended = self.call("rules", "check", "--rules", str(self.rules),
                          "--rules-extra", "extra")
        self.check(ended)
        self.assertEqual(ended.out, "")

    def test_run_writes_nothing(self):
        self.check(self.run_on("in", "--rules-extra", "extra", code=2))
        self.assertFalse((self.dir / "out").exists())

    def test_missing_folder_of_rules(self):
        ended = self.run_on("in", "--rules-extra", "nowhere", code=2)
        self.assertIn("nowhere: cannot read folder: No such file", ended.err)

    def test_folder_without_rules(self):
        (self.dir / "bare").mkdir()
        ended = self.run_on("in", "--rules-extra", "bare", code=2)
        self.assertIn("bare: holds no rule files", ended.err)

    def test_what_is_no_toml_is_told_by_its_place(self):
        shutil.rmtree(self.dir / "extra")
        for name, content, line in (("a", b'[words]\na = ["b\n', 2),
                                    ("b", b'words = "\xc3\xa4"\nx = [1,\n', 2),
                                    ("c", b'\n\n= 1\n', 3)):
            self.put(f"extra/{name}.toml", content)
        ended = self.call("rules", "check", "--rules", str(self.rules),
                          "--rules-extra", "extra")
        self.assertEqual({(f"extra/{name}.toml", line) for name, line in
                          (("a", 2), ("b", 2), ("c", 3))}, set(self.places(ended)))

    def test_bytes_that_are_no_text(self):
        self.put("extra/latin1.toml", 'a = "ü"\n'.encode("latin-1"))
        ended = self.call("rules", "check", "--rules", str(self.rules),
                          "--rules-extra", "extra")
        self.assertEqual(ended.code, 2)
        self.assertIn("extra/latin1.toml: is not UTF-8", ended.err)


if __name__ == "__main__":
    cli_test.main()
