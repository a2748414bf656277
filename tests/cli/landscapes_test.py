#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What can be descended, from outside: formulas, formula files, problems and their data, and the examples.

usage: landscapes_test.py THALWEG [unittest arguments]
"""
import os
import pathlib
import sys
import unittest

import cli_test
from cli_test import SMALL, json_of, numbers

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"


class Landscapes(cli_test.TemporaryFolderTest):
    def test_what_is_no_landscape(self):
        self.assert_refused(["run", "--formula", "x^2 +* y"], "position 6", "'*'")
        self.assert_refused(["run", "--formula", "x^2 + yy"], "'yy'", "did you mean 'y'")
        self.assert_refused(["run", "--formula", "x^2", "--parameters", "a=1"], "'a'")
        self.assert_refused(["run", "--surface", self.put("f.formula", "# nothing\n")], "f.formula", "no formula")
        self.assert_refused(["run", "--surface", "/no/such.formula"], "/no/such.formula")
        self.assert_refused(["run", "--problem", "linefit"], "'linefit'", "did you mean 'line_fit'")
        self.assert_refused(["run", "--problem", "line_fit", "--data", "/no/such.csv"], "--data", "/no/such.csv")
        three = self.put("three.csv", "a,b,c\n1,2,3\n")
        self.assert_refused(["run", "--problem", "line_fit", "--data", three], "three.csv")
        self.assert_refused(["run", "--problem", "line_fit", "--scaling", "units"], "--scaling", "unit")
        self.assert_refused(["run", "--problem", "line_fit", "--formula", "x"], "--problem", "--formula")
        self.assert_refused(["run", "--noise", "minibatch"], "minibatch", "problem")

    def test_one_landscape_of_as_many_weights_as_are_given(self):
        self.assert_refused(["run", "--surface", "sphere", "--problem", "line_fit"], "--problem", "--surface")
        self.assert_refused(["trace", "--formula", "x*y", "--problem", "line_fit"], "--formula", "--problem")
        self.assert_refused(["eval", "--surface", "sphere", "--formula", "x*y", "--at", "1,2"], "--formula")
        both = self.put("s.json", '{"surface": "sphere", "formula": "x*y"}')
        self.assert_refused(["run", "--spec", both], "s.json", "only one")
        self.assert_refused(["run", "--start", "1"], "start point", "X,Y")
        self.assert_refused(["run", "--start", "1,2,3"], "X,Y")
        self.assert_refused(["run", "--formula", "w^2", "--start", "1,2"], "one coordinate")
        self.assert_refused(["run", "--problem", "one_weight", "--domain", "0,1,0,1"], "domain", "two numbers")
        self.assert_refused(["run", "--formula", "x^2 + q"], "position 7", "'q'")
        self.assert_refused(["run", "--formula", ""], "formula")
        self.assert_refused(["run", "--parameters", "a=1"], "--parameters", "formula")
        self.assert_refused(["run", "--scaling", "unit"], "--problem")
        self.assert_refused(["run", "--noise", "minibatch"], "minibatch", "--problem")
        self.assert_refused(["run", "--problem", "line_fit", "--data", self.put("d.csv", "x,y\n1,nan\n")], "d.csv")
        self.assert_refused(["run", "--surface", self.put("f.txt", "domain 1,0,0,1\nx*y\n")], "f.txt", "domain")

    def test_a_formula_has_weights_and_parameters(self):
        # By hand: f = 3 w^2 + 1, f' = 6 w, f'' = 6.
        row = json_of("eval", "--formula", "a = 1 : 0..5; a*w^2 + 1", "--parameters", "a=3", "--at", "2")[0]
        self.assertEqual(row, {"w": 2, "value": 13, "gradient": [12], "hessian": [6]})
        row = json_of("eval", "--formula", "x*y*z", "--at", "2,3,5")[0]
        self.assertEqual((row["value"], row["gradient"]), (30, [15, 10, 6]))
        self.assertEqual(row["hessian"], [0, 5, 3, 0, 2, 0])

    def test_a_problem_is_the_mean_over_its_data(self):
        # By hand at b = 0, w = 1: errors -1 and -3, mean square 5, slopes 2 mean(error), 2 mean(error x).
        data = self.put("d.csv", "x,y\n1,2\n2,5\n")
        row = json_of("eval", "--problem", "line_fit", "--data", data, "--at", "0,1")[0]
        self.assertEqual((row["value"], row["gradient"], row["hessian"]), (5, [-4, -7], [2, 3, 5]))
        row = json_of("eval", "--problem", "line_fit:half=true", "--data", data, "--at", "0,1")[0]
        self.assertEqual(row["value"], 2.5)
        # Inputs 0 and 1: errors -2 and -4.
        row = json_of("eval", "--problem", "line_fit", "--data", data, "--scaling", "unit", "--at", "0,1")[0]
        self.assertEqual(row["value"], (4 + 16) / 2)

    def test_formula_files(self):
        formula = self.put("f.formula", "# a comment\ndomain -1,1,-2,2\na = 1 : 0..5;\na*x^2 + y^2\n")
        spec = json_of("run", "--surface", formula, "--parameters", "a=2", *SMALL, "-q")["spec"]
        self.assertEqual((spec["domain"], spec["formula"]["a"]), ([-1, 1, -2, 2], 2))

    def test_a_formula_is_saved_with_what_was_chosen(self):
        path = str(self.folder / "mine.formula")
        given = ["--formula", "a = 1 : 0..5; a*w^2 + 1", "--parameters", "a=3", "--domain", "-2,7"]
        saved = json_of("eval", *given, "--at", "2", "--save-formula", path)
        self.assertEqual(json_of("eval", "--surface", path, "--at", "2"), saved)
        self.assertEqual(pathlib.Path(path).read_text().split("\n")[:2], ["domain -2,7", "parameters a=3"])
        self.assert_refused(["run", "--surface", "sphere", "--save-formula", path], "--save-formula", "--formula")
        self.assert_refused(["run", *given, "--save-formula", "mine"], "--save-formula", "mine.formula")
        self.assert_refused(["run", *given, "--save-formula", "/no/such/f.txt"], "/no/such")

    def test_the_examples_run(self):
        # The line of least squares in closed form.
        table = [(row["newtons"], row["centimetres"]) for row in numbers((EXAMPLES / "spring.csv").open())]
        x, y = (sum(column) / len(table) for column in zip(*table))
        slope = sum((a - x) * (b - y) for a, b in table) / sum((a - x) ** 2 for a, _ in table)
        minima = json_of("run", "--problem", "line_fit", "--data", str(EXAMPLES / "spring.csv"), "--steps", "2000", "-q",
                         "--particles", "100")["minima"]
        self.assertEqual(len(minima), 1)
        self.assertAlmostEqual(minima[0]["y"], slope, delta=1e-9)
        self.assertAlmostEqual(minima[0]["x"], y - slope * x, delta=1e-9)
        self.assertGreaterEqual(len(list(EXAMPLES.glob("*.formula"))), 3)
        for formula in EXAMPLES.glob("*.formula"):
            self.assertGreater(json_of("run", "--surface", str(formula), *SMALL, "-q")["outcomes"]["converged"], 0, formula)
        for spec in EXAMPLES.glob("*.json"):  # their data are named as seen from the repository
            result = json_of("run", "--spec", str(spec), "--particles", "100", "-q", cwd=EXAMPLES.parent)
            self.assertGreater(result["outcomes"]["converged"], 50, spec)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    cli_test.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
