#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes torch_rules.csv: 200 steps of every optimizer of PyTorch 1.13 in float64, with each of its options.

Run with a Python that has torch 1.13 (Debian: /usr/bin/python3 with python3-torch). Where it is not the reference:
- NAdam of 1.13 is wrong: the weight of the mean is mu_(t+1) / (1 - mu_1 ... mu_(t+1)), but it divides by
  1 - mu_1 ... mu_t mu_t mu_(t+1), because mu_t has been multiplied into the product before it multiplies with both
  (corrected in 2.0). It is run here without that factor, and in first_order.py is the formula.
- Adafactor came with 2.5: the formula is in first_order.py.
- SparseAdam is Adam where all gradients are dense.

LBFGS evaluates as often as it likes in one step(); ours asks once per step. What corresponds to what:
- fixed_step=1 (torch: line_search_fn=None, the default): one step of ours is one step() with max_iter=1.
- else (torch: line_search_fn="strong_wolfe"): n steps of ours are as many step() with max_iter=1 as have asked at n
  different points; from the second on step() first asks again where the last one ended, which is not counted. Ours
  stands still until the line search has ended. Where torch stops (tolerance_change), the rows end.
"""
import inspect

import torch
import torch.optim.nadam as nadam_1_13

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


def correct_nadam():
    source = inspect.getsource(nadam_1_13._single_tensor_nadam)
    wrong = "mu_product * mu * mu_next"
    assert source.count(wrong) == 1, "not PyTorch 1.13"
    exec(source.replace(wrong, "mu_product * mu_next"), vars(nadam_1_13))


def lbfgs(hyper, lr, function, gradient):
    searches = not hyper.get("fixed_step")
    p = torch.tensor(function.start, dtype=torch.float64, requires_grad=True)
    optimizer = O.LBFGS(
        [p], lr=lr, max_iter=1, max_eval=10**6, tolerance_grad=0,
        tolerance_change=hyper.get("tolerance_change", 1e-9) if searches else 0,
        history_size=hyper.get("history_size", 10), line_search_fn="strong_wolfe" if searches else None,
    )

    def evaluate():
        q = p.detach().numpy()
        p.grad = torch.tensor(gradient(q), dtype=torch.float64)
        return torch.tensor(function.value(q), dtype=torch.float64)

    positions = []
    for iteration in range(max(common.STEPS)):
        before = p.detach().numpy().copy()
        optimizer.step(evaluate)
        after = p.detach().numpy().copy()
        if searches and (after == before).all():
            break
        evaluations = optimizer.state[p]["func_evals"] - (iteration if searches else 0)
        positions += [before] * (evaluations - 1 - len(positions)) + [after]
    return positions[:max(common.STEPS)]


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
    ("sgd", O.SGD, 2e-4, 5e-3, [{}, {"weight_decay": 0.1}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": 1},
                                {"momentum": 0.9, "nesterov": 1, "weight_decay": 0.1},
                                {"momentum": 0.8, "dampening": 0.3, "weight_decay": 0.01}]),
    ("adagrad", O.Adagrad, 0.1, 0.1, [{}, {"eps": 1.0},
                                      {"lr_decay": 0.01, "weight_decay": 0.1, "initial_accumulator_value": 0.1}]),
    ("adadelta", O.Adadelta, 0.3, 1.0, [{}, {"rho": 0.95, "eps": 1e-5, "weight_decay": 0.1}]),
    ("rmsprop", O.RMSprop, 0.001, 0.002, [{}, {"alpha": 0.9, "eps": 1e-2, "weight_decay": 0.1}, {"momentum": 0.5},
                                          {"centered": 1, "eps": 1e-3},
                                          {"centered": 1, "momentum": 0.5, "alpha": 0.9, "eps": 1e-3,
                                           "weight_decay": 0.1}]),
    ("rprop", O.Rprop, 0.01, 0.01, [{}, {"eta_minus": 0.6, "eta_plus": 1.1, "step_size_max": 0.05},
                                    {"eta_minus": 0.3, "step_size_min": 4e-3}]),
    ("adam", O.Adam, 0.005, 0.02, [{}, {"amsgrad": 1},
                                   {"beta1": 0.8, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.1},
                                   {"beta1": 0.8, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.1, "amsgrad": 1}]),
    ("adamw", O.AdamW, 0.01, 0.02, [{}, {"amsgrad": 1}, {"weight_decay": 0.3},
                                    {"beta1": 0.8, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.1, "amsgrad": 1}]),
    ("adamax", O.Adamax, 0.01, 0.02, [{}, {"beta2": 0.9, "weight_decay": 0.1}, {"beta1": 0.8, "eps": 0.1}]),
    ("nadam", O.NAdam, 0.003, 0.02, [{}, {"beta1": 0.8, "beta2": 0.95, "eps": 1e-2, "weight_decay": 0.1,
                                          "momentum_decay": 0.1}]),
    ("radam", O.RAdam, 1e-4, 1e-3, [{}, {"beta2": 0.9, "weight_decay": 0.1},
                                    {"beta1": 0.8, "beta2": 0.99, "eps": 0.1}]),
    ("asgd", O.ASGD, 2e-4, 5e-3, [{}, {"t0": 20, "lambd": 0.01}, {"t0": 0, "alpha": 0.5, "weight_decay": 0.1}]),
]
# hyper-parameters, learning rates by function
LBFGS_CASES = [
    ({}, {"valley_end": 0.1, "himmelblau": 1.0, "quartic": 1.0, "chain": 1.0}),
    ({"history_size": 2, "tolerance_change": 1e-7},
     {"valley_end": 0.5, "himmelblau": 0.5, "quartic": 0.5, "chain": 1.0}),
    ({"fixed_step": 1}, {"valley_end": 0.5, "himmelblau": 0.5, "quartic": 0.1, "chain": 0.5}),
    ({"fixed_step": 1, "history_size": 2}, {"valley_end": 0.3, "himmelblau": 0.02, "quartic": 0.05, "chain": 0.5}),
]


def main():
    correct_nadam()
    rows = []
    for name, make, steep, gentle, hypers in CASES:
        for hyper in hypers:
            for function in common.FUNCTIONS:
                lr = steep if function.name == "rosenbrock" else gentle
                report = average if name == "asgd" else lambda p, _: p
                rows += common.rows(name, hyper, function, lr,
                                    lambda rate, gradient: descend(make, hyper, rate, function.start, gradient, report))
    for hyper, rates in LBFGS_CASES:
        for function in [common.VALLEY_END] + common.FUNCTIONS[1:]:
            rows += common.rows("lbfgs", hyper, function, rates[function.name],
                                lambda rate, gradient: lbfgs(hyper, rate, function, gradient), fixed_rate=True)
    common.write("torch_rules.csv", rows)


if __name__ == "__main__":
    main()
