#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes searches.csv: rules that search lines, paths or populations, one evaluation per step.

Nelder-Mead is scipy's, read after every evaluation that ended an iteration, and L-BFGS is PyTorch's; the others are
transcribed. Run with a Python that has numpy, scipy and torch (Debian: /usr/bin/python3).

A transcribed rule is a generator: it yields ("gradient" or "value", q, p) - where it asks and the point that it would
report - and is sent value and gradient.
"""
import math

import numpy as np
import scipy.optimize

import common
import torch_rules

INFINITY = math.inf


# S = long (s.s / s.y) or short (s.y / y.y); the last rate where the curvature is not positive.
def barzilai_borwein(p, lr, short_step=0, max_rate=1e6):
    rate, last = lr, None
    while True:
        _, g = yield p
        if last is not None:
            s, y = last[0], g - last[1]
            if s @ y > 0:
                rate = min((s @ y) / (y @ y) if short_step else (s @ s) / (s @ y), max_rate)
        last = (-rate * g, g)
        p = p - rate * g
        yield ("at", p)


def polyak(p, lr, f_star, c=1.0, max_step=1.0):
    while True:
        f, g = yield p
        p = p - lr * min(max(f - f_star, 0) / (c * (g @ g)), max_step) * g
        yield ("at", p)


# Bogacki & Shampine 1989, root mean square error norm; three evaluations per step, the first step only looks.
def gradient_flow(p, lr, rtol=1e-4, atol=1e-6):
    for _ in range(3):
        _, k1 = yield p
    h = lr
    yield ("at", p)
    while True:
        _, k2 = yield p - h / 2 * k1
        _, k3 = yield p - 3 * h / 4 * k2
        q = p - h * (2 / 9 * k1 + k2 / 3 + 4 / 9 * k3)
        _, k4 = yield q
        third, second = q, p - h * (7 / 24 * k1 + k2 / 4 + k3 / 3 + k4 / 8)
        scale = atol + rtol * np.maximum(np.abs(p), np.abs(q))
        error = math.sqrt(np.mean(((third - second) / scale) ** 2))
        if error <= 1:
            p, k1 = q, k4
        h *= min(5.0, max(0.2, 0.9 * error ** (-1 / 3))) if error > 0 else 5.0
        yield ("at", p)


def weak_wolfe(p, d, f0, slope, t, c1, c2):
    """Lewis & Overton 2013; yields trials, returns (t, f, g)."""
    low, high = 0.0, INFINITY
    while True:
        f, g = yield p + t * d
        if not f <= f0 + c1 * t * slope:
            high = t
        elif g @ d < c2 * slope:
            low = t
        else:
            return t, f, g
        yield ("at", p)
        t = (low + high) / 2 if high < INFINITY else 2 * t


def first_length(g, lr):
    return lr * min(1.0, 1 / np.sum(np.abs(g)))


def bfgs(p, lr, c1=1e-4, c2=0.9):
    f, g = yield p
    yield ("at", p)
    n = len(p)
    inverse, scaled, t = np.eye(n), False, first_length(g, lr)
    while True:
        d = -inverse @ g
        if not g @ d < 0:
            inverse, scaled, d = np.eye(n), False, -g
        t, f_new, g_new = yield from weak_wolfe(p, d, f, g @ d, t, c1, c2)
        s, y = t * d, g_new - g
        if s @ y > 0:
            if not scaled:
                inverse, scaled = (s @ y) / (y @ y) * np.eye(n), True
            left = np.eye(n) - np.outer(s, y) / (s @ y)
            inverse = left @ inverse @ left.T + np.outer(s, s) / (s @ y)
        p, f, g, t = p + s, f_new, g_new, lr
        yield ("at", p)


def nonlinear_cg(p, lr, c1=1e-4, c2=0.1):
    f, g = yield p
    yield ("at", p)
    d, t = -g, first_length(g, lr)
    while True:
        slope = g @ d
        t, f, g_new = yield from weak_wolfe(p, d, f, slope, t, c1, c2)
        p = p + t * d
        beta = max(0.0, g_new @ (g_new - g) / (g @ g))
        d, g = beta * d - g_new, g_new
        if g @ d < 0:
            t *= slope / (g @ d)
        else:
            d = -g
        yield ("at", p)


def random_search(p, lr):
    start = q = p
    f, t = INFINITY, 0
    while True:
        value, _ = yield q
        if value < f:
            p, f = q, value
        yield ("at", p)
        t += 1
        q = start + lr * common.normals(common.words(t), len(p))


def one_plus_one_es(p, lr, increase=1.5):
    f, _ = yield p
    yield ("at", p)
    sigma, t = lr, 0
    while True:
        t += 1
        q = p + sigma * common.normals(common.words(t), len(p))
        value, _ = yield q
        if value <= f:
            p, f, sigma = q, value, sigma * increase
        else:
            sigma *= increase ** -0.25
        yield ("at", p)


# purecmaes.m in the notation of Hansen's tutorial.
def cma_es(p, lr, population=6):
    n, best, sigma, mean, t = len(p), p, lr, p, 0
    f_best, _ = yield p
    yield ("at", best)
    lam = int(population)
    mu = lam // 2
    w = math.log(mu + 0.5) - np.log(np.arange(1, mu + 1))
    w /= w.sum()
    mueff = 1 / np.sum(w**2)
    cc = (4 + mueff / n) / (n + 4 + 2 * mueff / n)
    cs = (mueff + 2) / (n + mueff + 5)
    c1 = 2 / ((n + 1.3) ** 2 + mueff)
    cmu = min(1 - c1, 2 * (mueff - 2 + 1 / mueff) / ((n + 2) ** 2 + mueff))
    damps = 1 + 2 * max(0, math.sqrt((mueff - 1) / (n + 1)) - 1) + cs
    chi = math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n**2))
    pc, ps, C, generation = np.zeros(n), np.zeros(n), np.eye(n), 0
    while True:
        values, vectors = np.linalg.eigh(C)
        root = vectors @ np.diag(np.sqrt(values)) @ vectors.T
        points = []
        for _ in range(lam):
            t += 1
            y = root @ common.normals(common.words(t), n)
            f, _ = yield mean + sigma * y
            points.append((f, len(points), y))
            if f < f_best:
                best, f_best = mean + sigma * y, f
            if len(points) < lam:
                yield ("at", best)
        chosen = [y for _, _, y in sorted(points, key=lambda point: point[:2])[:mu]]
        move = sum(weight * y for weight, y in zip(w, chosen))
        generation += 1
        mean = mean + sigma * move
        ps = (1 - cs) * ps + math.sqrt(cs * (2 - cs) * mueff) * np.linalg.solve(root, move)
        calm = ps @ ps / n / (1 - (1 - cs) ** (2 * generation)) < 2 + 4 / (n + 1)
        pc = (1 - cc) * pc + calm * math.sqrt(cc * (2 - cc) * mueff) * move
        rank_mu = sum(weight * np.outer(y, y) for weight, y in zip(w, chosen))
        C = (1 - c1 - cmu) * C + c1 * (np.outer(pc, pc) + (1 - calm) * cc * (2 - cc) * C) + cmu * rank_mu
        sigma *= math.exp(cs / damps * (np.linalg.norm(ps) / chi - 1))
        yield ("at", best)


def descend(rule, hyper, lr, function, gradient):
    running = rule(function.start, lr, **hyper)
    positions, asked = [], next(running)
    while len(positions) < max(common.STEPS):
        asked = running.send((function.value(asked), gradient(asked)))
        if isinstance(asked, tuple):
            positions.append(asked[1])
            asked = next(running)
    return positions


def nelder_mead(lr, function):
    """{evaluations: best vertex} after every iteration of scipy's."""
    simplex = np.array([function.start] + [function.start + lr * e for e in np.eye(len(function.start))])
    count, found = [0], {}

    def value(p):
        count[0] += 1
        return function.value(p)

    scipy.optimize.minimize(
        value, function.start, method="Nelder-Mead", callback=lambda p: found.__setitem__(count[0], np.array(p)),
        options={"initial_simplex": simplex, "xatol": 0, "fatol": 0, "maxfev": 10**6, "maxiter": 60},
    )
    return found


# rule, learning rate for rosenbrock, for the others, hyper-parameters
CASES = [
    (barzilai_borwein, 1e-3, 1e-2, [{}, {"short_step": 1}]),
    (polyak, 1.0, 1.0, [{"f_star": 0}, {"f_star": -2, "c": 0.5, "max_step": 0.01}]),
    (gradient_flow, 1e-3, 1e-2, [{}, {"rtol": 1e-6, "atol": 1e-9}]),
    (bfgs, 1.0, 1.0, [{}, {"c2": 0.3}]),
    (nonlinear_cg, 1.0, 1.0, [{}, {"c1": 0.01, "c2": 0.4}]),
    (random_search, 0.5, 1.0, [{}]),
    (one_plus_one_es, 0.3, 0.3, [{}, {"increase": 1.2}]),
    (cma_es, 0.3, 0.5, [{}, {"population": 8}]),
]


def sparse_rows(name, hyper, function, lr, found, most=60):
    for evaluations in sorted(found):
        if evaluations <= most:
            yield from common.row(name, hyper, function, lr, evaluations, found[evaluations])


def main():
    names = {rule: name for name, rule in globals().items() if callable(rule)}
    rows = []
    for rule, steep, gentle, hypers in CASES:
        for hyper in hypers:
            for function in common.FUNCTIONS:
                lr = steep if function.name == "rosenbrock" else gentle
                rows += common.rows(
                    names[rule], hyper, function, lr,
                    lambda rate, gradient: descend(rule, hyper, rate, function, gradient), fixed_rate=True,
                )
    for function in common.FUNCTIONS:
        for lr in (0.1, 1.0):
            rows += sparse_rows("nelder_mead", {}, function, lr, nelder_mead(lr, function))
        for lr, hyper in ((1.0, {}), (0.5, {"history_size": 2}), (0.3, {"fixed_step": 1}),
                          (0.1, {"fixed_step": 1, "history_size": 3})):
            # Far beyond where paths along the valley are comparable to rounding.
            path = torch_rules.lbfgs(hyper, lr, function, function.gradient)[:25 if "fixed_step" in hyper else 60]
            rows += sparse_rows("lbfgs", hyper, function, lr, dict(enumerate(path, 1)))
    common.write("searches.csv", rows)


if __name__ == "__main__":
    main()
