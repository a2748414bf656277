#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same descents in PyTorch (eager, autograd, one thread), in particle-steps per second.

usage: pytorch_peer.py [THALWEG] [--particles N] [--steps N] [--repeats N]

THALWEG is the program; with it, its speed on one thread and two ratios are printed too: of the whole job (as many
particles, as many steps asked for; Thalweg stops particles that are at rest, PyTorch never does), and of the steps of
particles that move.  PyTorch holds the points as rows of x and y, its faster layout, or as columns, the usual one; the
faster is taken.  Rates are the best of the repeats.
"""
import argparse
import json
import math
import subprocess
import sys
import time

PAIRS = [("rastrigin", "adam", 0.02), ("rosenbrock", "sgd", 5e-4)]
DOMAINS = {"rastrigin": (-5.12, 5.12, -5.12, 5.12), "rosenbrock": (-2, 2, -1, 3)}


def loss(torch, surface, x, y):
    if surface == "rosenbrock":
        return 100 * (y - x * x) ** 2 + (1 - x) ** 2
    w = 2 * math.pi
    return 20 + x * x + y * y - 10 * (torch.cos(w * x) + torch.cos(w * y))


def torch_rate(torch, surface, optimizer, lr, particles, steps, rows):
    x0, x1, y0, y1 = DOMAINS[surface]
    generator = torch.Generator().manual_seed(1)
    unit = torch.rand((2, particles), generator=generator)
    start = unit * torch.tensor([[x1 - x0], [y1 - y0]]) + torch.tensor([[float(x0)], [float(y0)]])
    p = (start if rows else start.t()).contiguous().requires_grad_(True)
    maker = torch.optim.Adam if optimizer == "adam" else torch.optim.SGD
    stepper = maker([p], lr=lr)
    begin = None
    for step in range(steps + 3):
        if step == 3:  # the first steps allocate
            begin = time.perf_counter()
        stepper.zero_grad(set_to_none=True)
        x, y = (p[0], p[1]) if rows else (p[:, 0], p[:, 1])
        loss(torch, surface, x, y).sum().backward()
        stepper.step()
    return particles * steps / (time.perf_counter() - begin)


def thalweg_rate(program, surface, optimizer, lr, particles, steps):
    command = [program, "run", "--json", "-q", "--device", "cpu", "--threads", "1", "--precision", "float", "--math", "fast",
               "--surface", surface, "--optimizer", optimizer, "--lr", str(lr),
               "--particles", str(particles), "--steps", str(steps)]
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return particles * steps / result["seconds"], result["particle_steps_per_second"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("thalweg", nargs="?")
    parser.add_argument("--particles", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=2000, help="of Thalweg; PyTorch takes a twentieth of them")
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    try:
        import torch
    except ImportError:
        print("pytorch_peer: error: PyTorch is not installed (python3-torch)", file=sys.stderr)
        return 2
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    n = arguments.particles
    print(f"torch {torch.__version__}, {n} particles, millions of particle-steps/s on one thread")
    print(f"{'surface':<12} {'optimizer':<10} {'torch':>9} {'job':>9} {'ratio':>7} {'moving':>9} {'ratio':>7}")
    for surface, optimizer, lr in PAIRS:
        steps = max(20, arguments.steps // 20)
        peer = max(torch_rate(torch, surface, optimizer, lr, n, steps, rows)
                   for rows in (True, False) for _ in range(arguments.repeats))
        row = f"{surface:<12} {optimizer:<10} {peer / 1e6:9.1f}"
        if arguments.thalweg:
            job, moving = max(thalweg_rate(arguments.thalweg, surface, optimizer, lr, n, arguments.steps)
                              for _ in range(arguments.repeats))
            row += f" {job / 1e6:9.1f} {job / peer:7.1f} {moving / 1e6:9.1f} {moving / peer:7.1f}"
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
