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


# rule, learning rate, hyper-parameters
CASES = [
    (newton, 0.1, [{}]),
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
