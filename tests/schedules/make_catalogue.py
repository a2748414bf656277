#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes catalogue.csv: learning rates, and momenta where they are cycled, of every scheduler of PyTorch that is a
function of the step.

Not of the step alone are ReduceLROnPlateau, which follows the loss, and LambdaLR and MultiplicativeLR, which take a
Python function. SequentialLR with a warm-up, its usual use, is in make_composed.py.

usage: /usr/bin/python3 make_catalogue.py > catalogue.csv     (made with PyTorch 1.13)
"""
import warnings

import torch

S = torch.optim.lr_scheduler

CASES = [
    # our name, our parameters, learning rate, steps, torch's scheduler
    ("step", {"step_size": 7}, 0.1, 50, lambda o: S.StepLR(o, 7)),
    ("step", {"step_size": 10, "gamma": 0.5}, 0.1, 50, lambda o: S.StepLR(o, 10, gamma=0.5)),
    ("multistep", {"milestone1": 12, "milestone2": 30, "gamma": 0.2}, 0.1, 50,
     lambda o: S.MultiStepLR(o, [12, 30], gamma=0.2)),
    ("multistep", {"milestone1": 5, "milestone2": 11, "milestone3": 20, "milestone4": 31, "gamma": 0.6}, 0.1, 50,
     lambda o: S.MultiStepLR(o, [5, 11, 20, 31], gamma=0.6)),
    ("exponential", {"gamma": 0.97}, 0.1, 50, lambda o: S.ExponentialLR(o, 0.97)),
    ("constant_factor", {}, 0.1, 20, lambda o: S.ConstantLR(o)),
    ("constant_factor", {"factor": 0.25, "total_iters": 9}, 0.1, 20, lambda o: S.ConstantLR(o, 0.25, 9)),
    ("linear", {}, 0.1, 20, lambda o: S.LinearLR(o)),
    ("linear", {"start_factor": 0.9, "end_factor": 0.2, "total_iters": 13}, 0.1, 20,
     lambda o: S.LinearLR(o, 0.9, 0.2, 13)),
    ("polynomial", {"total_iters": 5}, 0.1, 20, lambda o: S.PolynomialLR(o)),
    ("polynomial", {"total_iters": 30, "power": 2.5}, 0.1, 40, lambda o: S.PolynomialLR(o, 30, 2.5)),
    ("cosine_annealing", {"T_max": 15, "eta_min": 0.01}, 0.1, 60, lambda o: S.CosineAnnealingLR(o, 15, 0.01)),
    ("cosine_warm_restarts", {"T_0": 10}, 0.1, 50, lambda o: S.CosineAnnealingWarmRestarts(o, 10)),
    ("cosine_warm_restarts", {"T_0": 4, "T_mult": 2, "eta_min": 0.003}, 0.1, 70,
     lambda o: S.CosineAnnealingWarmRestarts(o, 4, 2, 0.003)),
    ("cyclic", {"base_factor": 0.2, "step_size_up": 8, "cycle_momentum": 0}, 0.1, 60,
     lambda o: S.CyclicLR(o, 0.02, 0.1, 8, cycle_momentum=False)),
    ("cyclic", {"base_factor": 0.2, "step_size_up": 7, "step_size_down": 4}, 0.1, 60,
     lambda o: S.CyclicLR(o, 0.02, 0.1, 7, 4)),
    ("cyclic", {"base_factor": 0.2, "step_size_up": 5, "step_size_down": 11, "mode": 1, "base_momentum": 0.5,
                "max_momentum": 0.99}, 0.1, 60,
     lambda o: S.CyclicLR(o, 0.02, 0.1, 5, 11, mode="triangular2", base_momentum=0.5, max_momentum=0.99)),
    ("cyclic", {"base_factor": 0.5, "step_size_up": 6, "mode": 2, "gamma": 0.95}, 0.1, 60,
     lambda o: S.CyclicLR(o, 0.05, 0.1, 6, mode="exp_range", gamma=0.95)),
    ("one_cycle", {}, 0.1, 40, lambda o: S.OneCycleLR(o, 0.1, 40)),
    ("one_cycle", {"cycle_momentum": 0}, 0.1, 40, lambda o: S.OneCycleLR(o, 0.1, 40, cycle_momentum=False)),
    ("one_cycle", {"three_phase": 1, "pct_start": 0.25, "div_factor": 10, "final_div_factor": 100}, 0.1, 40,
     lambda o: S.OneCycleLR(o, 0.1, 40, three_phase=True, pct_start=0.25, div_factor=10, final_div_factor=100)),
    ("one_cycle", {"linear": 1}, 0.1, 40, lambda o: S.OneCycleLR(o, 0.1, 40, anneal_strategy="linear")),
    ("one_cycle", {"linear": 1, "three_phase": 1, "pct_start": 0.35, "base_momentum": 0.5, "max_momentum": 0.9}, 0.1,
     60,
     lambda o: S.OneCycleLR(o, 0.1, 60, anneal_strategy="linear", three_phase=True, pct_start=0.35, base_momentum=0.5,
                            max_momentum=0.9)),
]


def main():
    warnings.simplefilter("ignore")
    print("schedule,parameters,lr,steps,k,rate,momentum")
    for name, parameters, lr, steps, make in CASES:
        optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr, momentum=0.9)
        schedule = make(optimizer)
        text = ";".join(f"{key}={value}" for key, value in parameters.items())
        for k in range(steps):
            # The closed form, where torch has one: its recursion gathers rounding.
            closed = getattr(schedule, "_get_closed_form_lr", schedule.get_last_lr)
            cycled = f"{optimizer.param_groups[0]['momentum']:.17g}" if getattr(schedule, "cycle_momentum", 0) else "-"
            print(f"{name},{text},{lr},{steps},{k},{closed()[0]:.17g},{cycled}")
            optimizer.step()
            if k + 1 < steps:
                schedule.step()


if __name__ == "__main__":
    main()
