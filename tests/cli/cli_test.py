#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The program from outside: exit codes, error lines, JSON shapes, files, signals, and agreement with PyTorch.

usage: cli_test.py THALWEG [unittest arguments]
"""
import csv
import json
import os
import pathlib
import pty
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""
GOLDEN = pathlib.Path(__file__).parent / "golden"
COMMANDS = ["view", "render", "run", "trace", "eval", "critical", "passes", "basins", "map", "diagnose", "bench", "lesson",
            "list", "devices", "export"]
KINDS = ["surfaces", "problems", "optimizers", "schedules", "noises"]
SMALL = ["--device", "cpu", "--particles", "500", "--steps", "200"]
# What a result says about the machine and the clock rather than about the descent.
OF_THE_MACHINE = {"device", "seconds", "particle_steps_per_second", "threads"}


def call(*arguments, env=None, **options):
    options.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, **(env or {})}, timeout=250, check=False, **options)


def json_of(*arguments, **options):
    done = call(*arguments, "--json", **options)
    if done.returncode != 0:
        raise AssertionError(f"{arguments}: exit code {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def names(kind):
    return [entry["name"] for entry in json_of("list", kind)]


def device(kind):
    return next(d for d in json_of("devices") if d["kind"] == kind)


def descent_only(value):
    if isinstance(value, dict):
        return {key: descent_only(item) for key, item in value.items() if key not in OF_THE_MACHINE}
    return value


def numbers(lines):
    return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(lines)]


class TemporaryFolderTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def put(self, name, text):
        (self.folder / name).write_text(text)
        return str(self.folder / name)

    def assert_refused(self, arguments, *mentioned, code=2):
        """Exit code, one line that names the program and the offender, nothing on standard output."""
        with self.subTest(arguments=arguments):
            done = call(*arguments)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertEqual(done.stdout, "")
            self.assertRegex(done.stderr, r"\Athalweg: error: [^\n]+\n\Z")
            for text in mentioned:
                self.assertIn(text, done.stderr)


class BadInput(TemporaryFolderTest):
    def test_unknown_names_have_the_nearest_match(self):
        for arguments, wrong, right in [
            (["run", "--surface", "himelblau"], "himelblau", "himmelblau"),
            (["run", "--surface", "ellipse:conditon=3"], "conditon", "condition"),
            (["run", "--optimizer", "adm"], "adm", "adam"),
            (["run", "--optimizer", "sgd:momentm=0.9"], "momentm", "momentum"),
            (["run", "--schedule", "cosin"], "cosin", "cosine"),
            (["run", "--noise", "gausian"], "gausian", "gaussian"),
            (["run", "--start", "unifrom"], "unifrom", "uniform"),
            (["run", "--precision", "duble"], "duble", "double"),
            (["run", "--math", "fats"], "fats", "fast"),
            (["run", "--device", "cdua"], "cdua", "cuda"),
            (["run", "--sruface", "ackley"], "--sruface", "--surface"),
            (["run", "--sruface=ackley"], "--sruface", "--surface"),
            (["list", "surface"], "surface", "surfaces"),
            (["rnu"], "rnu", "run"),
        ]:
            self.assert_refused(arguments, f"'{wrong}'", f"did you mean '{right}'", "accepted")

    def test_bad_values_name_their_option(self):
        for option, values in {
            "--particles": ["0", "-3", "1.5", "nan", "inf", "1e300", "99999999999999999999", "many", ""],
            "--steps": ["0", "-1", "1e10", "x"],
            "--seed": ["-1", "1.5", "18446744073709551616"],
            "--threads": ["-1", "1e9"],
            "--lr": ["fast", "nan", "inf", "1e999", ""],
            "--domain": ["1", "0,1,0", "1,0,0,1", "0,1,0,nan", "0,1,0,1,2"],
            "--start": ["1,2,3,4", "nan,1", "normal:mu=1", "uniform:x=1", ""],
            "--surface": ["", ":", "ellipse:", "ellipse:condition", "ellipse:condition=x"],
            "--optimizer": ["sgd:momentum=0.9,momentum=0.8"],
            "--device": ["cuda:-1", "cuda:x", "gpu"],
        }.items():
            for value in values:
                self.assert_refused(["run", option, value], option)

    def test_values_out_of_range(self):
        self.assert_refused(["run", "--lr", "-1"], "lr")
        self.assert_refused(["run", "--surface", "ellipse:condition=0.5"], "condition", "1..")
        self.assert_refused(["run", "--optimizer", "sgd:nesterov=true"], "nesterov", "momentum")
        self.assert_refused(["run", "--optimizer", "sgd:nesterov=0.5"], "nesterov")
        self.assert_refused(["run", "--domain", "0,1e300,0,1"], "domain")
        self.assert_refused(["run", "--start", "1"], "start", "X,Y")
        self.assert_refused(["run", "--start", "1,2,3"], "start", "X,Y")
        self.assert_refused(["trace", "--steps", "1e9"], "--steps", "10000000")

    def test_usage(self):
        self.assert_refused(["run", "extra"], "extra")
        self.assert_refused(["run", "--lr"], "--lr")
        self.assert_refused(["run", "--lr", "1", "--lr", "2"], "--lr")
        self.assert_refused(["run", "--json=3"], "json")
        self.assert_refused(["list"], "surfaces")
        self.assert_refused(["eval"], "--at", "--points")
        self.assert_refused(["trace", "--particles", "3"], "--particles")
        self.assert_refused(["trace", "--step", "3"], "--step", "--explain")
        self.assert_refused(["trace", "--explain", "--step", "100"], "100")
        self.assert_refused(["trace", "--explain", "--stability"], "--explain", "--stability")

    def test_points(self):
        self.assert_refused(["eval", "--at", "3,banana"], "--at", "banana")
        self.assert_refused(["eval", "--at", "3"], "--at", "1 coordinate", "2 weights")
        self.assert_refused(["eval", "--at", "nan,1"], "--at")
        self.assert_refused(["eval", "--points", "/no/such.csv"], "/no/such.csv")
        self.assert_refused(["eval", "--points", self.put("p.csv", "x,z\n1,2\n")], "p.csv", "'y'", "x, z")
        self.assert_refused(["eval", "--points", self.put("q.csv", "x,y\n1,2\n3\n")], "q.csv, line 3")
        self.assert_refused(["eval", "--points", self.put("r.csv", "x,y\n1,nan\n")], "r.csv, row 1")

    def test_hostile_specs(self):
        for text in ["", "{", "[]", "3", '{"particles": "3"}', '{"particles": 1e300}', '{"steps": -1}', '{"seed": 1.5}',
                     '{"surface": {"name": "ellipse", "condition": {}}}', '{"lr": 1e999}', '{"lr": 1, "lr": 2}',
                     "[" * 100000, '{"a":' * 100000, "\x00", '{"surface": "\\u0000"}', '{"trail": {"length": -1}}',
                     '{"domain": [0, 1, 0, 1e400]}', "x" * 1000000, '{"surface": "' + "y" * 1000000 + '"}']:
            self.assert_refused(["run", "--spec", self.put("spec.json", text)], "spec.json")
        self.assert_refused(["run", "--spec", self.put("spec.json", '{"particels": 3}')], "did you mean 'particles'")
        self.assert_refused(["run", "--spec", self.put("spec.json", '{\n "seed": 1,\n "lr" 2\n}')],
                            "line 3, column 7")
        self.assert_refused(["run", "--spec", str(self.folder)], str(self.folder))
        self.assert_refused(["run", "--spec", "/no/such.json"], "/no/such.json")

    def test_outputs_are_checked_before_the_work(self):
        long = ["--particles", "1e6", "--steps", "1e9", "--noise", "gaussian"]
        self.assert_refused(["run", *long, "--save-spec", "/no/such/spec.json"], "--save-spec", "/no/such")
        self.assert_refused(["trace", "--steps", "1e7", "-o", "/no/such/t.csv"], "/no/such")
        self.assert_refused(["trace", "--steps", "1e7", "-o", str(self.folder)], str(self.folder))

    def test_a_card_that_is_not_there(self):
        if device("cuda")["available"]:
            self.assert_refused(["run", "--device", "cuda:1000"], "cuda:1000")
        else:
            self.assert_refused(["run", "--device", "cuda"], "--device cuda", device("cuda")["reason"], "cpu")

    def test_instruction_set(self):
        done = call("run", *SMALL, env={"THALWEG_ISA": "avx1024"})
        self.assertEqual(done.returncode, 2)
        self.assertIn("THALWEG_ISA", done.stderr)

    def test_more_than_memory(self):
        self.assert_refused(["run", "--device", "cpu", "--particles", "1e12"], "memory", code=1)


class Help(unittest.TestCase):
    def test_every_command_explains_itself(self):
        for command in COMMANDS:
            done = call(command, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""), command)
            self.assertIn(f"thalweg {command}", done.stdout)
        text = call("--help").stdout
        for command in COMMANDS:
            self.assertIn(command, text)

    def test_names_come_from_the_registry(self):
        text = call("run", "--help").stdout.split()
        for kind in KINDS:
            self.assertLessEqual(set(names(kind)), set(text), kind)

    def test_version(self):
        done = call("--version")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"\Athalweg \d+\.\d+\.\d+")


class Results(TemporaryFolderTest):
    def test_run(self):
        result = json_of("run", *SMALL, "--optimizer", "sgd:momentum=0.9", "--seed", "7", "--precision", "double", "-q")
        self.assertEqual(list(result), ["version", "spec", "device", "precision", "math", "seed", "steps", "complete",
                                        "outcomes", "minima", "loss", "evaluations", "seconds",
                                        "particle_steps_per_second", "cannot_settle", "diagnosis"])
        self.assertEqual((result["seed"], result["precision"], result["steps"]), (7, "double", 200))
        self.assertIs(result["complete"], True)
        self.assertEqual(sum(result["outcomes"].values()), 500)
        self.assertEqual(sum(m["count"] for m in result["minima"]), result["outcomes"]["converged"])
        for minimum in result["minima"]:
            self.assertEqual(list(minimum), ["x", "y", "value", "global", "count", "fraction", "ci95", "stable_below",
                                             "can_settle"])
            self.assertLessEqual(minimum["ci95"][0], minimum["fraction"])
            self.assertGreaterEqual(minimum["ci95"][1], minimum["fraction"])
        loss = result["loss"]
        self.assertEqual(sorted(loss.values()), [loss[q] for q in ("min", "q25", "median", "q75", "max")])
        self.assertLessEqual(result["evaluations"]["gradient"], 500 * 200)
        self.assertEqual(result["spec"]["optimizer"], {"name": "sgd", "momentum": 0.9})

    def test_tables_for_people(self):
        done = call("run", *SMALL)
        self.assertEqual((done.returncode, done.stderr), (0, ""))  # no bar: standard error is no terminal
        for text in ["global", "95 % interval", "converged", "final loss", "particle-steps/s", "seed 1"]:
            self.assertIn(text, done.stdout)

    def test_eval(self):
        points = self.put("p.csv", "y,x\n2,3\n")
        rows = json_of("eval", "--surface", "himmelblau", "--at", "0,0", "-1,2", "--points", points)
        # By hand: f(0,0) = 170, grad (-14, -22), Hessian (-42, 0, -26); (3, 2) is a minimum.
        self.assertEqual(rows[0], {"x": 0, "y": 0, "value": 170, "gradient": [-14, -22], "hessian": [-42, 0, -26]})
        self.assertEqual((rows[1]["x"], rows[1]["y"]), (-1, 2))
        self.assertEqual((rows[2]["value"], rows[2]["gradient"]), (0, [0, 0]))
        self.assertIn("170", call("eval", "--at", "0,0").stdout)

    def test_eval_in_one_and_three_weights(self):
        # By hand: w^3 - 2 w at 2; x y^2 + z^3 x at (2, 3, 5).
        self.assertIn("10", call("eval", "--formula", "w^3 - 2*w", "--at", "2").stdout)
        one = json_of("eval", "--formula", "w^3 - 2*w", "--at", "2")[0]
        self.assertEqual((one["value"], one["gradient"]), (4, [10]))
        three = json_of("eval", "--formula", "x*y^2 + z^3*x", "--at", "2,3,5")[0]
        self.assertEqual((three["value"], three["gradient"]), (268, [134, 12, 150]))

    def test_problems_and_formulas_are_run(self):
        data = self.put("d.csv", "x,y\n0,1\n1,3\n2,5\n3,7\n")  # y = 1 + 2 x
        fit = json_of("run", "--problem", "line_fit", "--data", data, "--lr", "0.1", "--noise", "minibatch:size=2",
                      "--steps", "2000", "--particles", "64", "--device", "cpu", "--precision", "double")
        self.assertLess(fit["loss"]["max"], 1e-12)  # every row agrees there, so no batch disturbs it
        self.assertEqual((fit["spec"]["problem"], fit["spec"]["data"]), ({"name": "line_fit"}, data))
        for formula in ("w^2", "x^2 + y^2", "x^2 + y^2 + z^2"):
            result = json_of("run", "--formula", formula, *SMALL, "--lr", "0.1")
            self.assertLess(result["loss"]["max"], 1e-12)
            self.assertEqual(sum(result["outcomes"].values()), 500)
            again = json_of("run", "--spec", self.put("r.json", json.dumps(result)))
            self.assertEqual(descent_only(again), descent_only(result))
        bowl = self.put("bowl.txt", "# a bowl\ndomain 1,2,3,4\na = 1 : 1..9; a*x^2 + y^2\n")
        result = json_of("run", "--surface", bowl, "--parameters", "a=3", *SMALL)
        self.assertEqual(result["spec"]["domain"], [1, 2, 3, 4])
        self.assertEqual(result["spec"]["formula"], {"text": "a = 1 : 1..9; a*x^2 + y^2", "a": 3})

    def test_list(self):
        for kind in KINDS:
            for entry in json_of("list", kind):
                self.assertLessEqual({"name", "title", "parameters", "source"}, set(entry))
                self.assertTrue(entry.get("formula") or entry.get("rule"))
                for parameter in entry["parameters"]:
                    self.assertEqual(list(parameter), ["name", "default", "low", "high", "scale", "meaning"])
                    self.assertLessEqual(parameter["low"], parameter["default"])
                    self.assertLessEqual(parameter["default"], parameter["high"])
            text = call("list", kind).stdout
            for name in names(kind):
                self.assertRegex(text, rf"(?m)^{name} ")

    def test_devices(self):
        cpu = device("cpu")
        self.assertIs(cpu["available"], True)
        self.assertTrue(cpu["isas"])
        self.assertLessEqual(set(cpu["isas"]), {"sse2", "avx2", "avx512"})
        for entry in json_of("devices"):
            self.assertEqual(entry["available"], entry["reason"] is None)
        self.assertIn("cpu", call("devices").stdout)

    def test_specs(self):
        spec = str(self.folder / "spec.json")
        options = ["--surface", "ellipse:condition=30", "--optimizer", "rmsprop:momentum=0.5", "--lr", "0.03", "--start",
                   "normal:sigma=2", "--seed", "18446744073709551615", *SMALL]
        result = json_of("run", *options, "--save-spec", spec)
        self.assertEqual(descent_only(json_of("run", "--spec", spec)), descent_only(result))
        saved = self.put("result.json", json.dumps(result))
        self.assertEqual(descent_only(json_of("run", "--spec", saved)), descent_only(result))
        changed = json_of("run", "--spec", spec, "--lr", "0.01", "--seed", "3")["spec"]
        self.assertEqual((changed["lr"], changed["seed"], changed["surface"]["condition"]), (0.01, 3, 30))


class Reproducible(unittest.TestCase):
    OPTIONS = ["run", "--device", "cpu", "--particles", "3001", "--steps", "150", "--math", "exact"]
    DESCENTS = [["--surface", "rastrigin", "--optimizer", "adam", "--noise", "gaussian:sigma=0.5"],
                ["--surface", "himmelblau", "--optimizer", "sgd:momentum=0.9", "--start", "sobol"],
                ["--surface", "ackley", "--optimizer", "rmsprop:centered=true,momentum=0.5", "--schedule", "cosine"]]

    def variants(self):
        return [(d, p) for d in self.DESCENTS for p in ("float", "double")]

    def test_threads_change_nothing(self):
        for descent, precision in self.variants():
            arguments = [*self.OPTIONS, *descent, "--precision", precision]
            first, *others = [descent_only(json_of(*arguments, "--threads", n)) for n in ("1", "2", "5")]
            for other in others:
                self.assertEqual(other, first)

    def test_instruction_sets_change_nothing(self):
        isas = device("cpu")["isas"]
        for descent, precision in self.variants():
            arguments = [*self.OPTIONS, *descent, "--precision", precision]
            results = [json_of(*arguments, env={"THALWEG_ISA": isa}) for isa in isas]
            for isa, result in zip(isas, results):
                self.assertIn(isa, result["device"])
                self.assertEqual(descent_only(result), descent_only(results[0]))

    def test_seeds_change_something(self):
        one, two = [json_of(*self.OPTIONS, "--seed", seed) for seed in ("1", "2")]
        self.assertNotEqual(one["minima"], two["minima"])


class Trace(TemporaryFolderTest):
    def rows(self, *arguments):
        done = call("trace", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return numbers(done.stdout.splitlines())

    def test_agrees_with_pytorch(self):
        cases = json.loads((GOLDEN / "arguments.json").read_text())
        self.assertGreaterEqual(len(cases), 11)
        for name, arguments in cases.items():
            expected = numbers((GOLDEN / f"{name}.csv").read_text().splitlines())
            found = self.rows(*arguments)
            self.assertEqual(len(found), len(expected))
            self.assertEqual(list(found[0]), list(expected[0]))
            for ours, theirs in zip(found, expected):
                for column in ("step", "x", "y", "lr"):
                    self.assertLessEqual(abs(ours[column] - theirs[column]), 1e-12 * max(1, abs(theirs[column])),
                                         f"{name}, step {theirs['step']}, {column}")
                # Values and gradients are sums of terms of the size of 1e3 at most, of points 1e-12 apart.
                for column in ("loss", "gx", "gy"):
                    self.assertLessEqual(abs(ours[column] - theirs[column]), 1e-9 * max(1, abs(theirs[column])),
                                         f"{name}, step {theirs['step']}, {column}")

    def test_every_step_from_the_start_to_the_end(self):
        rows = self.rows("--start", "-1.5,2", "--steps", "7")
        self.assertEqual([row["step"] for row in rows], list(range(8)))
        self.assertEqual((rows[0]["x"], rows[0]["y"]), (-1.5, 2))

    def test_columns_are_those_of_the_weights(self):
        one = self.rows("--formula", "2*w^2", "--start", "3", "--lr", "0.125", "--steps", "2")
        self.assertEqual(list(one[0]), ["step", "w", "loss", "gw", "lr"])
        self.assertEqual([tuple(row.values()) for row in one],
                         [(0, 3, 18, 12, 0.125), (1, 1.5, 4.5, 6, 0.125), (2, 0.75, 1.125, 3, 0.125)])
        three = self.rows("--formula", "x^2 + 2*y^2 + z", "--start", "1,2,3", "--lr", "0.25", "--steps", "1")
        self.assertEqual(list(three[0]), ["step", "x", "y", "z", "loss", "gx", "gy", "gz", "lr"])
        self.assertEqual([tuple(row.values()) for row in three],
                         [(0, 1, 2, 3, 12, 2, 8, 1, 0.25), (1, 0.5, 0, 2.75, 3, 1, 0, 1, 0.25)])
        document = json_of("trace", "--problem", "one_weight", "--start", "1", "--lr", "0.01", "--steps", "1")
        self.assertEqual((document[0]["w"], document[0]["gw"]), (1, -16))

    def test_a_sequence_of_schedules(self):
        rows = self.rows("--schedule", "constant@3+exponential:gamma=0.5@5+constant", "--lr", "0.01", "--steps", "7",
                         "--start", "1,1")
        self.assertEqual([row["lr"] for row in rows[:7]], [0.01, 0.01, 0.01, 0.01, 0.005, 0.01, 0.01])

    def test_the_rate_is_the_schedules(self):
        rows = self.rows("--schedule", "cosine", "--lr", "0.01", "--steps", "10", "--start", "1,1")
        self.assertEqual(rows[0]["lr"], 0.01)
        self.assertAlmostEqual(rows[5]["lr"], 0.005, delta=1e-17)
        for row, after in zip(rows, rows[1:]):
            self.assertAlmostEqual(after["x"], row["x"] - row["lr"] * row["gx"], delta=1e-12)

    def test_noise_is_in_the_steps_and_not_in_the_gradients(self):
        options = ["--noise", "gaussian:sigma=2", "--start", "1,1", "--steps", "5"]
        rows = self.rows(*options)
        self.assertEqual(rows, self.rows(*options))
        self.assertNotEqual(rows[1], self.rows(*options, "--seed", "2")[1])
        self.assertEqual((rows[0]["gx"], rows[0]["gy"]), (-46, -38))  # Himmelblau's gradient at (1, 1), by hand

    def test_json_and_file(self):
        path = self.folder / "t.csv"
        document = json_of("trace", "--start", "1,1", "--steps", "4", "-o", str(path))
        self.assertEqual(document, numbers(path.read_text().splitlines()))
        self.assertEqual(os.listdir(self.folder), ["t.csv"])

    def test_explains_one_step(self):
        options = ["--start", "1,1", "--optimizer", "adam", "--lr", "0.1", "--steps", "6"]
        step = json_of("trace", *options, "--explain", "--step", "3")
        before, after = self.rows(*options)[3:5]
        self.assertEqual(step["step"], 3)
        for k, name in enumerate("xy"):
            self.assertAlmostEqual(step["start"][k], before[name], delta=1e-12)
            self.assertAlmostEqual(step["end"][k], after[name], delta=1e-12)
            self.assertAlmostEqual(step["inquiries"][0]["gradient"][k], before["g" + name], delta=1e-9)
        self.assertEqual([term["symbol"] for term in step["terms"]], ["m", "v"])
        known = {o["name"]: o for o in json_of("list", "optimizers")}["adam"]["terms"]
        self.assertEqual([(term["symbol"], term["meaning"]) for term in known][:2],
                         [(term["symbol"], term["meaning"]) for term in step["terms"]])
        text = call("trace", *options, "--explain").stdout
        for term in step["terms"]:
            self.assertIn(term["meaning"].split(":")[0], text)

    def test_is_particle_0_of_the_run(self):
        options = ["--device", "cpu", "--math", "exact", "--precision", "float", "--steps", "5", "--seed", "3"]
        row = self.rows(*options)[-1]
        result = json_of("run", *options, "--particles", "1")
        self.assertAlmostEqual(result["loss"]["min"], row["loss"], delta=1e-6 * row["loss"])


class Streams(TemporaryFolderTest):
    def test_a_full_disk(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full here")
        with open("/dev/full", "w", encoding="ascii") as full:
            done = call("list", "surfaces", stdout=full)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"\Athalweg: error: [^\n]*No space left on device\n\Z")
        self.assertEqual(call("trace", "-o", "/dev/full").returncode, 1)

    def test_a_file_that_is_cut_short_is_not_left(self):
        path = self.put("t.csv", "old")
        done = call("trace", "--steps", "1000", "-o", path,
                    preexec_fn=lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                                        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))))
        self.assertEqual(done.returncode, 1)
        self.assertIn("t.csv", done.stderr)
        self.assertEqual((self.folder / "t.csv").read_text(), "old")
        self.assertEqual(os.listdir(self.folder), ["t.csv"])

    def test_nobody_reads(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = call("list", "surfaces", stdout=writer)
        os.close(writer)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def interrupted(self, *options):
        """Runs for ever, until the bar on the terminal shows that it is under way, then Ctrl-C."""
        terminal, stderr = pty.openpty()
        child = subprocess.Popen([PROGRAM, "run", "--device", "cpu", "--steps", "4e9", "--particles", "1e5", "--noise",
                                  "gaussian", *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr,
                                 text=True)
        os.close(stderr)
        shown = b""
        while b"left" not in shown:
            shown += os.read(terminal, 1000)
        child.send_signal(signal.SIGINT)
        output = child.communicate(timeout=250)[0]
        try:
            while chunk := os.read(terminal, 1000):
                shown += chunk
        except OSError:  # the other end is closed
            pass
        os.close(terminal)
        return child.returncode, output, shown

    def test_ctrl_c_stops_with_what_is_complete(self):
        code, output, shown = self.interrupted("--json")
        self.assertEqual(code, 130)
        result = json.loads(output)
        self.assertIs(result["complete"], False)
        self.assertTrue(0 < result["steps"] < 4e9)
        self.assertEqual(sum(result["outcomes"].values()), 100000)
        self.assertIn(f"stopped at step {result['steps']}".encode(), shown)
        self.assertIn("stopped at step", self.interrupted()[1])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
