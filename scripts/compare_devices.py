#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the same specs on the CPU and on CUDA in exact mode and compares everything they report, digit by digit.

usage: compare_devices.py THALWEG [--every N]

Every surface, every problem and some formulas are run with one optimizer, every optimizer, noise and schedule on one
surface, in both precisions; --every N takes each N-th of these only. Exact mode promises the same bits on every machine, so there is no tolerance. Exits 1 on a difference.
"""
import argparse
import json
import subprocess
import sys

# What may differ: which machine it was and how long it took.
IGNORED = {"device", "backend", "seconds", "particle_steps_per_second", "threads", "isa", "version"}
PARTICLES, STEPS = 2048, 200
FORMULAS = ["w^4 - w", "x^2 + 10*sin(3*y)^2 + y^2/4", "(x^2 - 1)^2 + 2*y^2 + (z - 0.5*x)^2"]


def strip(value):
    if isinstance(value, dict):
        return {key: strip(item) for key, item in value.items() if key not in IGNORED}
    if isinstance(value, list):
        return [strip(item) for item in value]
    return value


def call(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip() or f"exit code {done.returncode}")
    return json.loads(done.stdout, parse_float=str)  # as text: the digits are compared, not their rounding


def run(program, device, precision, spec):
    return call(program, "run", "--json", "-q", "--device", device, "--math", "exact", "--precision", precision,
                "--particles", str(PARTICLES), "--steps", str(STEPS), *spec)


def difference(left, right, path=""):
    """The first place where two JSON values differ, or None."""
    if isinstance(left, dict) and isinstance(right, dict) and left.keys() == right.keys():
        places = (difference(left[key], right[key], f"{path}.{key}") for key in left)
        return next((place for place in places if place), None)
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        places = (difference(a, b, f"{path}[{i}]") for i, (a, b) in enumerate(zip(left, right)))
        return next((place for place in places if place), None)
    return None if left == right else f"{path or '.'}: cpu {str(left)[:80]}, cuda {str(right)[:80]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("thalweg")
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    program = arguments.thalweg

    kinds = [("surfaces", "--surface"), ("problems", "--problem"), ("optimizers", "--optimizer"), ("noises", "--noise"),
             ("schedules", "--schedule")]
    runs = []
    for kind, flag in kinds:
        entries = call(program, "list", kind, "--json")
        if not entries:
            print(f"compare_devices: no {kind} are registered", file=sys.stderr)
            return 1
        for entry in entries:
            # What looks at a part of the data needs data.
            landscape = ["--problem", "line_fit"] if entry.get("needs_data") else []
            runs.append([flag, entry["name"], *landscape])
    runs += [["--formula", formula] for formula in FORMULAS]
    specs = [(run, precision) for run in runs for precision in ("float", "double")][:: arguments.every]
    failures = 0
    for spec, precision in specs:
        try:
            place = difference(strip(run(program, "cpu", precision, spec)), strip(run(program, "cuda", precision, spec)))
        except (RuntimeError, json.JSONDecodeError) as error:
            place = str(error)
        if place:
            failures += 1
            print(f"{' '.join(spec)} {precision}: {place}")
    print(f"{len(specs) - failures} of {len(specs)} specs give the same result on cpu and cuda")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
