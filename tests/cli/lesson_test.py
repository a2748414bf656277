#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lessons from outside: the list, the terminal, figures, flashcards, progress, and the page for teachers.

usage: lesson_test.py THALWEG [unittest arguments]
"""
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import time
import unittest
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import cli_test

GUIDE = pathlib.Path(__file__).parents[2] / "docs" / "lessons.md"
SVG = "{http://www.w3.org/2000/svg}"
# From the first page of the lesson `slope`: a place that is flat.
FLAT = "w=1.89"


class Lessons(cli_test.TemporaryFolderTest):
    def setUp(self):
        super().setUp()
        self.env = {"XDG_DATA_HOME": str(self.folder)}
        self.file = self.folder / "thalweg" / "progress.json"

    def call(self, *arguments, typed="", code=0, env=None):
        done = subprocess.run([cli_test.PROGRAM, "lesson", *arguments], input=typed, text=True, timeout=250,
                              capture_output=True, check=False, env={**os.environ, **self.env, **(env or {})})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def json(self, *arguments):
        return json.loads(self.call(*arguments, "--json").stdout)

    def progress(self, name="slope"):
        return next(lesson for lesson in self.json() if lesson["name"] == name)["progress"]

    def refused(self, *arguments, mentioned=(), code=2):
        self.assert_refused(["lesson", *arguments], *mentioned, code=code)


class Catalogue(Lessons):
    def test_list(self):
        listed = self.json()
        self.assertEqual([l["place"] for l in listed], sorted(l["place"] for l in listed))
        text = self.call().stdout
        for lesson in listed:
            self.assertIn(lesson["name"], text)
            self.assertEqual(lesson["progress"]["pages_seen"], 0)
            self.assertFalse(lesson["progress"]["finished"])
        self.assertFalse(self.file.exists())  # looking changes nothing

    def test_list_lessons(self):
        names = [entry["name"] for entry in cli_test.json_of("list", "lessons")]
        self.assertEqual(names, [lesson["name"] for lesson in self.json()])
        self.assertIn("slope", cli_test.call("list", "lessons").stdout)

    def test_every_number_is_found_again(self):
        facts = self.json("--check")
        self.assertGreater(len(facts), 2)
        self.assertTrue(all(fact["ok"] for fact in facts), facts)
        self.assertTrue(all(fact["lesson"] == "slope" for fact in self.json("slope", "--check")))
        self.assertIn("all found again", self.call("--check").stdout)

    def test_glossary(self):
        words = [entry["word"] for entry in self.json("--glossary")]
        self.assertIn("tangent", words)
        self.assertEqual(words, sorted(words, key=str.lower))
        self.assertIn("touches", self.call("--glossary", "Tangent").stdout)
        self.refused("--glossary", "tangetn", mentioned=["'tangetn'", "did you mean 'tangent'"])

    def test_guide_is_the_file(self):
        guide = self.call("--guide").stdout
        self.assertTrue(guide.endswith("\n") and not guide.endswith("\n\n"))
        self.assertEqual(guide, GUIDE.read_text(encoding="utf-8"),
                         "write it again with: thalweg lesson --guide > docs/lessons.md")

    def test_bad_usage(self):
        self.refused("slpoe", mentioned=["'slpoe'", "did you mean 'slope'"])
        self.refused("slope", "--txet", mentioned=["'--txet'", "did you mean '--text'"])
        self.refused("slope", "--text", "--check", mentioned=["--check", "--text"])
        self.refused("slope", "-o", "x.svg", mentioned=["-o", "--figure"])
        self.refused("slope", "--set", "w=1", mentioned=["--set", "--figure"])
        self.refused("slope", "--all", mentioned=["--all", "--cards"])
        self.refused("slope", "--text", "--json", mentioned=["--json"])
        self.refused("slope", "--text", "--seed", "-1", mentioned=["--seed"])
        self.refused("slope", "--text", "--level", "0", mentioned=["--level"])
        self.refused("--check", "--seed", "1", mentioned=["--seed"])


class InTheTerminal(Lessons):
    def test_wrong_and_right_answers(self):
        done = self.call("slope", "--text", typed=f"check\n{FLAT}\ncheck\n\n2\n1\n\nquit\n")
        self.assertEqual(done.stderr, "")
        first, second = done.stdout.split("2/5")
        self.assertRegex(first, r"\[not yet\][^[]*\[right\]")
        self.assertRegex(second, r"\[not yet\][^[]*\[right\]")
        self.assertIn("w=-1", first)  # what can be set, and to what it is
        self.assertIn("flat", first)
        self.assertNotIn("\033", done.stdout)  # no bold in a pipe
        self.assertNotRegex(done.stdout, r"[{}`]")
        self.assertTrue(all(len(line) <= 80 for line in done.stdout.splitlines()), done.stdout)
        self.assertEqual(self.progress()["pages_seen"], 3)
        self.assertEqual(self.progress()["tasks_right"], 2)

    def test_the_input_may_end_anywhere(self):
        for typed in ("", "\n", "1", f"{FLAT}\ncheck", "?\n"):
            with self.subTest(typed=typed):
                self.call("slope", "--text", typed=typed)
        self.assertGreaterEqual(self.progress()["pages_seen"], 1)
        self.assertEqual(self.progress()["tasks_right"], 1)

    def test_what_cannot_be_understood_changes_nothing(self):
        done = self.call("slope", "--text",
                         typed="5\nw\nw=banana\nw=99\nv=1\npage 77\npage x\nlevel 2\nnew\n\x00\x1b[2J\nquit\n")
        self.assertIn("-2.8..2.8", done.stdout)
        self.assertIn("did you mean 'w'", done.stdout)
        self.assertNotIn("[right]", done.stdout)
        self.assertNotIn("[not yet]", done.stdout)
        self.assertNotIn("\x1b", done.stdout)
        done = self.call("slope", "--text", typed="page 5\n0\n4\n-1\n1.0\nbanana\n2\nquit\n")
        self.assertEqual(done.stdout.count("number of an option"), 5, done.stdout)
        self.assertEqual(done.stdout.count("[right]"), 1)

    def test_moving_about(self):
        done = self.call("slope", "--text", typed="page 3\nback\nback\nback\nagain\nquit\n")
        pages = re.findall(r"^(\d)/5 ", done.stdout, re.MULTILINE)
        self.assertEqual(pages, ["1", "3", "2", "1", "1", "1"])

    def test_a_whole_lesson(self):
        done = self.call("slope", "--text", typed=f"{FLAT}\ncheck\n\n1\n\n1\n\n2\n\n2\n2\n1\n\n")
        self.assertIn("7 of 7 tasks right", done.stdout)
        self.assertIn("To remember", done.stdout)
        self.assertTrue(self.progress()["finished"])
        names = [lesson["name"] for lesson in self.json()]
        if len(names) > 1:  # without a name the next one opens
            self.assertIn(f"lesson {names[1]}", self.call().stdout)

    def test_endless_questions(self):
        for lesson in self.json():
            if lesson["series"] == 0:
                continue
            for page in range(1, len(lesson["pages"]) + 1):
                begin = f"page {page}\n"
                done = self.call(lesson["name"], "--text", typed=f"{begin}new\nlevel 2\nlevel 99\n")
                if "Level 1 of" not in done.stdout:
                    continue
                self.assertIn("Question 2.", done.stdout)
                self.assertIn("Level 2 of", done.stdout)
                self.assertIn("level: '99'", done.stdout)
                seeded = ("--text", "--seed", "41", "--level", "2")
                one, two = (self.call(lesson["name"], *seeded, typed=begin).stdout for _ in range(2))
                self.assertEqual(one, two)
                self.assertRegex(one, r"Level 2 of[^\n]*Question 41\.")
                # The first answer to a question counts, whatever follows.
                typed = f"{begin}check\n1\ncheck\n2\n1\n"
                told = self.call(lesson["name"], "--text", typed=typed).stdout.count(" in a row")
                series = self.progress(lesson["name"])["series"]
                mine = next(s for s in series if (s["page"], s["level"]) == (page, 1))
                self.assertEqual(mine["asked"], told)
                self.assertGreaterEqual(told, 1)
            self.refused(lesson["name"], "--figure", "--level", "99", mentioned=["--level", "99"])

    def test_ctrl_c_keeps_progress(self):
        parent, child = pty.openpty()
        process = subprocess.Popen([cli_test.PROGRAM, "lesson", "slope", "--text"], stdin=child, stdout=child,
                                   stderr=child, env={**os.environ, **self.env})
        os.close(child)
        seen = b""
        end = time.monotonic() + 60
        while b"> " not in seen and time.monotonic() < end:
            seen += os.read(parent, 4096)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 130)
        os.close(parent)
        self.assertIn(b"\033[1m", seen)  # bold on a terminal
        self.assertEqual(self.progress()["pages_seen"], 1)

    def test_without_the_window(self):
        done = cli_test.call("lesson", "slope", env={**self.env, "DISPLAY": "", "WAYLAND_DISPLAY": ""})
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"\Athalweg: error: [^\n]*--text[^\n]*\n\Z")


class Figures(Lessons):
    def test_every_figure_is_well_formed(self):
        for lesson in self.json():
            for figure in self.json(lesson["name"], "--figure"):
                with self.subTest(lesson=lesson["name"], figure=figure["figure"]):
                    path = self.folder / "f.svg"
                    self.call(lesson["name"], "--figure", str(figure["figure"]), "-o", str(path))
                    root = ElementTree.parse(path).getroot()
                    self.assertEqual(root.tag, SVG + "svg")
                    self.assertEqual(root.find(SVG + "title").text, figure["title"])
                    self.assertTrue(figure["readout"])
                    self.assertNotRegex(path.read_text(), r"[\"\s,](nan|-?inf)[\"\s,]")

    def test_controls_and_themes(self):
        written = set()
        for k, options in enumerate((["--set", "w=2"], ["--set", "w=-2"], ["--set", "w=-2", "--light"])):
            path = self.folder / f"{k}.svg"
            self.call("slope", "--figure", "1", "-o", str(path), *options)
            written.add(path.read_bytes())
        self.assertEqual(len(written), 3)
        self.call("slope", "--figure", "1", "-o", str(self.folder / "t.svg"), "--set", "w=-2", "--theme", "light")
        self.assertIn((self.folder / "t.svg").read_bytes(), written)
        readout = self.json("slope", "--figure", "4", "--set", "curve=step", "--set", "w=0")[0]["readout"]
        self.assertIn("flat", readout[-1]["value"])
        self.assertIn("curve=hills", self.call("--figure", "slope").stdout)

    def test_bad_usage(self):
        path = str(self.folder / "x.svg")
        one = ["slope", "--figure", "1", "-o", path]
        for arguments, mentioned in [
            ([*one, "--set", "ww=1"], ["--set", "'ww'", "did you mean 'w'"]),
            ([*one, "--set", "w=9"], ["--set", "'w'", "-2.8..2.8"]),
            ([*one, "--set", "w=nan"], ["--set", "w"]),
            ([*one, "--set", "w"], ["--set", "name=value"]),
            (["slope", "--figure", "4", "--set", "curve=stop"], ["--set", "'stop'", "did you mean 'step'"]),
            (["slope", "--figure", "4", "--set", "curve=0.5"], ["--set", "curve"]),
            (["slope", "--figure", "99", "-o", path], ["--figure", "99"]),
            (["slope", "--figure", "-o", path], ["--figure", "which one"]),
            (["--figure", "-o", path], ["--figure", "which lesson"]),
            ([*one[:-1], "x.gif"], ["x.gif", ".svg"]),
            ([*one[:-1], "/no/such/x.svg"], ["/no/such"]),
            ([*one, "--theme", "drak"], ["--theme", "did you mean 'dark'"]),
            ([*one, "--theme", "dark", "--light"], ["--theme", "--light"]),
            ([*one, "--scale", "0"], ["--scale"]),
            ([*one, "--scale", "nan"], ["--scale"]),
        ]:
            self.refused(*arguments, mentioned=mentioned)
        self.assertFalse(os.path.exists(path))


class OneElementPerCard(HTMLParser):
    def __init__(self):
        super().__init__()
        self.cards, self.open, self.outside = 0, [], []

    def handle_starttag(self, tag, attrs):
        self.cards += tag == "article"
        if tag not in ("meta",):
            self.open.append(tag)
        self.outside += [value for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            raise AssertionError(f"</{tag}> closes something else")


class Cards(Lessons):
    def test_leitner(self):
        cards = self.json("slope", "--cards")
        n = len(cards)
        done = self.call("slope", "--cards", typed="\nn\n" + "\ny\n" * n)
        self.assertEqual(done.stdout.count(cards[0]["question"]), 2)  # once more, as it was not known
        self.assertIn(cards[0]["answer"], done.stdout)
        self.assertIn(f"{n + 1} cards, {n} known", done.stdout)
        self.assertIn("No card is due; the next one comes back tomorrow", self.call("slope", "--cards").stdout)
        self.assertIn(cards[0]["question"], self.call("slope", "--cards", "--all").stdout)

        kept = json.loads(self.file.read_text())
        for card in kept["lessons"]["slope"]["cards"]:
            self.assertEqual(card["box"], 1)
            card["due"] -= 1
        self.file.write_text(json.dumps(kept))
        self.call("slope", "--cards", typed="\ny\n")  # the input ends before the second card
        boxes = [card["box"] for card in json.loads(self.file.read_text())["lessons"]["slope"]["cards"]]
        self.assertEqual(sorted(boxes), [1] * (n - 1) + [2])

    def test_print(self):
        path = self.folder / "cards.html"
        self.call("--print", str(path))
        page = OneElementPerCard()
        page.feed(path.read_text(encoding="utf-8"))
        self.assertEqual(page.cards, len(self.json("--cards")))
        self.assertEqual(page.open, [])
        self.assertEqual(page.outside, [])  # nothing is fetched
        self.refused("--print", "cards.txt", mentioned=["--print", "cards.txt"])
        self.refused("--print", "/no/such/cards.html", mentioned=["--print", "/no/such"])


class Progress(Lessons):
    def test_reset(self):
        self.call("slope", "--text", typed=f"{FLAT}\ncheck\n")
        self.assertEqual(self.progress()["tasks_right"], 1)
        self.assertIn(str(self.file), self.call("slope", "--reset").stdout)
        self.assertEqual(self.progress()["tasks_right"], 0)
        self.call("slope", "--text", typed=f"{FLAT}\ncheck\n")
        self.call("--reset")
        self.assertEqual(self.progress()["pages_seen"], 0)

    def test_a_damaged_file_is_moved_aside(self):
        self.file.parent.mkdir()
        for aside, text in (("progress.json.damaged", "{"),
                            ("progress.json.damaged.1", '{"version": 99, "lessons": {}}')):
            self.file.write_text(text)
            done = self.call("slope", "--text", typed=f"{FLAT}\ncheck\n")
            self.assertRegex(done.stderr, r"\Athalweg: [^\n]*progress\.json\.damaged[^\n]*\n\Z")
            self.assertEqual((self.file.parent / aside).read_text(), text)
            self.assertEqual(self.progress()["tasks_right"], 1)
        self.file.write_text("{")
        self.assertEqual(self.call("-q").stderr, "")

    def test_a_folder_that_cannot_be_written_is_no_failure(self):
        self.folder.joinpath("thalweg").write_text("a file where a folder should be")
        done = self.call("slope", "--text", typed=f"{FLAT}\ncheck\n\n\n")
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertIn("not kept", done.stderr)
        self.assertIn("[right]", done.stdout)

    def test_without_a_home(self):
        done = self.call("slope", "--text", env={"XDG_DATA_HOME": "relative", "HOME": ""})
        self.assertIn("not kept", done.stderr)
        done = self.call("slope", "--text", env={"XDG_DATA_HOME": "", "HOME": str(self.folder)})
        self.assertEqual(done.stderr, "")
        self.assertTrue((self.folder / ".local/share/thalweg/progress.json").exists())


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    cli_test.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
