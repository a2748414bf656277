#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes composed.csv: 200 steps of PyTorch's optimizers under its schedulers, which change the learning rate and,
where they cycle it, the momentum (of Adam and its kin: beta1).

usage: /usr/bin/python3 make_composed.py > composed.csv     (made with PyTorch 1.13)

A warm-up is SequentialLR with LinearLR in front. The functions are written down once more; nothing is shared with the
program. Rates are such that relative changes of 1e-9 of the points where gradients are taken grow by less than 1e3.
"""
import math
import warnings

import torch

S = torch.optim.lr_scheduler
STEPS, SHOWN = 200, (1, 2, 3, 10, 50, 100, 150, 200)


def rosenbrock(p):
    x, y = p
    return torch.stack([-400 * x * (y - x**2) - 2 * (1 - x), 200 * (y - x**2)])


def himmelblau(p):
    x, y = p
    a, b = x**2 + y - 11, x + y**2 - 7
    return torch.stack([4 * x * a + 2 * b, 2 * a + 4 * y * b])


FUNCTIONS = {"rosenbrock": (rosenbrock, (-1.5, 2.0)), "himmelblau": (himmelblau, (-1.0, 1.5))}


def after_warm_up(optimizer, steps, schedule):
    rise = S.LinearLR(optimizer, start_factor=1 / steps, end_factor=1, total_iters=steps - 1)
    return S.SequentialLR(optimizer, [rise, schedule], milestones=[steps])


def one_cycle(**options):
    return lambda o, lr: S.OneCycleLR(o, lr, STEPS, **options)


def cyclic(*steps, **options):
    return lambda o, lr: S.CyclicLR(o, 0.1 * lr, lr, *steps, **options)


CASES = [
    # optimizer, hyper-parameters, schedule, its parameters, rate on rosenbrock, on himmelblau, torch's
    ("sgd", {}, "one_cycle", {}, 2e-4, 2e-3, torch.optim.SGD, one_cycle()),
    ("sgd", {"momentum": 0.9, "nesterov": 1}, "one_cycle", {"three_phase": 1, "base_momentum": 0.5}, 2e-4, 2e-3,
     torch.optim.SGD, one_cycle(three_phase=True, base_momentum=0.5)),
    ("sgd", {"momentum": 0.7, "dampening": 0.2, "weight_decay": 0.1}, "one_cycle", {"cycle_momentum": 0}, 2e-4, 2e-3,
     torch.optim.SGD, one_cycle(cycle_momentum=False)),
    ("sgd", {}, "cyclic", {"step_size_up": 20, "step_size_down": 30, "mode": 1}, 2e-4, 2e-3, torch.optim.SGD,
     cyclic(20, 30, mode="triangular2")),
    ("rmsprop", {}, "cyclic", {"step_size_up": 25}, 1e-4, 1e-3, torch.optim.RMSprop, cyclic(25)),
    ("adam", {}, "one_cycle", {}, 5e-3, 2e-2, torch.optim.Adam, one_cycle()),
    ("adam", {"beta1": 0.5, "amsgrad": 1}, "one_cycle", {"linear": 1, "base_momentum": 0.7}, 5e-3, 2e-2,
     torch.optim.Adam, one_cycle(anneal_strategy="linear", base_momentum=0.7)),
    ("adamw", {"weight_decay": 0.3}, "one_cycle", {}, 1e-2, 2e-2, torch.optim.AdamW, one_cycle()),
    ("adam", {}, "cosine", {"warmup": 30}, 5e-3, 2e-2, torch.optim.Adam,
     lambda o, lr: after_warm_up(o, 30, S.CosineAnnealingLR(o, STEPS - 30))),
    ("sgd", {"momentum": 0.9}, "step", {"step_size": 40, "gamma": 0.5, "warmup": 10}, 2e-4, 2e-3, torch.optim.SGD,
     lambda o, lr: after_warm_up(o, 10, S.StepLR(o, 40, 0.5))),
]


def torchs(hyper):
    """Our flat names -> torch's."""
    h = {key: bool(value) if key in ("nesterov", "amsgrad") else value for key, value in hyper.items()}
    if "beta1" in h:
        h["betas"] = (h.pop("beta1"), 0.999)
    return h


def descend(make, hyper, schedule, function, lr, disturbed=0.0):
    """The learning rates and the positions, step by step."""
    gradient, start = FUNCTIONS[function]
    random = torch.Generator().manual_seed(1)
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = make([p], lr=lr, **torchs(hyper))
    scheduler = schedule(optimizer, lr)
    rates, positions = [], []
    for _ in range(STEPS):
        noise = torch.randn(2, dtype=torch.float64, generator=random)
        p.grad = gradient(p.detach() * (1 + disturbed * noise))
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        positions.append(p.detach().tolist())
        if len(positions) < STEPS:
            scheduler.step()
    return rates, positions


def main():
    warnings.simplefilter("ignore")
    torch.set_default_dtype(torch.float64)
    print("optimizer,hyper,schedule,parameters,function,lr,steps,step,rate,x,y")
    for optimizer, hyper, schedule, parameters, steep, gentle, make, scheduler in CASES:
        for function in FUNCTIONS:
            lr = steep if function == "rosenbrock" else gentle
            rates, path = descend(make, hyper, scheduler, function, lr)
            other = descend(make, hyper, scheduler, function, lr, 1e-9)[1]
            growth = max(math.dist(a, b) for a, b in zip(path, other)) / 1e-9
            assert growth < 1e3, (optimizer, hyper, schedule, function, growth)
            texts = [";".join(f"{key}={value!r}" for key, value in h.items()) for h in (hyper, parameters)]
            for t in SHOWN:
                numbers = [f"{a:.17g}" for a in (rates[t - 1], *path[t - 1])]
                case = [optimizer, texts[0], schedule, texts[1], function, repr(lr), str(STEPS), str(t)]
                print(",".join(case + numbers))


if __name__ == "__main__":
    main()
