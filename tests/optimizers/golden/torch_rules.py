#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes torch_rules.csv: 200 steps of every optimizer of PyTorch 1.13 in float64.

Run with a Python that has torch 1.13 (Debian: /usr/bin/python3 with python3-torch). NAdam is absent: 1.13 multiplies
mu into the product of the next step twice (fixed in 2.0), so it is held against its formula in first_order.py.
"""
import torch

import common

# PyTorch keeps some scalars of ASGD in the default type.
torch.set_default_dtype(torch.float64)
O = torch.optim


def renamed(hyper):
    """Our flat names -> torch's."""
    h = dict(hyper)
    for key in ("amsgrad", "nesterov", "centered"):
        if key in h:
            h[key] = bool(h[key])
    if "beta1" in h or "beta2" in h:
        h["betas"] = (h.pop("beta1", 0.9), h.pop("beta2", 0.999))
    if "eta_minus" in h or "eta_plus" in h:
        h["etas"] = (h.pop("eta_minus", 0.5), h.pop("eta_plus", 1.2))
    if "step_size_min" in h or "step_size_max" in h:
        h["step_sizes"] = (h.pop("step_size_min", 1e-6), h.pop("step_size_max", 50))
    return h


def descend(make, hyper, lr, start, gradient, position):
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = make([p], lr=lr, **renamed(hyper))
    positions = []
    for _ in range(max(common.STEPS)):
        p.grad = torch.tensor(gradient(p.detach().numpy()), dtype=torch.float64)
        optimizer.step()
        positions.append(position(p, optimizer).detach().numpy().copy())
    return positions


def average(p, optimizer):
    """ASGD reports its average."""
    return optimizer.state[p]["ax"]


# name, torch's class, learning rate for rosenbrock, for the others, hyper-parameters
CASES = [
    ("sgd", O.SGD, 2e-4, 5e-3, [{}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": 1},
                                {"momentum": 0.8, "dampening": 0.3, "weight_decay": 0.01}]),
    ("adagrad", O.Adagrad, 0.1, 0.1, [{}, {"lr_decay": 0.01, "weight_decay": 0.1, "initial_accumulator_value": 0.1}]),
    ("adadelta", O.Adadelta, 0.3, 1.0, [{}, {"rho": 0.95, "eps": 1e-5, "weight_decay": 0.1}]),
    ("rmsprop", O.RMSprop, 0.001, 0.002, [{}, {"momentum": 0.5}, {"centered": 1, "eps": 1e-3},
                                        {"centered": 1, "momentum": 0.5, "alpha": 0.9, "eps": 1e-3,
                                         "weight_decay": 0.1}]),
    ("rprop", O.Rprop, 0.01, 0.01, [{}, {"eta_minus": 0.6, "eta_plus": 1.1, "step_size_max": 0.05}]),
    ("adam", O.Adam, 0.005, 0.02, [{}, {"amsgrad": 1}, {"beta1": 0.8, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.1}]),
    ("adamw", O.AdamW, 0.01, 0.02, [{}, {"amsgrad": 1}, {"weight_decay": 0.3}]),
    ("adamax", O.Adamax, 0.01, 0.02, [{}, {"beta2": 0.9, "weight_decay": 0.1}]),
    ("radam", O.RAdam, 1e-4, 1e-3, [{}, {"beta2": 0.9, "weight_decay": 0.1}]),
    ("asgd", O.ASGD, 2e-4, 5e-3, [{}, {"t0": 20, "lambd": 0.01}, {"t0": 0, "alpha": 0.5, "weight_decay": 0.1}]),
]


def main():
    rows = []
    for name, make, steep, gentle, hypers in CASES:
        for hyper in hypers:
            for function in common.FUNCTIONS:
                lr = steep if function.name == "rosenbrock" else gentle
                report = average if name == "asgd" else lambda p, _: p
                rows += common.rows(name, hyper, function, lr,
                                    lambda rate, gradient: descend(make, hyper, rate, function.start, gradient, report))
    common.write("torch_rules.csv", rows)


if __name__ == "__main__":
    main()
