#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes second_order.csv: rules that ask for Hessians. Float64, numpy's linear algebra.

A rule is step(p, gradient, hessian, t, state, lr, **hyper) -> new p.
"""
import math

import numpy as np

import common


def newton(p, g, h, t, s, lr):
    return p - lr * np.linalg.solve(h, g)


def damped_newton(p, g, h, t, s, lr, damping=0.1):
    lowest = np.linalg.eigvalsh(h)[0]
    return p - lr * np.linalg.solve(h + max(0.0, damping - lowest) * np.eye(len(p)), g)


def saddle_free_newton(p, g, h, t, s, lr, damping=1e-3):
    values, vectors = np.linalg.eigh(h)
    return p - lr * vectors @ ((vectors.T @ g) / (np.abs(values) + damping))


def signs(t, n):
    return np.array([1.0 if word >> 31 else -1.0 for word in common.words(t)[:n]])


# Yao et al. 2021; the authors' code with one draw per step.
def adahessian(p, g, h, t, s, lr, beta1=0.9, beta2=0.999, eps=1e-8, hessian_power=1.0, weight_decay=0.0):
    u = signs(t, len(p))
    diagonal = u * (h @ u)
    s["m"] = beta1 * s.get("m", 0.0) + (1 - beta1) * g
    s["v"] = beta2 * s.get("v", 0.0) + (1 - beta2) * diagonal**2
    p = p * (1 - lr * weight_decay)
    divisor = (s["v"] / (1 - beta2**t)) ** (hessian_power / 2) + eps
    return p - lr * (s["m"] / (1 - beta1**t)) / divisor


# optax.contrib.sophia: corrected mean, the diagonal renewed after its use.
def sophia_h(p, g, h, t, s, lr, beta1=0.965, beta2=0.99, eps=1e-8, gamma=0.01, clip=1.0, update_interval=10,
             weight_decay=0.0):
    s["m"] = beta1 * s.get("m", 0.0) + (1 - beta1) * g
    diagonal = s.get("h", np.zeros(len(p)))
    step = np.clip((s["m"] / (1 - beta1**t)) / np.maximum(gamma * diagonal, eps), -clip, clip)
    if (t - 1) % update_interval == 0:
        u = signs(t, len(p))
        s["h"] = beta2 * diagonal + (1 - beta2) * (u * (h @ u))
    return p - lr * (step + weight_decay * p)


# rule, learning rate, hyper-parameters
CASES = [
    (newton, 0.1, [{}]),
    (damped_newton, 0.3, [{}, {"damping": 20}]),
    (saddle_free_newton, 0.3, [{}, {"damping": 5}]),
    (adahessian, 0.05, [{}, {"beta2": 0.9, "hessian_power": 0.5, "weight_decay": 0.1}]),
    (sophia_h, 0.01, [{}, {"update_interval": 3, "gamma": 0.5, "beta1": 0.9, "clip": 0.5, "weight_decay": 0.1}]),
]


def descend(rule, hyper, lr, function, gradient):
    p, state, positions = function.start, {}, []
    for t in range(1, max(common.STEPS) + 1):
        p = rule(p, gradient(p), function.hessian(p), t, state, lr, **hyper)
        positions.append(p)
    return positions


def main():
    names = {rule: name for name, rule in globals().items() if callable(rule)}
    rows = []
    for rule, lr, hypers in CASES:
        for hyper in hypers:
            for function in common.FUNCTIONS:
                rows += common.rows(
                    names[rule], hyper, function, lr,
                    lambda rate, gradient: descend(rule, hyper, rate, function, gradient),
                )
    common.write("second_order.csv", rows)


if __name__ == "__main__":
    main()
