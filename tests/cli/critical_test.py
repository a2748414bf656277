#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Critical points and passes from outside.

usage: critical_test.py THALWEG [unittest arguments]
"""
import os
import sys
import unittest
import xml.etree.ElementTree

import cli_test
from cli_test import call, json_of


class Critical(cli_test.TemporaryFolderTest):
    def test_himmelblau(self):
        found = json_of("critical", "--surface", "himmelblau", "--certify")
        self.assertEqual(list(found), ["version", "landscape", "domain", "points", "counts", "regions", "checksum", "grid",
                                       "certain", "reason", "certified", "proof"])
        self.assertEqual(found["counts"], {"minimum": 4, "saddle": 4, "maximum": 1, "degenerate": 0, "edge_minimum": 0,
                                           "edge_pass": 0, "corner_minimum": 0})
        self.assertEqual((found["certain"], found["reason"], found["certified"]), (True, None, True))
        self.assertEqual((found["checksum"]["index_sum"], found["checksum"]["boundary_winding"]), (1, 1))
        self.assertIs(found["checksum"]["ok"], True)
        self.assertEqual((found["proof"]["minimum"], found["proof"]["undecided"]), (4, 0))
        first = found["points"][0]
        self.assertEqual(list(first), ["kind", "x", "y", "value", "eigenvalues", "index", "persistence", "global"])
        self.assertTrue(all(p["global"] for p in found["points"] if p["kind"] == "minimum"))
        self.assertEqual(sum(p["persistence"] is None for p in found["points"] if p["kind"] == "minimum"), 1)

    def test_threads_change_nothing(self):
        options = ["critical", "--surface", "levy", "--domain", "-10,10,-10,10"]
        self.assertEqual(json_of(*options, "--threads", "1"), json_of(*options, "--threads", "3"))

    def test_the_table_says_what_it_is_sure_of(self):
        text = call("critical", "--surface", "himmelblau", "--certify").stdout
        self.assertIn("proved: exactly 4 minima, 4 saddles and 1 maximum in the open box", text)
        text = call("critical", "--formula", "(x^2 + y^2 - 1)^2", "--domain", "-2,2,-2,2").stdout
        self.assertIn("NOT certain", text)
        self.assertIn("valley      length 6.2", text)
        text = call("critical", "--formula", "x^4 + y^4", "--domain", "-2,2.1,-2,2.2", "--certify").stdout
        self.assertIn("undecided", text)
        self.assertIs(json_of("critical", "--surface", "ackley")["certain"], False)

    def test_formulas_and_problems(self):
        found = json_of("critical", "--formula", "x^4 - x^2 + y^2", "--domain", "-2,2,-2,2", "--certify")
        self.assertEqual([found["counts"][k] for k in ("minimum", "saddle", "maximum")], [2, 1, 0])
        self.assertIs(found["certified"], True)
        self.assertEqual(json_of("critical", "--problem", "line_fit", "--certify")["proof"]["minimum"], 1)

    def test_what_is_not_finite_is_said(self):
        for formula in ["3 + 0*x*y", "0*x/0 + y", "1/x + y", "sqrt(-1-x^2) + y", "log(x)*y"]:
            found = json_of("critical", "--formula", formula, "--domain", "-1,1,-1,1", "--certify", "--boxes", "3000")
            self.assertIs(found["certain"], False, formula)
            # Nothing critical where the slope along y is 1: that much can be proved beside a pole, too.
            self.assertIs(found["certified"], formula == "1/x + y", formula)
            self.assertTrue(found["reason"], formula)

    def test_refusals(self):
        for command in ("critical", "passes"):
            self.assert_refused([command, "--problem", "one_weight"], "one_weight", "two weights")
            self.assert_refused([command, "--formula", "x + y + z"], "two weights")
            self.assert_refused([command, "--surface", "himelblau"], "did you mean 'himmelblau'")
            self.assert_refused([command, "--domain", "1,0,0,1"], "domain")
            for grid in ("0", "-3", "x", "1e9"):
                self.assert_refused([command, "--grid", grid], "--grid")
            self.assert_refused([command, "--threads", "-1"], "--threads")
        self.assert_refused(["critical", "--boxes", "0"], "--boxes")
        self.assert_refused(["passes", "--persistence", "much"], "--persistence")
        self.assert_refused(["passes", "-o", "/no/such/g.svg"], "/no/such")


class Passes(cli_test.TemporaryFolderTest):
    def test_himmelblau(self):
        found = json_of("passes", "--surface", "himmelblau")
        self.assertEqual(list(found), ["version", "landscape", "domain", "minima", "saddles", "edges", "barriers",
                                       "matrix", "merge_tree", "certain", "reason"])
        self.assertEqual((len(found["minima"]), len(found["saddles"]), len(found["edges"])), (4, 4, 4))
        self.assertEqual([round(b["value"], 2) for b in found["barriers"]], [104.02, 67.72, 13.31])
        self.assertIs(found["certain"], True)
        self.assertLess(found["merge_tree"]["difference"], 0.02)
        for a in range(4):
            for b in range(4):
                self.assertEqual(found["matrix"][a][b], found["matrix"][b][a])
        for edge in found["edges"]:
            saddle, ends = found["saddles"][edge["saddle"]], [found["minima"][m] for m in edge["minima"]]
            self.assertEqual(edge["path"][0], [ends[0]["x"], ends[0]["y"]])
            self.assertEqual(edge["path"][-1], [ends[1]["x"], ends[1]["y"]])
            self.assertIn([saddle["x"], saddle["y"]], edge["path"])
            self.assertIn([saddle["x"], saddle["y"]], saddle["separatrix"])

    def test_picture_and_database(self):
        picture, database = self.folder / "g.svg", self.folder / "new" / "database"
        done = call("passes", "--surface", "rastrigin", "-o", str(picture), "--pathsample", str(database))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        root = xml.etree.ElementTree.parse(picture).getroot()
        self.assertTrue(root.tag.endswith("svg"))
        self.assertEqual(sorted(os.listdir(database)), ["min.data", "points.min", "points.ts", "ts.data"])
        rows = [line.split() for line in (database / "ts.data").read_text().splitlines()]
        self.assertEqual(len(rows), 220)
        self.assertTrue(all(len(row) == 8 and 1 <= int(row[3]) <= 121 and 1 <= int(row[4]) <= 121 for row in rows))
        self.assertEqual((database / "points.min").stat().st_size, 121 * 16)

    def test_kinks_are_said(self):
        found = json_of("passes", "--surface", "ackley")
        self.assertIs(found["certain"], False)
        self.assertIn("kinks", found["reason"])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    cli_test.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
