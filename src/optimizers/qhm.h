// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Quasi-hyperbolic momentum: a weighted mean of the plain step and the momentum step.  The momentum is a
/// decaying mean from 0, so that the first step is about (1 - nu) lr g.
struct Qhm {
  static constexpr OptimizerInfo info{
      .name = "qhm",
      .title = "QHM",
      .rule = "b = momentum b + (1 - momentum) g; p -= lr ((1 - nu) g + nu b)",
      .source = "J. Ma, D. Yarats 2019, equations 3 and 4"};
  struct Hyper {
    double momentum = 0.999, nu = 0.7, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"momentum", &Hyper::momentum, kDecay, "decay of the mean of the gradient"},
      {"nu", &Hyper::nu, kFraction, "share of the mean in the step"},
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R of_gradient, of_mean, momentum, gain, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> b;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.b, "b", "The mean of the gradients: momentum times the old one plus 1 - momentum of g.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.of_gradient, "lr (1 - nu)", "The rate of the newest gradient itself.");
    tell(c.of_mean, "lr nu", "The rate of b.");
  }
  static Step<double> at(const Hyper& h, double lr, i64) {
    return {lr * (1 - h.nu), lr * h.nu, h.momentum, 1 - h.momentum, h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.b = T(c.momentum) * s.b + T(c.gain) * g;
    p = p - (T(c.of_gradient) * g + T(c.of_mean) * s.b);
  }
};

}  // namespace thalweg
