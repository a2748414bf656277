#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes plateau_runs.csv: PyTorch's optimizers under ReduceLROnPlateau, which sees the loss after every step.

usage: /usr/bin/python3 make_plateau_runs.py > plateau_runs.csv     (made with PyTorch 1.13)

The functions are written down once more; nothing is shared with the program. Relative changes of 1e-9 of the points
where gradients are taken grow by less than 1e3, and change no rate.
"""
import math

import torch

STEPS, SHOWN = 120, (1, 2, 3, 10, 20, 40, 60, 80, 100, 120)


def rosenbrock(p):
    x, y = p
    return 100 * (y - x**2)**2 + (1 - x)**2, torch.stack([-400 * x * (y - x**2) - 2 * (1 - x), 200 * (y - x**2)])


def himmelblau(p):
    x, y = p
    a, b = x**2 + y - 11, x + y**2 - 7
    return a**2 + b**2, torch.stack([4 * x * a + 2 * b, 2 * a + 4 * y * b])


FUNCTIONS = {"rosenbrock": (rosenbrock, (-1.5, 2.0)), "himmelblau": (himmelblau, (-1.0, 1.5))}

CASES = [
    # optimizer, hyper-parameters, schedule's parameters, rate on rosenbrock, on himmelblau, torch's
    ("sgd", {}, {"patience": 4, "factor": 0.5, "threshold": 0.02, "absolute": 1}, 1.5e-3, 0.019, torch.optim.SGD),
    ("sgd", {"momentum": 0.9}, {"patience": 5, "factor": 0.5, "threshold": 0.01, "cooldown": 3}, 4e-4, 1e-3,
     torch.optim.SGD),
    ("sgd", {"momentum": 0.8, "nesterov": 1, "weight_decay": 0.01},
     {"patience": 3, "factor": 0.4, "threshold": 0.05, "absolute": 1, "min_lr": 1e-5}, 4e-4, 4e-3, torch.optim.SGD),
    ("adam", {}, {"patience": 3, "factor": 0.6, "threshold": 0.01, "cooldown": 2}, 0.02, 0.2, torch.optim.Adam),
    ("adamw", {"weight_decay": 0.1}, {"patience": 6, "factor": 0.3, "threshold": 0.05, "eps": 1e-3}, 0.05, 0.2,
     torch.optim.AdamW),
    ("rmsprop", {}, {"patience": 2, "factor": 0.5, "threshold": 0.02, "absolute": 1}, 0.01, 0.05, torch.optim.RMSprop),
]


def descend(make, hyper, schedule, function, lr, disturbed=0.0):
    """The learning rates and the positions, step by step."""
    ask, start = FUNCTIONS[function]
    random = torch.Generator().manual_seed(1)
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    switches = {key: bool(value) if key == "nesterov" else value for key, value in hyper.items()}
    optimizer = make([p], lr=lr, **switches)
    options = dict(schedule)
    mode = "abs" if options.pop("absolute", 0) else "rel"
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, threshold_mode=mode, **options)
    rates, positions = [], []
    for _ in range(STEPS):
        noise = torch.randn(2, dtype=torch.float64, generator=random)
        p.grad = ask(p.detach() * (1 + disturbed * noise))[1]
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        positions.append(p.detach().tolist())
        scheduler.step(ask(p.detach())[0].item())
    return rates, positions


def main():
    torch.set_default_dtype(torch.float64)
    print("optimizer,hyper,parameters,function,lr,step,rate,x,y")
    for optimizer, hyper, parameters, steep, gentle, make in CASES:
        for function in FUNCTIONS:
            lr = steep if function == "rosenbrock" else gentle
            rates, path = descend(make, hyper, parameters, function, lr)
            other_rates, other = descend(make, hyper, parameters, function, lr, 1e-9)
            growth = max(math.dist(a, b) for a, b in zip(path, other)) / 1e-9
            case = (optimizer, hyper, parameters, function)
            assert growth < 1e3 and rates == other_rates and len(set(rates)) > 1, (*case, growth, set(rates))
            texts = [";".join(f"{key}={value!r}" for key, value in h.items()) for h in (hyper, parameters)]
            for t in SHOWN:
                numbers = [f"{a:.17g}" for a in (rates[t - 1], *path[t - 1])]
                print(",".join([optimizer, *texts, function, repr(lr), str(t)] + numbers))


if __name__ == "__main__":
    main()
