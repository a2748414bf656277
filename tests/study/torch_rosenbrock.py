#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes golden/torch_rosenbrock.json: after how many steps PyTorch's optimizers reach each target on Rosenbrock.

usage: torch_rosenbrock.py [--check]     (--check: compares instead of writing)

Nothing is shared with the program: surface, starts (cell centres of a grid over the domain) and targets are written
down here once more, gradients are autograd's, the updates torch.optim's. The file holds the study in thalweg's words,
too; tests/cli/bench_test.py runs it and compares. Made with PyTorch 1.13 in float64.
"""
import json
import pathlib
import sys

import torch

FILE = pathlib.Path(__file__).parent / "golden" / "torch_rosenbrock.json"
STEPS, SIDE = 4000, 5
DOMAIN = (-2.0, 2.0, -1.0, 3.0)
TARGETS = [10 ** (2 - 0.2 * k) for k in range(51)]
# At larger rates Adam swings across the valley, where the last bit of a gradient decides hundreds of steps later.
# label: (thalweg's optimizer, lr, torch's optimizer and its options)
METHODS = {
    "sgd": ("sgd", 5e-4, torch.optim.SGD, {}),
    "momentum": ("sgd:momentum=0.9", 3e-4, torch.optim.SGD, {"momentum": 0.9}),
    "adam": ("adam", 0.005, torch.optim.Adam, {}),
}


def losses(p):
    x, y = p[:, 0], p[:, 1]
    return 100 * (y - x**2) ** 2 + (1 - x) ** 2


def starts():
    x0, x1, y0, y1 = DOMAIN
    return [[x0 + (i + 0.5) / SIDE * (x1 - x0), y0 + (j + 0.5) / SIDE * (y1 - y0)]
            for j in range(SIDE) for i in range(SIDE)]


def hitting_times(kind, lr, options):
    """[target][start]: the first step with a loss at or below the target, -1: none."""
    p = torch.tensor(starts(), dtype=torch.float64, requires_grad=True)
    optimizer = kind([p], lr=lr, **options)
    hits = [[-1] * SIDE**2 for _ in TARGETS]
    for step in range(STEPS + 1):
        optimizer.zero_grad()
        f = losses(p)
        for start, loss in enumerate(f.tolist()):
            for target, row in zip(TARGETS, hits):
                if row[start] < 0 and loss <= target:
                    row[start] = step
        f.sum().backward()
        optimizer.step()
    return hits


def study():
    return {
        "name": "three optimizers on Rosenbrock",
        "methods": [{"label": label, "optimizer": optimizer, "lr": lr, "space": []}
                    for label, (optimizer, lr, _, _) in METHODS.items()],
        "tasks": [{"label": "rosenbrock", "surface": "rosenbrock", "domain": list(DOMAIN), "training": [101],
                   "held_out": [1], "f_best": 0}],
        "budget": STEPS, "tuning": 1, "tuning_starts": 1, "starts": SIDE**2, "start": "grid", "rates": 0,
        "precision": "double", "math": "exact",
    }


def main():
    golden = {"torch": torch.__version__, "study": study(),
              "hits": {label: hitting_times(kind, lr, options)
                       for label, (_, lr, kind, options) in METHODS.items()}}
    text = json.dumps(golden).replace(', "', ',\n"').replace("], [", "],\n[") + "\n"
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if json.loads(FILE.read_text())["hits"] == golden["hits"] else "the hitting times differ")
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text)


if __name__ == "__main__":
    main()
