#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same descents in numpy, PyTorch (eager and compiled) and JAX, beside Thalweg's, in particle-steps per second.

usage: peers.py THALWEG [--particles N] [--steps N] [--repeats N] [--device cpu|cuda] [--threads N] [--json FILE]

THALWEG is the program. Every peer that this Python can import takes part: vectorised over the particles, in float, its
own optimizer, gradients by its own differentiation (numpy: written by hand). All start from the same grid. Before
anything is timed, each peer takes 50 steps in double and has to arrive where `thalweg trace` arrives, within 1e-9 of the
domain's width (1e-5 where PyTorch compiles). The best of the repeats counts. Thalweg's rate is given twice: of the whole job (as many steps as were
asked for; particles at rest are stopped there, which changes no result), and of the steps of particles that move.
"""
import argparse
import importlib.util
import json
import math
import subprocess
import sys
import time

PAIRS = [("rosenbrock", "sgd", 5e-4), ("rosenbrock", "adam", 0.02), ("rastrigin", "sgd", 5e-4), ("rastrigin", "adam", 0.02),
         ("ackley", "adam", 0.02)]
DOMAINS = {"rosenbrock": (-2, 2, -1, 3), "rastrigin": (-5.12, 5.12, -5.12, 5.12), "ackley": (-5, 5, -5, 5)}
CHECKED = 50
TAU = 2 * math.pi


def loss(m, surface, x, y):
    """m: a module with sqrt, exp and cos."""
    if surface == "rosenbrock":
        return 100 * (y - x * x) ** 2 + (1 - x) ** 2
    if surface == "rastrigin":
        return 20 + x * x + y * y - 10 * (m.cos(TAU * x) + m.cos(TAU * y))
    return (20 + math.e - 20 * m.exp(-0.2 * m.sqrt(0.5 * (x * x + y * y)))
            - m.exp(0.5 * (m.cos(TAU * x) + m.cos(TAU * y))))


def gradient_by_hand(m, surface, x, y):
    if surface == "rosenbrock":
        u = y - x * x
        return -400 * x * u - 2 * (1 - x), 200 * u
    if surface == "rastrigin":
        return 2 * x + 10 * TAU * m.sin(TAU * x), 2 * y + 10 * TAU * m.sin(TAU * y)
    r = m.sqrt(0.5 * (x * x + y * y))
    a = 2 * m.exp(-0.2 * r) / r
    b = math.pi * m.exp(0.5 * (m.cos(TAU * x) + m.cos(TAU * y)))
    return a * x + b * m.sin(TAU * x), a * y + b * m.sin(TAU * y)


def grid(surface, particles):
    """Centres of a square grid, x fastest: what `--start grid` is for a square number of particles."""
    side = math.isqrt(particles)
    x0, x1, y0, y1 = DOMAINS[surface]
    return [((x0 + (x1 - x0) * (i + 0.5) / side), (y0 + (y1 - y0) * (j + 0.5) / side))
            for j in range(side) for i in range(side)]


class Numpy:
    name = "numpy"
    needs = ["numpy"]
    tolerance = 1e-9

    def __init__(self, arguments):
        import numpy
        self.np = numpy
        if arguments.device != "cpu":
            raise RuntimeError("numpy has no card")

    def run(self, surface, optimizer, lr, points, steps, double):
        np = self.np
        p = np.ascontiguousarray(np.array(points, dtype=np.float64 if double else np.float32).T)
        lr = p.dtype.type(lr)
        m, v = np.zeros_like(p), np.zeros_like(p)
        begin = time.perf_counter()
        for t in range(1, steps + 1):
            g = np.stack(gradient_by_hand(np, surface, p[0], p[1]))
            if optimizer == "sgd":
                p -= lr * g
                continue
            m = p.dtype.type(0.9) * m + p.dtype.type(0.1) * g
            v = p.dtype.type(0.999) * v + p.dtype.type(0.001) * g * g
            step = p.dtype.type(lr / (1 - 0.9**t))
            p -= step * m / (np.sqrt(v) * p.dtype.type(1 / math.sqrt(1 - 0.999**t)) + p.dtype.type(1e-8))
        return p.T.tolist() if len(points) < 100 else None, time.perf_counter() - begin


class Torch:
    name = "PyTorch"
    needs = ["torch"]
    compiled = False
    tolerance = 1e-9

    def __init__(self, arguments):
        import torch
        self.torch, self.device = torch, arguments.device
        if self.device == "cuda" and not torch.cuda.is_available():
            raise RuntimeError("PyTorch sees no card")
        torch.set_num_threads(arguments.threads)
        torch.set_flush_denormal(True)
        if self.compiled and not hasattr(torch, "compile"):
            raise RuntimeError(f"PyTorch {torch.__version__} does not compile")

    def run(self, surface, optimizer, lr, points, steps, double):
        torch = self.torch
        dtype = torch.float64 if double else torch.float32
        # Rows of x and of y: faster than the usual columns.
        p = torch.tensor(points, dtype=dtype, device=self.device).t().contiguous().requires_grad_(True)
        stepper = (torch.optim.Adam if optimizer == "adam" else torch.optim.SGD)([p], lr=lr)

        def one_step():
            stepper.zero_grad(set_to_none=True)
            loss(torch, surface, p[0], p[1]).sum().backward()
            stepper.step()

        step, done = one_step, 0
        if self.compiled:
            torch._dynamo.reset()  # it compiles no more than eight optimizers
            step = torch.compile(one_step)
        if steps > CHECKED:  # the first steps allocate, or compile
            for _ in range(3):
                step()
        self.wait()
        begin = time.perf_counter()
        while done < steps:
            step()
            done += 1
        self.wait()
        return p.detach().t().tolist() if len(points) < 100 else None, time.perf_counter() - begin

    def wait(self):
        if self.device == "cuda":
            self.torch.cuda.synchronize()


class CompiledTorch(Torch):
    name = "PyTorch compiled"
    compiled = True
    tolerance = 1e-5  # compiled, Adam's bias corrections are in float


class Jax:
    name = "JAX"
    needs = ["jax", "optax"]
    tolerance = 1e-9

    def __init__(self, arguments):
        import jax
        import jax.numpy
        import optax
        jax.config.update("jax_enable_x64", True)
        jax.config.update("jax_platforms", arguments.device)
        self.jax, self.optax = jax, optax

    def run(self, surface, optimizer, lr, points, steps, double):
        jax, jnp = self.jax, self.jax.numpy
        p = jnp.array(points, dtype=jnp.float64 if double else jnp.float32).T
        rule = self.optax.adam(lr) if optimizer == "adam" else self.optax.sgd(lr)
        slope = jax.grad(lambda q: loss(jnp, surface, q[0], q[1]).sum())

        def one_step(carry, _):
            q, state = carry
            updates, state = rule.update(slope(q), state, q)
            return (self.optax.apply_updates(q, updates), state), None

        run = jax.jit(lambda q: jax.lax.scan(one_step, (q, rule.init(q)), None, length=steps)[0][0])
        if steps > CHECKED:
            run(p).block_until_ready()
        begin = time.perf_counter()
        end = run(p).block_until_ready()
        return end.T.tolist() if len(points) < 100 else None, time.perf_counter() - begin


def thalweg(arguments, *words):
    command = [arguments.thalweg, *words, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def check(arguments, peer, surface, optimizer, lr):
    """Raises RuntimeError if the peer does not arrive where Thalweg does."""
    x0, x1 = DOMAINS[surface][:2]
    for x, y in grid(surface, 9)[::2]:
        x, y = x + 0.01 * (x1 - x0), y + 0.02  # off the axes of symmetry, where roots have no slope
        rows = thalweg(arguments, "trace", "--surface", surface, "--optimizer", optimizer, "--lr", repr(lr),
                       "--start", f"{x!r},{y!r}", "--steps", str(CHECKED), "--precision", "double", "--math", "exact")
        (ends,), _ = peer.run(surface, optimizer, lr, [(x, y)], CHECKED, True)
        error = max(abs(ends[0] - rows[-1]["x"]), abs(ends[1] - rows[-1]["y"])) / (x1 - x0)
        if not error <= peer.tolerance:
            raise RuntimeError(f"{peer.name} ends {error:.1e} domains elsewhere on {surface} with {optimizer}")


def thalweg_rates(arguments, surface, optimizer, lr):
    best = (0.0, 0.0)
    for _ in range(arguments.repeats):
        result = thalweg(arguments, "run", "-q", "--device", arguments.device, "--threads", str(arguments.threads),
                         "--precision", "float", "--math", "fast", "--surface", surface, "--optimizer", optimizer,
                         "--lr", repr(lr), "--start", "grid", "--particles", str(arguments.particles),
                         "--steps", str(arguments.steps))
        best = max(best, (arguments.particles * arguments.steps / result["seconds"], result["particle_steps_per_second"]))
    return best


def measure(arguments, peers):
    for surface, optimizer, lr in PAIRS:
        job, moving = thalweg_rates(arguments, surface, optimizer, lr)
        row = {"surface": surface, "optimizer": optimizer, "thalweg_job": job, "thalweg_moving": moving, "peers": {}}
        points = grid(surface, arguments.particles)
        for peer in peers:
            try:
                check(arguments, peer, surface, optimizer, lr)
            except RuntimeError as reason:
                print(f"not timed: {reason}", file=sys.stderr)
                row["peers"][peer.name] = math.nan
                continue
            steps = max(CHECKED + 1, arguments.steps // peer.share)
            seconds = min(peer.run(surface, optimizer, lr, points, steps, False)[1] for _ in range(arguments.repeats))
            row["peers"][peer.name] = len(points) * steps / seconds
        yield row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("thalweg")
    parser.add_argument("--particles", type=int, default=102_400, help="a square number")
    parser.add_argument("--steps", type=int, default=2000, help="of Thalweg and JAX; the others take a twentieth")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--threads", type=int, default=1, help="JAX takes what it wants; use taskset")
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args()
    arguments.particles = math.isqrt(arguments.particles) ** 2
    peers = []
    for kind in [Numpy, Torch, CompiledTorch, Jax]:
        missing = [name for name in kind.needs if importlib.util.find_spec(name) is None]
        try:
            if missing:
                raise RuntimeError(f"{' and '.join(missing)} not installed")
            peer = kind(arguments)
            peer.share = 1 if kind is Jax else 20
            peers.append(peer)
        except RuntimeError as reason:
            print(f"without {kind.name}: {reason}", file=sys.stderr)
    print(f"{arguments.particles} particles, {arguments.device}, {arguments.threads} thread(s), float; millions of "
          "particle-steps per second, and how many times Thalweg's whole job (its moving particles) is faster")
    print(f"{'surface':<11} {'optimizer':<10} {'job':>9} {'moving':>9}" + "".join(f"{p.name:>28}" for p in peers))
    rows = []
    for row in measure(arguments, peers):
        rows.append(row)
        text = f"{row['surface']:<11} {row['optimizer']:<10} {row['thalweg_job'] / 1e6:9.0f} {row['thalweg_moving'] / 1e6:9.0f}"
        for rate in row["peers"].values():
            text += f"{rate / 1e6:12.1f} {row['thalweg_job'] / rate:6.1f}x ({row['thalweg_moving'] / rate:5.1f}x)"
        print(text, flush=True)
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as out:
            json.dump({"device": arguments.device, "threads": arguments.threads, "particles": arguments.particles,
                       "steps": arguments.steps, "rows": rows}, out, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
