#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes first_order.csv: rules that PyTorch 1.13 does not have (or has wrong), transcribed from their papers and from
the reference implementations in the order in which those compute. Float64; needs numpy only.

A rule is a generator: it yields where it wants the gradient and is sent it; after each step it yields ("at", p).
"""
import math

import numpy as np

import common


def sign(x):
    return np.sign(x)


def norm(x):
    return math.sqrt(float(np.dot(x, x)))


def simple(step):
    """A rule that asks at p alone: step(p, g, t, state) -> new p."""

    def rule(p, lr, **hyper):
        state, t = {}, 0
        while True:
            g = yield p
            t += 1
            p = step(p, g, t, state, lr, **hyper)
            yield ("at", p)

    return rule


def ema(state, name, value, decay, start=0.0):
    old = state.get(name, np.zeros_like(value) + start)
    state[name] = decay * old + (1 - decay) * value
    return state[name]


# torch >= 2.0; Dozat 2016.
@simple
def nadam(p, g, t, s, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0, momentum_decay=4e-3, constant_mu=0):
    g = g + weight_decay * p
    m, v = ema(s, "m", g, beta1), ema(s, "v", g * g, beta2)
    if constant_mu:  # optax: the mean is corrected with t + 1
        mean = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)
        return p - lr * mean / (np.sqrt(v / (1 - beta2**t)) + eps)
    mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentum_decay))
    following = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentum_decay))
    s["product"] = s.get("product", 1.0) * mu
    d = np.sqrt(v / (1 - beta2**t)) + eps
    p = p - lr * (1 - mu) / (1 - s["product"]) * g / d
    return p - lr * following / (1 - s["product"] * following) * m / d


@simple
def adagrad(p, g, t, s, lr, eps=1e-10, initial_accumulator_value=0.0, eps_in_root=1):
    s["sum"] = s.get("sum", initial_accumulator_value) + g * g
    return p - lr * g / np.sqrt(s["sum"] + eps)


# optax
@simple
def rmsprop(p, g, t, s, lr, alpha=0.9, eps=1e-8, momentum=0.0, centered=0, eps_in_root=1):
    v = ema(s, "v", g * g, alpha)
    if centered:
        v = v - ema(s, "m", g, alpha) ** 2
    s["b"] = momentum * s.get("b", 0.0) + g / np.sqrt(v + eps)
    return p - lr * s["b"]


# torch 2.x, a vector: nothing is factored.
@simple
def adafactor(p, g, t, s, lr, beta2_decay=-0.8, eps1=0, eps2=1e-3, d=1.0, weight_decay=0.0):
    eps1 = eps1 or np.finfo(np.float64).eps
    one_minus_beta2 = t**beta2_decay
    rho = min(lr, 1 / math.sqrt(t))
    alpha = max(eps2, norm(p) / math.sqrt(len(p))) * rho
    p = p * (1 - lr * weight_decay)
    s["v"] = s.get("v", 0.0) + one_minus_beta2 * (g * g - s.get("v", 0.0))
    u = g / np.sqrt(np.maximum(s["v"], eps1 * eps1))
    return p - alpha / max(1.0, norm(u) / (math.sqrt(len(p)) * d)) * u


@simple
def signsgd(p, g, t, s, lr, weight_decay=0.0):
    return p - lr * sign(g + weight_decay * p)


@simple
def signum(p, g, t, s, lr, momentum=0.9, weight_decay=0.0):
    return p * (1 - lr * weight_decay) - lr * sign(ema(s, "m", g, momentum))


@simple
def tiger(p, g, t, s, lr, beta=0.965, weight_decay=0.01):
    return p * (1 - lr * weight_decay) - lr * sign(ema(s, "m", g, beta))


@simple
def lion(p, g, t, s, lr, beta1=0.9, beta2=0.99, weight_decay=0.0):
    c = beta1 * s.get("m", 0.0) + (1 - beta1) * g
    ema(s, "m", g, beta2)
    return p - lr * (sign(c) + weight_decay * p)


@simple
def yogi(p, g, t, s, lr, beta1=0.9, beta2=0.999, eps=1e-3, initial_accumulator_value=1e-6, weight_decay=0.0,
         initial_mean=0):
    g = g + weight_decay * p
    m = ema(s, "m", g, beta1, initial_accumulator_value * initial_mean)
    v = s.get("v", np.full_like(g, initial_accumulator_value))
    s["v"] = v - (1 - beta2) * sign(v - g * g) * g * g
    return p - lr * (m / (1 - beta1**t)) / (np.sqrt(s["v"] / (1 - beta2**t)) + eps)


@simple
def adabelief(p, g, t, s, lr, beta1=0.9, beta2=0.999, eps=1e-16, weight_decay=0.0):
    g = g + weight_decay * p
    m = ema(s, "m", g, beta1)
    s["s"] = beta2 * s.get("s", 0.0) + (1 - beta2) * (g - m) ** 2 + eps
    return p - lr * (m / (1 - beta1**t)) / (np.sqrt(s["s"] / (1 - beta2**t)) + eps)


@simple
def adabound(p, g, t, s, lr, beta1=0.9, beta2=0.999, final_lr=0.1, gamma=1e-3, eps=1e-8, weight_decay=0.0, amsbound=0):
    g = g + weight_decay * p
    m, v = ema(s, "m", g, beta1), ema(s, "v", g * g, beta2)
    if amsbound:
        s["max"] = np.maximum(s.get("max", 0.0), v)
        v = s["max"]
    rate = lr * math.sqrt(1 - beta2**t) / (1 - beta1**t) / (np.sqrt(v) + eps)
    low, high = final_lr * (1 - 1 / (gamma * t + 1)), final_lr * (1 + 1 / (gamma * t))
    return p - np.clip(rate, low, high) * m


@simple
def adamod(p, g, t, s, lr, beta1=0.9, beta2=0.999, beta3=0.9999, eps=1e-8, weight_decay=0.0):
    g = g + weight_decay * p
    m, v = ema(s, "m", g, beta1), ema(s, "v", g * g, beta2)
    rate = lr * math.sqrt(1 - beta2**t) / (1 - beta1**t) / (np.sqrt(v) + eps)
    return p - np.minimum(rate, ema(s, "n", rate, beta3)) * m


@simple
def adan(p, g, t, s, lr, beta1=0.98, beta2=0.92, beta3=0.99, eps=1e-8, weight_decay=0.0):
    d = g - s.get("last", g)
    s["last"] = g
    m, w = ema(s, "m", g, beta1), ema(s, "w", d, beta2)
    n = ema(s, "n", (g + beta2 * d) ** 2, beta3)
    step = (m / (1 - beta1**t) + beta2 * w / (1 - beta2**t)) / (np.sqrt(n / (1 - beta3**t)) + eps)
    return (p - lr * step) / (1 + lr * weight_decay)


@simple
def laprop(p, g, t, s, lr, beta1=0.9, beta2=0.999, eps=1e-15, weight_decay=0.0):
    v = ema(s, "v", g * g, beta2)
    m = ema(s, "m", lr * g / (np.sqrt(v / (1 - beta2**t)) + eps), beta1)
    return p * (1 - lr * weight_decay) - m / (1 - beta1**t)


@simple
def adopt(p, g, t, s, lr, beta1=0.9, beta2=0.9999, eps=1e-6, weight_decay=0.0):
    if t == 1:
        s["v"] = g * g
        return p
    clip = (t - 1) ** 0.25
    m = ema(s, "m", np.clip(g / np.maximum(np.sqrt(s["v"]), eps), -clip, clip), beta1)
    p = p * (1 - lr * weight_decay) - lr * m
    ema(s, "v", g * g, beta2)
    return p


@simple
def ademamix(p, g, t, s, lr, beta1=0.9, beta2=0.999, beta3=0.9999, alpha=5.0, eps=1e-8, weight_decay=0.0):
    fast, slow, v = ema(s, "fast", g, beta1), ema(s, "slow", g, beta3), ema(s, "v", g * g, beta2)
    step = (fast / (1 - beta1**t) + alpha * slow) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return p - lr * (step + weight_decay * p)


@simple
def qhm(p, g, t, s, lr, momentum=0.999, nu=0.7, weight_decay=0.0):
    g = g + weight_decay * p
    return p - lr * ((1 - nu) * g + nu * ema(s, "b", g, momentum))


# The authors' form: corrected means by decays that depend on the step.
@simple
def qhadam(p, g, t, s, lr, beta1=0.995, beta2=0.999, nu1=0.7, nu2=1.0, eps=1e-8, weight_decay=0.0):
    g = g + weight_decay * p
    for name, value, beta in (("1", g, beta1), ("2", g * g, beta2)):
        s["weight" + name] = 1 + beta * s.get("weight" + name, 0.0)
        adjusted = 1 - 1 / s["weight" + name]
        s["mean" + name] = adjusted * s.get("mean" + name, 0.0) + (1 - adjusted) * value
    mean = nu1 * s["mean1"] + (1 - nu1) * g
    return p - lr * mean / (np.sqrt(nu2 * s["mean2"] + (1 - nu2) * g * g) + eps)


@simple
def aggmo(p, g, t, s, lr, beta1=0.0, beta2=0.9, beta3=0.99, weight_decay=0.0):
    g = g + weight_decay * p
    for i, beta in enumerate((beta1, beta2, beta3)):
        s[i] = beta * s.get(i, 0.0) + g
    return p - lr / 3 * s[0] - lr / 3 * s[1] - lr / 3 * s[2]


@simple
def novograd(p, g, t, s, lr, beta1=0.95, beta2=0.98, eps=1e-8, weight_decay=0.0):
    square = float(np.dot(g, g))
    s["v"] = square if t == 1 else beta2 * s["v"] + (1 - beta2) * square
    scaled = g / (math.sqrt(s["v"]) + eps) + weight_decay * p
    s["m"] = scaled if t == 1 else beta1 * s["m"] + scaled
    return p - lr * s["m"]


@simple
def diffgrad(p, g, t, s, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
    g = g + weight_decay * p
    m, v = ema(s, "m", g, beta1), ema(s, "v", g * g, beta2)
    friction = 1 / (1 + np.exp(-np.abs(s.get("last", 0.0) - g)))
    s["last"] = g
    return p - lr * math.sqrt(1 - beta2**t) / (1 - beta1**t) * (m * friction) / (np.sqrt(v) + eps)


@simple
def madgrad(p, g, t, s, lr, momentum=0.9, eps=1e-6, weight_decay=0.0):
    g = g + weight_decay * p
    start = s.setdefault("start", p)
    weight = (lr + eps) * math.sqrt(t)
    s["nu"] = s.get("nu", 0.0) + weight * g * g
    s["s"] = s.get("s", 0.0) + weight * g
    return momentum * p + (1 - momentum) * (start - s["s"] / (np.cbrt(s["nu"]) + eps))


# The authors' code keeps z and y; x is what it evaluates.
def schedule_free_sgd(p, lr, momentum=0.9, weight_decay=0.0, warmup_steps=0, r=0.0):
    y, z, total, largest, t = p, p, 0.0, 0.0, 0
    while True:
        g = yield y
        t += 1
        rate = lr * min(1.0, t / warmup_steps) if warmup_steps else lr
        g = g + weight_decay * y
        largest = max(largest, rate)
        weight = t**r * largest**2
        total += weight
        c = weight / total
        y = y + c * (z - y) + rate * (momentum * (1 - c) - 1) * g
        z = z - rate * g
        yield ("at", (y - (1 - momentum) * z) / momentum)


def schedule_free_adamw(p, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0, warmup_steps=0, r=0.0):
    y, z, v, total, largest, t = p, p, 0.0, 0.0, 0.0, 0
    while True:
        g = yield y
        t += 1
        rate = lr * min(1.0, t / warmup_steps) if warmup_steps else lr
        v = beta2 * v + (1 - beta2) * g * g
        step = g / (np.sqrt(v / (1 - beta2**t)) + eps) + weight_decay * y
        largest = max(largest, rate)
        weight = t**r * largest**2
        total += weight
        c = weight / total
        y = y + c * (z - y) + rate * (beta1 * (1 - c) - 1) * step
        z = z - rate * step
        yield ("at", (y - (1 - beta1) * z) / beta1)


@simple
def prodigy(p, g, t, s, lr, beta1=0.9, beta2=0.999, beta3=0, d0=1e-6, d_coef=1.0, eps=1e-8, weight_decay=0.0,
            use_bias_correction=0):
    beta3 = beta3 or math.sqrt(beta2)
    start, d = s.setdefault("start", p), s.setdefault("d", d0)
    dlr = d * lr * (math.sqrt(1 - beta2**t) / (1 - beta1**t) if use_bias_correction else 1)
    s["num"] = beta3 * s.get("num", 0.0) + d / d0 * dlr * float(np.dot(g, start - p))
    m, v = ema(s, "m", d * g, beta1), ema(s, "v", (d * g) ** 2, beta2)
    s["s"] = beta3 * s.get("s", 0.0) + d / d0 * dlr * g
    s["d"] = max(d, d_coef * s["num"] / float(np.sum(np.abs(s["s"]))))
    return p - dlr * weight_decay * p - dlr * m / (np.sqrt(v) + s["d"] * eps)


@simple
def dadapt_sgd(p, g, t, s, lr, momentum=0.0, weight_decay=0.0, d0=1e-6, growth_rate=math.inf):
    start, d, first = s.setdefault("start", p), s.setdefault("d", d0), s.setdefault("first", norm(g))
    dlr = d * lr / first
    g = g + weight_decay * p
    s["num"] = s.get("num", 0.0) + dlr * float(np.dot(g, s.get("s", np.zeros_like(g))))
    s["s"] = s.get("s", 0.0) + dlr * g
    s["d"] = max(d, min(2 * s["num"] / norm(s["s"]), d * growth_rate))
    return momentum * p + (1 - momentum) * (start - s["s"])


@simple
def dog(p, g, t, s, lr, reps_rel=1e-6, eps=1e-8, weight_decay=0.0):
    g = g + weight_decay * p
    start = s.setdefault("start", p)
    s["r"] = max(s.get("r", reps_rel * (1 + norm(start))), norm(p - start))
    s["sum"] = s.get("sum", 0.0) + norm(g) ** 2
    return p - lr * s["r"] / math.sqrt(s["sum"] + eps) * g


@simple
def dowg(p, g, t, s, lr, eps=1e-4, weight_decay=0.0):
    g = g + weight_decay * p
    start = s.setdefault("start", p)
    s["r2"] = max(s.get("r2", eps), norm(p - start) ** 2)
    s["sum"] = s.get("sum", 0.0) + s["r2"] * norm(g) ** 2
    return p - lr * s["r2"] / (math.sqrt(s["sum"]) + eps) * g


@simple
def cocob(p, g, t, s, lr, alpha=100.0, eps=1e-8, weight_decay=0.0):
    g = lr * (g + weight_decay * p)
    start = s.setdefault("start", p)
    largest = s["L"] = np.maximum(s.get("L", eps), np.abs(g))
    s["G"] = s.get("G", 0.0) + np.abs(g)
    s["R"] = np.maximum(s.get("R", 0.0) - g * (p - start), 0)
    s["theta"] = s.get("theta", 0.0) - g
    return start + s["theta"] / (largest * np.maximum(s["G"] + largest, alpha * largest)) * (largest + s["R"])


@simple
def optimistic_gd(p, g, t, s, lr, alpha=1.0, beta=1.0):
    last = s.get("last", g)
    s["last"] = g
    return p - lr * ((alpha + beta) * g - beta * last)


@simple
def pid(p, g, t, s, lr, momentum=0.9, dampening=0.0, integral=5.0, derivative=10.0, weight_decay=0.0):
    g = g + weight_decay * p
    s["I"] = momentum * s.get("I", 0.0) + (1 - dampening) * g
    s["D"] = momentum * s.get("D", 0.0) + (1 - momentum) * (g - s.get("last", g))
    s["last"] = g
    return p - lr * (g + integral * s["I"] + derivative * s["D"])


def sgd_step(p, g, t, s, lr, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=0):
    g = g + weight_decay * p
    if momentum:
        s["b"] = g if t == 1 else momentum * s["b"] + (1 - dampening) * g
        g = g + momentum * s["b"] if nesterov else s["b"]
    return p - lr * g


def adam_step(p, g, t, s, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
    g = g + weight_decay * p
    m, v = ema(s, "m", g, beta1), ema(s, "v", g * g, beta2)
    return p - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)


def sam(p, lr, rho=0.05, **base):
    state, t = {}, 0
    while True:
        g = yield p
        g = yield p + rho * g / (norm(g) + 1e-12)
        t += 1
        p = sgd_step(p, g, t, state, lr, **base)
        yield ("at", p)


def asam(p, lr, rho=0.5, eta=0.01, **base):
    state, t = {}, 0
    while True:
        g = yield p
        scale = np.abs(p) + eta
        g = yield p + rho * scale * scale * g / (norm(scale * g) + 1e-12)
        t += 1
        p = sgd_step(p, g, t, state, lr, **base)
        yield ("at", p)


def lookahead_of(base_step):
    def rule(p, lr, k=5, alpha=0.5, **base):
        state, slow, t = {}, p, 0
        while True:
            g = yield p
            t += 1
            p = base_step(p, g, t, state, lr, **base)
            if t % k == 0:
                slow = slow + alpha * (p - slow)
                p = slow
            yield ("at", p)

    return rule


lookahead, lookahead_adam = lookahead_of(sgd_step), lookahead_of(adam_step)


@simple
def sgld(p, g, t, s, lr, temperature=1.0):
    return p - lr * g - math.sqrt(2 * lr * temperature) * common.normals(common.words(t), len(p))


# optax: the variance is eta / t^gamma.
@simple
def noisy_sgd(p, g, t, s, lr, eta=0.01, gamma=0.55):
    return p - lr * (g + math.sqrt(eta / t**gamma) * common.normals(common.words(t), len(p)))


def descend(rule, hyper, lr, start, gradient):
    running = rule(start, lr, **hyper)
    positions, asked = [], next(running)
    while len(positions) < max(common.STEPS):
        asked = running.send(gradient(asked))
        if isinstance(asked, tuple):
            positions.append(asked[1])
            asked = next(running)
    return positions


# rule, learning rate for rosenbrock, for the others, hyper-parameters
CASES = [
    (nadam, 0.003, 0.02, [{}, {"constant_mu": 1}, {"momentum_decay": 0.1, "beta2": 0.95, "weight_decay": 0.1},
                           {"beta1": 0.8, "eps": 0.1}]),
    (adagrad, 0.1, 0.1, [{"eps_in_root": 1, "eps": 1e-7, "initial_accumulator_value": 0.1}]),
    (rmsprop, 0.003, 0.01, [{"eps_in_root": 1, "alpha": 0.9},
                            {"eps_in_root": 1, "alpha": 0.9, "eps": 1e-3, "centered": 1, "momentum": 0.5}]),
    (adafactor, 0.002, 0.003, [{}, {"d": 2, "eps2": 0.5, "weight_decay": 0.1, "beta2_decay": -0.5},
                                {"eps1": 5.0}]),
    (signsgd, 0.003, 0.003, [{}, {"weight_decay": 0.1}]),
    (signum, 0.003, 0.003, [{}, {"momentum": 0.5, "weight_decay": 0.1}]),
    (tiger, 0.003, 0.003, [{}, {"beta": 0.5, "weight_decay": 0}]),
    (lion, 0.003, 0.003, [{}, {"beta1": 0.5, "beta2": 0.9, "weight_decay": 0.1}]),
    (yogi, 0.01, 0.02, [{}, {"eps": 1e-8, "beta2": 0.9, "initial_accumulator_value": 0.01, "weight_decay": 0.1},
                        {"initial_mean": 1, "initial_accumulator_value": 0.1}]),
    (adabelief, 0.005, 0.02, [{}, {"eps": 1e-8, "beta2": 0.9, "weight_decay": 0.1}]),
    (adabound, 0.01, 0.02, [{"final_lr": 5e-4}, {"final_lr": 1e-3, "gamma": 0.1, "amsbound": 1, "weight_decay": 0.1}]),
    (adamod, 0.01, 0.02, [{}, {"beta3": 0.9, "weight_decay": 0.1}]),
    (adan, 0.002, 0.005, [{}, {"beta1": 0.9, "beta2": 0.5, "beta3": 0.9, "weight_decay": 0.1}]),
    (laprop, 0.002, 0.003, [{}, {"beta1": 0.5, "beta2": 0.9, "eps": 1e-4, "weight_decay": 0.1}]),
    (adopt, 0.002, 0.003, [{}, {"beta1": 0.5, "beta2": 0.9, "weight_decay": 0.1}]),
    (ademamix, 0.01, 0.01, [{}, {"beta3": 0.99, "alpha": 2, "weight_decay": 0.1}]),
    (qhm, 2e-4, 5e-3, [{}, {"momentum": 0.9, "nu": 0.9, "weight_decay": 0.1}]),
    (qhadam, 0.003, 0.01, [{}, {"nu1": 0.5, "nu2": 0.8, "beta1": 0.9, "weight_decay": 0.1}]),
    (aggmo, 2e-5, 5e-4, [{}, {"beta1": 0.5, "beta3": 0.95, "weight_decay": 0.1}]),
    (novograd, 0.001, 0.002, [{}, {"beta1": 0.9, "beta2": 0.25, "weight_decay": 0.1}]),
    (diffgrad, 0.01, 0.02, [{}, {"beta2": 0.9, "weight_decay": 0.1}]),
    (madgrad, 0.002, 0.01, [{}, {"momentum": 0, "eps": 1e-3, "weight_decay": 0.1}]),
    (schedule_free_sgd, 2e-4, 5e-3, [{}, {"momentum": 0.8, "warmup_steps": 20, "weight_decay": 0.1, "r": 1}]),
    (schedule_free_adamw, 0.01, 0.02, [{}, {"beta1": 0.8, "warmup_steps": 20, "weight_decay": 0.1, "r": 0.5}]),
    (prodigy, 0.1, 0.3, [{}, {"use_bias_correction": 1, "weight_decay": 0.01, "beta3": 0.99},
                         {"d0": 1e-3, "d_coef": 0.5}]),
    (dadapt_sgd, 0.1, 0.5, [{}, {"d0": 1e-3, "growth_rate": 1.02, "momentum": 0.5, "weight_decay": 0.1}]),
    (dog, 1.0, 1.0, [{}, {"reps_rel": 1e-3, "weight_decay": 0.1}]),
    (dowg, 0.1, 0.3, [{}, {"eps": 1e-2, "weight_decay": 0.1}]),
    (cocob, 1.0, 1.0, [{}, {"alpha": 50, "weight_decay": 0.01}]),
    (optimistic_gd, 2e-4, 5e-3, [{}, {"alpha": 0.8, "beta": 0.4}]),
    (pid, 5e-6, 1e-4, [{}, {"momentum": 0.5, "dampening": 0.2, "integral": 2, "derivative": 3, "weight_decay": 0.1}]),
    (sam, 2e-4, 2e-3, [{}, {"rho": 0.1, "momentum": 0.3, "weight_decay": 0.1}]),
    (asam, 2e-4, 5e-3, [{"rho": 0.05}, {"rho": 0.1, "eta": 0.1, "momentum": 0.5, "nesterov": 1}]),
    (lookahead, 2e-4, 5e-3, [{}, {"k": 3, "alpha": 0.8, "momentum": 0.9}]),
    (lookahead_adam, 0.01, 0.02, [{}, {"k": 7, "beta1": 0.8, "weight_decay": 0.1}]),
    (sgld, 1e-4, 1e-3, [{}, {"temperature": 0.01}]),
    (noisy_sgd, 2e-4, 5e-3, [{}, {"eta": 10, "gamma": 0.2}]),
]


def main():
    names = {rule: name for name, rule in globals().items() if callable(rule)}
    rows = []
    for rule, steep, gentle, hypers in CASES:
        for hyper in hypers:
            for function in common.FUNCTIONS:
                lr = steep if function.name == "rosenbrock" else gentle
                rows += common.rows(
                    names[rule], hyper, function, lr,
                    lambda rate, gradient: descend(rule, hyper, rate, function.start, gradient),
                )
    common.write("first_order.csv", rows)


if __name__ == "__main__":
    main()
