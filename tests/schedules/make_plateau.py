#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes plateau.csv: the learning rate of PyTorch's ReduceLROnPlateau after each of some losses.

The losses are decimals of few digits, infinite or not a number, so that comparisons of them are clear.

usage: /usr/bin/python3 make_plateau.py > plateau.csv     (made with PyTorch 1.13)
"""
import math
import random

import torch

STEPS = 90


def falling(k):
    return round(5 * 0.9**k + 1, 4)


def stairs(k):
    return 10 - k // 12


def noisy(k):
    return round(3 * 0.95**k + random.Random(k).uniform(-0.5, 0.5), 3)


def below_zero(k):
    return round(-1 - 0.01 * k if k < 40 else -1.4, 3)


def broken(k):
    return math.nan if k % 7 == 3 else math.inf if k < 5 else round(4 - 0.02 * k, 2)


LOSSES = [falling, stairs, noisy, below_zero, broken]
OPTIONS = [
    # learning rate, our parameters; torch's have the same names but for `absolute`
    (0.1, {}),
    (0.1, {"patience": 0, "factor": 0.5, "threshold": 0}),
    (2.0, {"patience": 3, "factor": 0.5, "cooldown": 5}),
    (0.5, {"patience": 2, "factor": 0.3, "threshold": 0.05}),
    (0.5, {"patience": 2, "factor": 0.3, "threshold": 0.05, "absolute": 1}),
    (0.5, {"patience": 1, "factor": 0.7, "threshold": 0.25, "absolute": 1, "cooldown": 1}),
    (0.02, {"patience": 1, "factor": 0.5, "min_lr": 0.003}),
    (0.02, {"patience": 1, "factor": 0.9, "eps": 1.5e-3}),
    (0.001, {"patience": 2, "min_lr": 0.01}),
    (0.3, {"patience": 4, "factor": 0, "cooldown": 2}),
]


def rates(lr, parameters, losses):
    options = dict(parameters)
    absolute = options.pop("absolute", 0)
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, threshold_mode="abs" if absolute else "rel", **options)
    for loss in losses:
        scheduler.step(loss)
        yield optimizer.param_groups[0]["lr"]


def main():
    """Rows of losses, then one row per case: the step after which the rate changed and what it became."""
    for losses in LOSSES:
        values = [losses(k) for k in range(STEPS)]
        print("losses", losses.__name__, *map(repr, values), sep=",")
        for lr, parameters in OPTIONS:
            text = ";".join(f"{key}={value!r}" for key, value in parameters.items())
            after = list(rates(lr, parameters, values))
            changes = [f"{k}:{b:.17g}" for k, (a, b) in enumerate(zip([lr] + after, after)) if a != b]
            print("rates", losses.__name__, text, repr(lr), *changes, sep=",")


if __name__ == "__main__":
    main()
