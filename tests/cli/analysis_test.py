#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The analyses from outside: diagnose, basins and map, and what they add to a run.

usage: analysis_test.py THALWEG [unittest arguments]
"""
import ast
import os
import struct
import sys
import unittest

import cli_test
from cli_test import SMALL, call, json_of

VERDICTS = {"too_small", "good", "improving", "oscillating", "diverging", "non_finite", "plateau", "saddle",
            "local_minimum"}
LIMITS = {(3.0, 2.0): 0.0243, (-2.805118, 3.131313): 0.0248, (-3.779310, -3.283186): 0.0149,
          (3.584428, -1.848127): 0.0190}


def read_npy(path):
    """The rows of a two-dimensional .npy file of int16 or float32."""
    data = path.read_bytes()
    header = ast.literal_eval(data[10:10 + struct.unpack("<H", data[8:10])[0]].decode())
    rows, columns = header["shape"]
    kind = {"<i2": "h", "<f4": "f"}[header["descr"]]
    numbers = struct.unpack(f"<{rows * columns}{kind}", data[-rows * columns * struct.calcsize(kind):])
    return [numbers[columns * r:columns * (r + 1)] for r in range(rows)]


def png_size(path):
    header = path.read_bytes()[:24]
    return struct.unpack(">II", header[16:24]) if header.startswith(b"\x89PNG\r\n\x1a\n") else None


class Diagnose(cli_test.TemporaryFolderTest):
    def verdict(self, *arguments):
        document = json_of("diagnose", *arguments)
        for member in ("reason", "advice"):
            self.assertRegex(document[member], r"\A[A-Z0-9].*\.\Z")
        return document["verdict"]

    def test_lesson_examples(self):
        for losses, verdict in {"2,0.1,5,20": "diverging", "8,20,55,160": "diverging", "3,9,81,nan": "non_finite",
                                "4,3.999,3.998,3.997,3.996,3.995": "too_small", "16,4,1": "good",
                                "5,1,4.8,0.9,5.1,1.2,4.7,1": "oscillating", "5, 5, 5": "plateau"}.items():
            self.assertEqual(self.verdict("--losses", losses), verdict, losses)
        text = call("diagnose", "--losses", "8,20,55,160").stdout
        self.assertRegex(text, r"\Adiverging\n.*from 8 to 160.*\n.*learning rate.*\n\Z")

    def test_runs(self):
        himmelblau = ["--surface", "himmelblau", "--start", "-3,-3"]
        for lr, verdict in {"1e-7": "too_small", "0.01": "good", "0.1": "non_finite"}.items():
            self.assertEqual(self.verdict(*himmelblau, "--lr", lr), verdict)
        self.assertEqual(self.verdict("--formula", "x^2 - y^2 + y^4", "--lr", "0.1", "--start", "1,0"), "saddle")
        self.assertEqual(self.verdict("--problem", "one_weight", "--lr", "0.001", "--steps", "5"), "too_small")
        self.assertIn("version", json_of("diagnose", *himmelblau))

    def test_a_trace_in_a_file_shows_what_the_losses_hide(self):
        # f = (x^2 + y^2) / 2 at rate 2: the losses stand still, the path swings.
        trace = str(self.folder / "t.csv")
        done = call("trace", "--formula", "(x^2 + y^2)/2", "--lr", "2", "--start", "1,1", "-o", trace)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertRegex(done.stderr, r"diagnosis: oscillating: .*period 2")
        self.assertEqual(self.verdict(trace), "oscillating")
        self.assertEqual(self.verdict(self.put("l.csv", "loss\n1\n1\n1\n1\n")), "plateau")
        self.assertEqual(call("trace", "-q").stderr, "")

    def test_bad_input(self):
        self.assert_refused(["diagnose", "--losses", "1,2"], "--losses", "at least 3")
        self.assert_refused(["diagnose", "--losses", "1,two,3"], "--losses", "two")
        self.assert_refused(["diagnose", "/no/such.csv"], "/no/such.csv")
        self.assert_refused(["diagnose", self.put("x.csv", "x,y\n1,2\n")], "x.csv", "'loss'")
        self.assert_refused(["diagnose", self.put("s.csv", "loss\n1\n2\n")], "s.csv", "at least 3")
        self.assert_refused(["diagnose", "--losses", "1,2,3", "--lr", "1"], "one thing")
        self.assert_refused(["diagnose", "--steps", "1"], "--steps")


class InRuns(cli_test.TemporaryFolderTest):
    def test_minima_that_hold_a_particle(self):
        result = json_of("run", "--device", "cpu", "--lr", "0.02", "--particles", "5000")
        self.assertEqual(result["diagnosis"]["verdict"] in VERDICTS, True)
        self.assertEqual(len(result["minima"]), 2)
        for minimum in result["minima"]:
            limit = next(l for at, l in LIMITS.items() if abs(at[0] - minimum["x"]) < 1e-4)
            self.assertAlmostEqual(minimum["stable_below"], limit, delta=5e-5)
            self.assertIs(minimum["can_settle"], True)
        self.assertEqual(sorted(round(m["stable_below"], 4) for m in result["cannot_settle"]), [0.0149, 0.019])
        text = call("run", "--device", "cpu", "--lr", "0.02", "--particles", "5000").stdout
        for part in ("stable below lr", "no descent settles at (-3.77931, -3.283186)", "diagnosis: "):
            self.assertIn(part, text)

    def test_along_a_trace(self):
        # Half of the squared distance, ten times as much in y: the largest curvature is 10 everywhere.
        rows = json_of("trace", "--formula", "x^2/2 + 5*y^2", "--lr", "0.05", "--start", "1,1", "--stability")
        self.assertEqual({row["lr_lambda_max"] for row in rows}, {0.5})
        # 12 y^2 at y, and the rate of the schedule.
        rows = json_of("trace", "--formula", "x^2 + y^4", "--lr", "0.01", "--schedule", "linear", "--start", "0,2",
                       "--stability", "--steps", "10")
        for row in rows:
            self.assertAlmostEqual(row["lr_lambda_max"], row["lr"] * max(2, 12 * row["y"] ** 2), 12)
        self.assertNotIn("lr_lambda_max", json_of("trace", "--start", "1,1", "--steps", "3")[0])

    def test_nothing_is_claimed_of_other_rules(self):
        result = json_of("run", *SMALL, "--optimizer", "adam")
        self.assertEqual([(m["stable_below"], m["can_settle"]) for m in result["minima"]],
                         [(None, None)] * len(result["minima"]))
        self.assertEqual(result["cannot_settle"], [])


class Basins(cli_test.TemporaryFolderTest):
    def test_document(self):
        png, npy = self.folder / "b.png", self.folder / "b.npy"
        found = json_of("basins", "--grid", "64", "-o", str(png), "--npy", str(npy), "--flow", "--zooms", "2")
        self.assertEqual(sorted(os.listdir(self.folder)), ["b-steps.npy", "b.npy", "b.png"])
        self.assertEqual(png_size(png), (64, 64))
        labels, steps = read_npy(npy), read_npy(self.folder / "b-steps.npy")
        self.assertEqual(len(found["minima"]), 4)
        for minimum in found["minima"]:
            self.assertEqual(sum(row.count(minimum["label"]) for row in labels), minimum["count"])
            self.assertEqual(minimum["fraction"], minimum["count"] / 64**2)
            # The start next to a minimum ends there.
            column, row = [int((minimum[axis] + 5) / 10 * 64) for axis in "xy"]
            self.assertEqual(labels[row][column], minimum["label"])
            self.assertGreater(minimum["edge_distance"], 1)
        self.assertAlmostEqual(sum(found["fractions"].values()), 1)
        self.assertTrue(all(0 <= s <= 500 for row in steps for s in row))
        self.assertLess(found["flow_mismatch"], 0.02)
        self.assertEqual(len(found["zooms"]["levels"]), 3)
        self.assertIn("smooth", found["zooms"]["statement"])
        self.assertLess(0, found["entropy"]["Sb"])
        self.assertLess(found["entropy"]["Sb"], found["entropy"]["Sbb"])

    def test_a_region_and_double(self):
        found = json_of("basins", "--grid", "32", "--region", "2.9,2.9001,1.9,1.9001")
        self.assertEqual((found["region"], found["precision"]), ([2.9, 2.9001, 1.9, 1.9001], "double"))
        self.assertEqual(len(found["minima"]), 1)
        self.assertIsNone(found["dimension"]["value"])
        self.assertIn("smooth" if found["zooms"] else "precision", call("basins", "--grid", "32").stdout)

    def test_threads_change_nothing(self):
        arguments = ["basins", "--grid", "64", "--optimizer", "sgd:momentum=0.9", "--lr", "0.01", "--device", "cpu"]
        one, three = [cli_test.descent_only(json_of(*arguments, "--threads", n)) for n in ("1", "3")]
        self.assertEqual(one, three)

    def test_formulas_and_problems(self):
        found = json_of("basins", "--grid", "32", "--formula", "(x^2 - 1)^2 + y^2", "--domain", "-1.5,1.5,-1,1")
        self.assertEqual([m["fraction"] for m in found["minima"]], [0.5, 0.5])
        self.assertEqual(len(json_of("basins", "--grid", "16", "--problem", "line_fit")["minima"]), 1)

    def test_bad_input(self):
        self.assert_refused(["basins", "--grid", "100", "--box", "8"], "--box", "100")
        self.assert_refused(["basins", "--grid", "1"], "--grid")
        self.assert_refused(["basins", "--region", "1,0,0,1"], "--region")
        self.assert_refused(["basins", "--region", "0,1"], "--region")
        self.assert_refused(["basins", "--zooms", "-1"], "--zooms")
        self.assert_refused(["basins", "--zoom-at", "1"], "--zoom-at")
        self.assert_refused(["basins", "--start", "1,2"], "--start")
        self.assert_refused(["basins", "--formula", "w^2"], "two weights")
        self.assert_refused(["basins", "--formula", "x*y*z"], "two weights", "3")
        self.assert_refused(["basins", "-o", "/no/such/b.png"], "/no/such")
        self.assert_refused(["basins", "--npy", "/no/such/b.npy"], "/no/such")


class Map(cli_test.TemporaryFolderTest):
    def test_the_heavy_balls_limit(self):
        png, npy = self.folder / "m.png", self.folder / "m.npy"
        found = json_of("map", "--formula", "0.5*x^2 + 2*y^2", "--start", "2,1.5", "--steps", "1500", "--size", "24x16",
                        "--x", "lr:0.1:1.2", "--y", "momentum:0:0.9", "-o", str(png), "--npy", str(npy))
        self.assertEqual((found["columns"], found["rows"], png_size(png)), (24, 16, (24, 16)))
        for row, labels in enumerate(read_npy(npy)):
            for column, label in enumerate(labels):
                share = (0.1 + (column + 0.5) / 24 * 1.1) / (0.5 * (1 + (row + 0.5) / 16 * 0.9))
                if abs(share - 1) > 0.02:
                    self.assertEqual(label, 0 if share < 1 else -1)
        self.assertEqual(sum(found["outcomes"].values()), 24 * 16)

    def test_threads_change_nothing(self):
        arguments = ["map", "--x", "lr:1e-3:0.1:log", "--y", "momentum:0:0.99", "--size", "40x40", "--start", "-1,1.5"]
        first, *others = [json_of(*arguments, "--threads", n) for n in ("1", "3")]
        for other in others:
            for document in (first, other):
                for member in ("device", "seconds", "pixels_per_second", "spec"):
                    document.pop(member, None)
            self.assertEqual(other, first)

    def test_bad_input(self):
        good = ["--y", "momentum:0:0.9"]
        self.assert_refused(["map"], "--x", "--y")
        self.assert_refused(["map", "--x", "lr:0.1", *good], "--x", "NAME:LOW:HIGH")
        self.assert_refused(["map", "--x", "lr:0:1:log", *good], "--x", "above 0")
        self.assert_refused(["map", "--x", "lr:1:0.1", *good], "--x", "lr")
        self.assert_refused(["map", "--x", "lr:a:1", *good], "--x", "'a'")
        self.assert_refused(["map", "--x", "momentm:0:1", *good], "--x", "momentm", "accepted")
        self.assert_refused(["map", "--x", "momentum:0:0.9", *good], "momentum", "two parameters")
        self.assert_refused(["map", "--x", "dampening:0:3", *good], "dampening", "0..1")
        self.assert_refused(["map", "--x", "lr:0:1", *good, "--size", "5"], "--size")
        self.assert_refused(["map", "--x", "lr:0:1", *good, "-o", "/no/such/m.png"], "/no/such")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    cli_test.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
