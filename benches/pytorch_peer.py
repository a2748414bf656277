#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same descents in PyTorch (eager, autograd, one thread), in particle-steps per second.

usage: pytorch_peer.py [THALWEG] [--particles N] [--steps N] [--repeats N]

THALWEG is the program; with it, its speed on one thread and the ratio are printed too.  Both count the steps of particles
that still move: PyTorch never stops one, Thalweg stops those at rest.  Rates are the best of the repeats.
"""
import argparse
import json
import math
import subprocess
import sys
import time

PAIRS = [("rastrigin", "adam", 0.02), ("rosenbrock", "sgd", 5e-4)]
DOMAINS = {"rastrigin": (-5.12, 5.12, -5.12, 5.12), "rosenbrock": (-2, 2, -1, 3)}


def loss(torch, surface, p):
    x, y = p[0], p[1]
    if surface == "rosenbrock":
        return 100 * (y - x * x) ** 2 + (1 - x) ** 2
    w = 2 * math.pi
    return 20 + x * x + y * y - 10 * (torch.cos(w * x) + torch.cos(w * y))


def torch_rate(torch, surface, optimizer, lr, particles, steps):
    x0, x1, y0, y1 = DOMAINS[surface]
    generator = torch.Generator().manual_seed(1)
    unit = torch.rand((2, particles), generator=generator)
    start = unit * torch.tensor([[x1 - x0], [y1 - y0]]) + torch.tensor([[float(x0)], [float(y0)]])
    p = start.clone().requires_grad_(True)
    maker = torch.optim.Adam if optimizer == "adam" else torch.optim.SGD
    stepper = maker([p], lr=lr)
    begin = None
    for step in range(steps + 3):
        if step == 3:  # the first steps allocate
            begin = time.perf_counter()
        stepper.zero_grad(set_to_none=True)
        loss(torch, surface, p).sum().backward()
        stepper.step()
    return particles * steps / (time.perf_counter() - begin)


def thalweg_rate(program, surface, optimizer, lr, particles, steps):
    command = [program, "run", "--json", "-q", "--device", "cpu", "--threads", "1", "--precision", "float", "--math", "fast",
               "--surface", surface, "--optimizer", optimizer, "--lr", str(lr),
               "--particles", str(particles), "--steps", str(steps)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(result.stdout)["particle_steps_per_second"]


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
    print(f"{'surface':<12} {'optimizer':<10} {'torch':>9} {'thalweg':>9} {'ratio':>7}")
    for surface, optimizer, lr in PAIRS:
        steps = max(20, arguments.steps // 20)
        peer = max(torch_rate(torch, surface, optimizer, lr, n, steps) for _ in range(arguments.repeats))
        row = f"{surface:<12} {optimizer:<10} {peer / 1e6:9.1f}"
        if arguments.thalweg:
            ours = max(thalweg_rate(arguments.thalweg, surface, optimizer, lr, n, arguments.steps)
                       for _ in range(arguments.repeats))
            row += f" {ours / 1e6:9.1f} {ours / peer:7.1f}"
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
