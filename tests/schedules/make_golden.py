#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes golden.csv: learning rates of torch.optim.lr_scheduler, the reference for schedules that follow PyTorch.

usage: /usr/bin/python3 make_golden.py > golden.csv     (made with PyTorch 1.13)
"""
import torch

CASES = [
    # our name, our parameters, learning rate, steps, torch's scheduler
    ("cosine", {"T_max": 100}, 0.1, 100, lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 100)),
    ("cosine", {"T_max": 37, "eta_min": 0.003}, 0.05, 37,
     lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 37, eta_min=0.003)),
]


def main():
    print("schedule,parameters,lr,steps,k,rate")
    for name, parameters, lr, steps, make in CASES:
        optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
        schedule = make(optimizer)
        text = ";".join(f"{key}={value}" for key, value in parameters.items())
        for k in range(steps + 1):
            if k % 5 == 0 or k >= steps - 1:
                # The closed form, where torch has one: its recursion gathers rounding.
                closed = getattr(schedule, "_get_closed_form_lr", schedule.get_last_lr)
                print(f"{name},{text},{lr},{steps},{k},{closed()[0]:.17g}")
            optimizer.step()
            schedule.step()


if __name__ == "__main__":
    main()
