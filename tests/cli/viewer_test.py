#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""view and render from outside.

usage: viewer_test.py THALWEG [unittest arguments]
"""
import json
import os
import sys
import unittest

import cli_test
from cli_test import SMALL, call, device


class Viewer(cli_test.TemporaryFolderTest):
    def setUp(self):
        super().setUp()
        self.reason = device("opengl")["reason"]

    def test_without_the_explorer_it_says_why(self):
        if self.reason is None:
            self.skipTest("this build has the explorer")
        for arguments in (["view"], ["render", "-o", "x.png"], [], ["--surface", "ackley"]):
            self.assert_refused(arguments, self.reason, code=1)

    def test_without_a_display_it_names_render(self):
        if self.reason is not None:
            self.skipTest(self.reason)
        for arguments in (["view"], [], ["--surface", "ackley"]):
            done = call(*arguments, env={"DISPLAY": "", "WAYLAND_DISPLAY": ""})
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("render", done.stderr)

    def test_a_session_is_read_before_a_window_opens(self):
        if self.reason is not None:
            self.skipTest(self.reason)
        session = self.folder / "session.json"
        run = '{"surface": {"name": "ackley"}, "particles": 10}'
        session.write_text('{"session": 1, "run": %s, "show": {"basins": true}}' % run)
        no_display = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "XDG_DATA_HOME": str(self.folder)}
        for arguments in (["view", str(session)], ["view", "--session", str(session), "--steps", "5"]):
            done = call(*arguments, env=no_display)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("no display", done.stderr)
        self.assert_refused(["view", str(session), "--spec", str(session)], "not both")
        self.assert_refused(["view", str(self.folder / "none.json")], "none.json")
        session.write_text('{"session": 1, "run": %s, "show": {"basin": true}}' % run)
        self.assert_refused(["view", str(session)], "did you mean 'basins'")

    def test_render(self):
        if self.reason is not None:
            self.skipTest(self.reason)
        path = self.folder / "p.png"
        done = call("render", "-o", str(path), "--size", "96x64", *SMALL)
        self.assertEqual(done.returncode, 0, done.stderr)
        header = path.read_bytes()[:24]
        self.assertEqual(header[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual((int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")), (96, 64))
        self.assert_refused(["render"], "-o")
        for size in ("0x0", "96", "1e9x1", "x", "96x-1"):
            self.assert_refused(["render", "-o", str(path), "--size", size], "--size")
        for camera in ("1", "1,2", "1,2,nan", "a,b,c"):
            self.assert_refused(["render", "-o", str(path), "--camera", camera], "--camera")
        self.assert_refused(["render", "-o", "/no/such/p.png"], "/no/such")
        self.assert_refused(["render", "-o", str(path), "--show", "critcal"], "critical")
        self.assert_refused(["render", "-o", str(path), "--hide", "trails,fog"], "fog")
        self.assert_refused(["render", "-o", str(path), "--show", "critical", "--formula", "w^2", *SMALL], "two weights")

    def test_layers_change_the_picture(self):
        if self.reason is not None:
            self.skipTest(self.reason)
        pictures = set()
        for k, layers in enumerate(([], ["--show", "critical,passes"], ["--show", "stability"], ["--show", "basins"],
                                    ["--hide", "trails,particles"], ["--flat"], ["--color-map", "magma"], ["--light"], ["--height", "0.3"], ["--clip", "1,20"],
                                    ["--color-by", "outcome"], ["--trail-fade", "0"],
                                    ["--compare", "adam@0.01,sgd:momentum=0.9,nesterov=1,lion"])):
            path = self.folder / f"{k}.png"
            done = call("render", "-o", str(path), "--size", "160x90", "--lr", "0.01", *SMALL, *layers)
            self.assertEqual(done.returncode, 0, done.stderr)
            pictures.add(path.read_bytes())
        self.assertEqual(len(pictures), 13)
        self.assert_refused(["render", "-o", str(path), "--color-map", "viridi"], "viridis")
        self.assert_refused(["render", "-o", str(path), "--turntable"], ".mp4")
        for option, wrong, word in (("--height", "lag", "--height"), ("--height", "9", "0.1..4"),
                                    ("--clip", "5,1", "--clip"), ("--color-by", "outcom", "outcome"),
                                    ("--trail-length", "2", "0..1"), ("--trail-fade", "-1", "0..1"),
                                    ("--compare", "adma", "adam"), ("--compare", "adam@0", "above 0"),
                                    ("--compare", "adam,lion,sgd,rmsprop,nadam,yogi", "6")):
            self.assert_refused(["render", "-o", str(path), option, wrong], word)

    def test_bench_measures_the_window_without_a_display(self):
        if self.reason is not None:
            self.skipTest(self.reason)
        done = call("view", "--bench", "4", "--offscreen", "--json", "--size", "240x160", *SMALL,
                    env={"DISPLAY": "", "WAYLAND_DISPLAY": ""})
        self.assertEqual(done.returncode, 0, done.stderr)
        measured = json.loads(done.stdout)
        self.assertEqual((measured["size"], measured["frames"]), ([240, 160], 4))
        for part in ("frame_ms", "update_ms", "draw_ms", "panels_ms", "present_ms", "latency_ms"):
            times = measured[part]
            self.assertTrue(0 <= times["p50"] <= times["p90"] <= times["p99"] <= times["max"], part)
        self.assertLess(measured["draw_ms"]["p50"], measured["frame_ms"]["max"])
        for frames in ("0", "1", "-3", "many"):
            self.assert_refused(["view", "--bench", frames, "--offscreen"], "--bench")
        self.assert_refused(["view", "--offscreen"], "--bench")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    cli_test.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
