#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes torch_arguments.csv: the arguments of every optimizer of PyTorch 1.13 and their defaults, from the signatures.

Tuples are spread over our names. Left out are lr, whose default is the surface's here, and what says how to compute or
which sign the loss has, but not the rule: to maximize is to descend -f.
"""
import csv
import inspect
import pathlib

import torch

O = torch.optim
OPTIMIZERS = {
    "sgd": O.SGD, "adam": O.Adam, "adamw": O.AdamW, "rmsprop": O.RMSprop, "adagrad": O.Adagrad, "adadelta": O.Adadelta,
    "adamax": O.Adamax, "nadam": O.NAdam, "radam": O.RAdam, "asgd": O.ASGD, "rprop": O.Rprop, "lbfgs": O.LBFGS,
}
NOT_THE_RULE = {"self", "params", "lr", "foreach", "maximize", "capturable", "differentiable", "fused"}
SPREAD = {
    "betas": ("beta1", "beta2"), "etas": ("eta_minus", "eta_plus"), "step_sizes": ("step_size_min", "step_size_max"),
    "eps_pair": ("eps1", "eps2"),
}


def adafactor(lr=1e-2, beta2_decay=-0.8, eps_pair=(None, 1e-3), d=1.0, weight_decay=0.0):
    """The signature in PyTorch 2.5 and later, where eps_pair is called eps; 1.13 has no Adafactor."""


def arguments(function):
    for name, parameter in inspect.signature(function).parameters.items():
        if name in NOT_THE_RULE:
            continue
        if name in SPREAD:
            yield from zip(SPREAD[name], parameter.default)
        else:
            yield name, parameter.default


def text(default):
    return "none" if default is None else f"{float(default):.17g}"


def main():
    known = {c for c in vars(O).values() if inspect.isclass(c) and issubclass(c, O.Optimizer)}
    missing = known - set(OPTIMIZERS.values()) - {O.Optimizer, O.SparseAdam}
    assert not missing, missing
    functions = {name: c.__init__ for name, c in OPTIMIZERS.items()} | {"adafactor": adafactor}
    with open(pathlib.Path(__file__).parent / "torch_arguments.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["optimizer", "argument", "default"])
        for optimizer, function in functions.items():
            out.writerows([optimizer, argument, text(default)] for argument, default in arguments(function))


if __name__ == "__main__":
    main()
