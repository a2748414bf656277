#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes golden/: what PyTorch's optimizers do on our surfaces, step by step, in double precision.

usage: make_golden.py [--check]     (--check: compares instead of writing)

The rows are those of `thalweg trace`: step, x, y, loss, gx, gy, lr.  The surfaces are written down here once more, and
their gradients are autograd's: nothing is shared with the program. arguments.json has the same cases in thalweg's words.
The files were made with PyTorch 1.13.
"""
import json
import pathlib
import sys

import torch

FOLDER = pathlib.Path(__file__).parent / "golden"
STEPS = 100


def ellipse(x, y, condition=10.0, rotation=30.0):
    angle = torch.deg2rad(torch.tensor(rotation, dtype=torch.float64))
    u = torch.cos(angle) * x + torch.sin(angle) * y
    v = torch.cos(angle) * y - torch.sin(angle) * x
    return (u**2 + condition * v**2) / 2


SURFACES = {
    "himmelblau": lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
    "rosenbrock": lambda x, y: 100 * (y - x**2) ** 2 + (1 - x) ** 2,
    "ellipse": ellipse,
}

# name: (surface, start, thalweg's optimizer, lr, torch's optimizer and its options)
CASES = {
    "sgd": ("himmelblau", (0.5, -1.0), "sgd", 0.004, torch.optim.SGD, {}),
    "momentum": ("himmelblau", (-1.0, 0.5), "sgd:momentum=0.9", 0.002, torch.optim.SGD, {"momentum": 0.9}),
    "nesterov": ("ellipse", (4.0, -3.0), "sgd:momentum=0.9,nesterov=true", 0.02, torch.optim.SGD,
                 {"momentum": 0.9, "nesterov": True}),
    "dampening": ("ellipse", (-4.0, 1.0), "sgd:momentum=0.8,dampening=0.3,weight_decay=0.1", 0.03, torch.optim.SGD,
                  {"momentum": 0.8, "dampening": 0.3, "weight_decay": 0.1}),
    "adam": ("rosenbrock", (-1.5, 2.0), "adam", 0.05, torch.optim.Adam, {}),
    "adam_decay": ("himmelblau", (1.0, 1.0), "adam:beta1=0.8,beta2=0.99,eps=1e-6,weight_decay=0.2", 0.1,
                   torch.optim.Adam, {"betas": (0.8, 0.99), "eps": 1e-6, "weight_decay": 0.2}),
    "amsgrad": ("himmelblau", (-0.5, -0.5), "adam:amsgrad=true", 0.2, torch.optim.Adam, {"amsgrad": True}),
    "rmsprop": ("rosenbrock", (-1.0, 1.5), "rmsprop", 0.02, torch.optim.RMSprop, {}),
    "rmsprop_centered": ("ellipse", (3.0, 3.5), "rmsprop:centered=true", 0.05, torch.optim.RMSprop,
                         {"centered": True}),
    "rmsprop_momentum": ("himmelblau", (0.0, 2.0), "rmsprop:momentum=0.9,alpha=0.9", 0.01, torch.optim.RMSprop,
                         {"momentum": 0.9, "alpha": 0.9}),
    "rmsprop_all": ("ellipse", (-2.0, 4.5), "rmsprop:momentum=0.5,centered=true,weight_decay=0.05", 0.02,
                    torch.optim.RMSprop, {"momentum": 0.5, "centered": True, "weight_decay": 0.05}),
}


def trace(surface, start, rate, optimizer_type, options):
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = optimizer_type([p], lr=rate, **options)
    rows = []
    for step in range(STEPS + 1):
        optimizer.zero_grad()
        loss = SURFACES[surface](p[0], p[1])
        loss.backward()
        rows.append((step, *p.tolist(), loss.item(), *p.grad.tolist(), rate))
        optimizer.step()
    return rows


def text_of(name):
    surface, start, spelled, rate, optimizer_type, options = CASES[name]
    lines = ["step,x,y,loss,gx,gy,lr"]
    for row in trace(surface, start, rate, optimizer_type, options):
        lines.append(",".join(repr(value) for value in row))
    return "\n".join(lines) + "\n"


def arguments_of(name):
    surface, start, spelled, rate, _, _ = CASES[name]
    return ["--surface", surface, "--start", f"{start[0]!r},{start[1]!r}", "--optimizer", spelled, "--lr", repr(rate),
            "--steps", str(STEPS), "--precision", "double"]


def main():
    FOLDER.mkdir(exist_ok=True)
    files = {f"{name}.csv": text_of(name) for name in CASES}
    files["arguments.json"] = json.dumps({name: arguments_of(name) for name in CASES}, indent=1) + "\n"
    different = 0
    for name, text in files.items():
        if "--check" not in sys.argv:
            (FOLDER / name).write_text(text)
        elif (FOLDER / name).read_text() != text:
            print(f"{name} differs")
            different += 1
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
