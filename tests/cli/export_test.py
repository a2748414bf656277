#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""thalweg export from outside: the files, read by small parsers of their own.  usage: export_test.py PROGRAM

Where numpy, h5py and meshio are installed they read the files too.
"""
import csv
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
FORMULA = ["--formula", "x + 100*y", "--domain", "-1,3,2,10"]


def call(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300)


def read_npy(path):
    """(shape, values) of a .npy file, by the format's description."""
    data = path.read_bytes()
    assert data[:8] == b"\x93NUMPY\x01\x00"
    end = 10 + struct.unpack("<H", data[8:10])[0]
    header = data[10:end].decode()
    code = {"<f4": "f", "<f8": "d"}[re.search(r"'descr': '([^']+)'", header).group(1)]
    shape = tuple(int(n) for n in re.search(r"\(([^)]*)\)", header).group(1).split(",") if n.strip())
    count = (len(data) - end) // struct.calcsize(code)
    return shape, struct.unpack(f"<{count}{code}", data[end:])


def optional(name):
    try:
        return __import__(name)
    except ImportError:
        raise unittest.SkipTest(name + " is not installed")


class Export(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def export(self, name, *arguments):
        done = call("export", "-q", "-o", self.path / name, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, "")
        return self.path / name

    def test_a_surface_is_the_formula_with_x_fastest(self):
        shape, loss = read_npy(self.export("a.npy", *FORMULA, "--grid", 5))
        self.assertEqual(shape, (5, 5))
        self.assertEqual(list(loss), [(-1 + i) + 100 * (2 + 2 * j) for j in range(5) for i in range(5)])

    def test_trails_are_what_trace_says(self):
        run = ["--surface", "himmelblau", "--optimizer", "adam", "--start", "1,2", "--lr", "0.1", "--steps", 25,
               "--precision", "double", "--math", "exact", "--device", "cpu"]
        shape, at = read_npy(self.export("t.npy", "--what", "trails", "--particles", 3, *run))
        self.assertEqual(shape, (26, 3, 2))
        traced = list(csv.DictReader(call("trace", "-q", *run).stdout.splitlines()))
        self.assertEqual(len(traced), 26)
        for step, row in enumerate(traced):
            for particle in range(3):
                self.assertEqual(at[(step * 3 + particle) * 2], float(row["x"]))
                self.assertEqual(at[(step * 3 + particle) * 2 + 1], float(row["y"]))
        # Every tenth step, and the last one.
        table = list(csv.DictReader(self.export("t.csv", "--what", "trails", "--particles", 3, "--every", 10, *run).read_text().splitlines()))
        self.assertEqual(sorted({int(r["step"]) for r in table}), [0, 10, 20, 25])
        for row in table:
            self.assertEqual(row["x"], traced[int(row["step"])]["x"])

    def test_particles_are_the_last_points_of_trails(self):
        run = ["--surface", "rastrigin", "--particles", 7, "--steps", 30, "--seed", 5]
        _, trail = read_npy(self.export("t.npy", "--what", "trails", *run))
        shape, ends = read_npy(self.export("p.npy", "--what", "particles", *run))
        self.assertEqual(shape, (7, 2))
        self.assertEqual(ends, trail[-14:])
        rows = list(csv.DictReader(self.export("p.csv", "--what", "particles", *run).read_text().splitlines()))
        self.assertEqual([float(r["x"]) for r in rows], [struct.unpack("f", struct.pack("f", x))[0] for x in ends[::2]])
        self.assertEqual(list(rows[0]), ["particle", "x", "y", "loss"])

    def test_one_and_three_weights(self):
        shape, _ = read_npy(self.export("a.npy", "--problem", "one_weight", "--grid", 9))
        self.assertEqual(shape, (9,))
        shape, _ = read_npy(self.export("b.npy", "--formula", "x^2 + y^2 + z^2", "--grid", 4))
        self.assertEqual(shape, (4, 4, 4))
        shape, _ = read_npy(self.export("c.npy", "--formula", "x^2 + y^2 + z^2", "--what", "trails", "--particles", 2,
                                        "--steps", 3))
        self.assertEqual(shape, (4, 2, 3))

    def test_mistakes_are_one_line_and_leave_nothing(self):
        for arguments, word in [(["-o", self.path / "a.stl"], ".vti"),
                                (["-o", self.path / "a.obj", "--what", "trails"], ".npy, .csv"),
                                (["-o", self.path / "a.ply", "--problem", "one_weight"], "two weights"),
                                (["-o", self.path / "a.npy", "--what", "trail"], "did you mean 'trails'"),
                                (["-o", self.path / "a.npy", "--grid", 1], "--grid"),
                                (["-o", self.path / "a.npy", "--what", "trails", "--particles", "1e9"], "not every step"),
                                (["-o", self.path / "none/a.npy"], "none"),
                                ([], "-o FILE")]:
            done = call("export", *arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertRegex(done.stderr, r"^thalweg: error: [^\n]*\n$")
            self.assertIn(word, done.stderr)
        self.assertEqual(list(self.path.iterdir()), [])

    def test_h5_by_h5py(self):
        h5py = optional("h5py")
        path = self.export("a.h5", *FORMULA, "--grid", 5)
        with h5py.File(path) as file:
            self.assertEqual(list(file["xcoordinates"]), [-1, 0, 1, 2, 3])
            self.assertEqual(list(file["ycoordinates"]), [2, 4, 6, 8, 10])
            loss = file["train_loss"]
            self.assertEqual(loss.shape, (5, 5))
            for j, y in enumerate(file["ycoordinates"]):
                for i, x in enumerate(file["xcoordinates"]):
                    self.assertEqual(loss[j, i], x + 100 * y)

    def test_numpy_and_meshio(self):
        numpy, meshio = optional("numpy"), optional("meshio")
        loss = numpy.load(self.export("a.npy", *FORMULA, "--grid", 5))
        self.assertEqual(loss[3, 1], 0 + 100 * 8)
        for name in ["a.obj", "a.ply"]:
            mesh = meshio.read(self.export(name, *FORMULA, "--grid", 5))
            self.assertEqual(len(mesh.points), 25)
            self.assertEqual(len(mesh.cells_dict["quad"]), 16)
            self.assertTrue((mesh.points[:, 2] == mesh.points[:, 0] + 100 * mesh.points[:, 1]).all())


if __name__ == "__main__":
    unittest.main()
