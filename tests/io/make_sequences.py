#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes sequences.csv: learning rates of PyTorch's SequentialLR, the reference for schedules that follow each other.

usage: /usr/bin/python3 make_sequences.py > sequences.csv     (made with PyTorch 1.13)
"""
import warnings

import torch

S = torch.optim.lr_scheduler

CASES = [
    # as it is typed, learning rate, steps, torch's schedulers, milestones, how many steps are shown
    ("linear:start_factor=0.1,total_iters=9@10+cosine:T_max=30", 0.1, 60,
     lambda o: [S.LinearLR(o, 0.1, 1, 9), S.CosineAnnealingLR(o, 30)], [10], 41),
    ("constant@7+step:step_size=4,gamma=0.5", 0.02, 40,
     lambda o: [S.ConstantLR(o, 1, 0), S.StepLR(o, 4, 0.5)], [7], 40),
    ("exponential:gamma=0.9@1+linear:start_factor=0.5,end_factor=0,total_iters=12@20+constant", 3.0, 30,
     lambda o: [S.ExponentialLR(o, 0.9), S.LinearLR(o, 0.5, 0, 12), S.ConstantLR(o, 1, 0)], [1, 20], 30),
    ("constant_factor:factor=0.25,total_iters=3@5+exponential:gamma=0.8@12+"
     "multistep:milestone1=3,milestone2=6,gamma=0.2@25+polynomial:total_iters=10,power=2", 0.1, 40,
     lambda o: [S.ConstantLR(o, 0.25, 3), S.ExponentialLR(o, 0.8), S.MultiStepLR(o, [3, 6], 0.2),
                S.PolynomialLR(o, 10, 2)], [5, 12, 25], 40),
    ("cosine_warm_restarts:T_0=4@13+cosine_warm_restarts:T_0=3,T_mult=2,eta_min=0.01", 0.1, 50,
     lambda o: [S.CosineAnnealingWarmRestarts(o, 4), S.CosineAnnealingWarmRestarts(o, 3, 2, 0.01)], [13], 50),
    ("cyclic:base_factor=0.2,step_size_up=5,cycle_momentum=0@18+linear:start_factor=1,end_factor=0.1,total_iters=20",
     0.1, 50,
     lambda o: [S.CyclicLR(o, 0.02, 0.1, 5, cycle_momentum=False), S.LinearLR(o, 1, 0.1, 20)], [18], 50),
]


def main():
    warnings.simplefilter("ignore")
    torch.set_default_dtype(torch.float64)
    print("schedules;lr;steps;k;rate")
    for text, lr, steps, make, milestones, shown in CASES:
        optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
        schedulers = make(optimizer)
        for scheduler in schedulers:  # CyclicLR takes its own lr; the others are to begin at the optimizer's
            scheduler.base_lrs = scheduler.base_lrs if isinstance(scheduler, S.CyclicLR) else [lr]
        sequence = S.SequentialLR(optimizer, schedulers, milestones)
        for k in range(shown):
            print(f"{text};{lr!r};{steps};{k};{optimizer.param_groups[0]['lr']:.17g}")
            optimizer.step()
            sequence.step()


if __name__ == "__main__":
    main()
