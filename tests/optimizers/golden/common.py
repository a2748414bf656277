# SPDX-License-Identifier: MIT
"""Functions, random numbers and the file format that the golden trajectories share.

A row says: optimizer, its hyper-parameters where they differ from their defaults, function, learning rate, step, and
the position after that step with 17 digits. Formulas are written out again here on purpose: nothing of the program
under test is used.
"""
import csv
import math
import pathlib

import numpy as np

STEPS = (1, 2, 3, 10, 50, 100, 200)
SEARCH_STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 100, 200)

# How much relative changes of the points where gradients are taken may grow along a trajectory. Beyond it rounding alone
# would tell two correct programs apart (the particle jumps across a valley, or jitters on its floor), and the learning
# rate is halved. Where that is no help, only the steps before are written.
MOST_GROWTH = 1e3


class Function:
    def __init__(self, name, start, value, gradient, hessian):
        self.name, self.start = name, np.array(start, dtype=np.float64)
        self.value, self.gradient, self.hessian = value, gradient, hessian


def _chain(k):
    """The sum of k (p[i + 1] - p[i]^2)^2 + (1 - p[i])^2, its gradient and its Hessian."""
    return (
        lambda p: _rosenbrock(p, k), lambda p: _rosenbrock_gradient(p, k), lambda p: _rosenbrock_hessian(p, k)
    )


def _rosenbrock(p, k):
    return sum(k * (p[i + 1] - p[i] ** 2) ** 2 + (1 - p[i]) ** 2 for i in range(len(p) - 1))


def _rosenbrock_gradient(p, k):
    g = np.zeros(len(p))
    for i in range(len(p) - 1):
        r = p[i + 1] - p[i] ** 2
        g[i] += -4 * k * p[i] * r - 2 * (1 - p[i])
        g[i + 1] += 2 * k * r
    return g


def _rosenbrock_hessian(p, k):
    h = np.zeros((len(p), len(p)))
    for i in range(len(p) - 1):
        h[i, i] += 12 * k * p[i] ** 2 - 4 * k * p[i + 1] + 2
        h[i, i + 1] -= 4 * k * p[i]
        h[i + 1, i] -= 4 * k * p[i]
        h[i + 1, i + 1] += 2 * k
    return h


def _himmelblau(p):
    return (p[0] ** 2 + p[1] - 11) ** 2 + (p[0] + p[1] ** 2 - 7) ** 2


def _himmelblau_gradient(p):
    a, b = p[0] ** 2 + p[1] - 11, p[0] + p[1] ** 2 - 7
    return np.array([4 * p[0] * a + 2 * b, 2 * a + 4 * p[1] * b])


def _himmelblau_hessian(p):
    x, y = p
    return np.array(
        [[12 * x * x + 4 * y - 42, 4 * x + 4 * y], [4 * x + 4 * y, 12 * y * y + 4 * x - 26]], dtype=np.float64
    )


FUNCTIONS = [
    Function("rosenbrock", [-1.5, 2], *_chain(100)),
    Function("himmelblau", [-1, 1.5], _himmelblau, _himmelblau_gradient, _himmelblau_hessian),
    Function(
        "quartic",
        [2],
        lambda p: p[0] ** 4 / 4 - p[0] ** 2 + 0.3 * p[0],
        lambda p: np.array([p[0] ** 3 - 2 * p[0] + 0.3]),
        lambda p: np.array([[3 * p[0] ** 2 - 2]]),
    ),
    Function("chain", [-1.2, 1, 0.8], *_chain(4)),
]
# From far away every quasi-Newton path along Rosenbrock's valley amplifies rounding a millionfold; from here it can be
# compared to its end.
VALLEY_END = Function("valley_end", [1.2, 1.2], *_chain(100))


def philox(counter, seed):
    """Philox4x32-10 (Salmon et al. 2011): four 32-bit words."""
    c, k = list(counter), [seed & 0xFFFFFFFF, seed >> 32]
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & 0xFFFFFFFF, (a >> 32) ^ c[3] ^ k[1], a & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


SEED, PARTICLE, OPTIMIZER_STREAM = 7, 11, 2


def words(t):
    """The words of step t = 1, 2, ... that belong to the optimizer."""
    return philox((t - 1, PARTICLE, 0, OPTIMIZER_STREAM), SEED)


def uniform(word):
    return (word + 0.5) / 2**32


def normals(w, n):
    """Box & Muller 1958, a pair of words for a pair of normals."""
    z = []
    for i in (0, 2):
        r, angle = math.sqrt(-2 * math.log(uniform(w[i]))), 2 * math.pi * uniform(w[i + 1])
        z += [r * math.cos(angle), r * math.sin(angle)]
    return np.array(z[:n])


def growth(descend, function, lr, size=1e-9):
    """The positions, and by which factor relative changes by `size` have grown up to each of them."""
    random = np.random.default_rng(1)
    positions = descend(lr, function.gradient)
    moved = descend(lr, lambda p: function.gradient(p * (1 + size * random.standard_normal(len(p)))))
    return positions, np.maximum.accumulate([float(np.max(np.abs(a - b))) for a, b in zip(positions, moved)]) / size


def row(name, hyper, function, lr, t, p):
    text = ";".join(f"{key}={value!r}" for key, value in hyper.items())
    yield [name, text, function.name, repr(lr), t] + [f"{x:.17g}" for x in p] + [""] * (3 - len(p))


def rows(name, hyper, function, lr, descend, fixed_rate=False):
    """descend(lr, gradient): the position after each step, the start left out."""
    for halvings in range(1 if fixed_rate else 12):
        positions, grown = growth(descend, function, lr / 2**halvings)
        if grown[-1] < MOST_GROWTH:
            lr /= 2**halvings
            break
    else:
        positions, grown = growth(descend, function, lr)
        print(f"{name} {hyper} on {function.name} is chaotic; kept {np.sum(grown < MOST_GROWTH)} steps")
    for t in SEARCH_STEPS if fixed_rate else STEPS:
        if t > len(positions) or not grown[t - 1] < MOST_GROWTH:
            break
        yield from row(name, hyper, function, lr, t, positions[t - 1])


def write(path, all_rows):
    with open(pathlib.Path(__file__).parent / path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["optimizer", "hyper", "function", "lr", "step", "p0", "p1", "p2"])
        out.writerows(all_rows)
