// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Momentum over gradients that are divided by a mean of their length: one second moment per particle.  Both
/// moments start with the first gradient, as in the paper.
struct NovoGrad {
  static constexpr OptimizerInfo info{
      .name = "novograd",
      .title = "NovoGrad",
      .rule =
          "v = beta2 v + (1 - beta2) |g|^2; m = beta1 m + g / (sqrt(v) + eps) + weight_decay p; p -= lr m",
      .source = "B. Ginsburg et al. 2019, algorithm 1",
      .family = Family::normalized,
      .lr_factor = 0.1};
  struct Hyper {
    double beta1 = 0.95, beta2 = 0.98, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"beta1", &Hyper::beta1, kDecay, "decay of the sum of the divided gradients"},
      {"beta2", &Hyper::beta2, kDecay, "decay of the mean of |g|^2; optax has 0.25"},
      eps_field(&Hyper::eps),
      {"weight_decay", &Hyper::weight_decay, kPull, "pull towards 0, added to the divided gradient"},
  };

  template <class R>
  struct Step {
    R lr, beta1, beta2, gain2, eps, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m;
    T v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", "The momentum: beta1 of the old one plus the divided gradient.");
    tell(s.v, "v", "The mean of the squared length of the gradients: one number for all coordinates.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.gain2, "1 - beta2, 1 at t = 1", "How much of |g|^2 enters v: all of the first one.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr, h.beta1, h.beta2, t == 1 ? 1 : 1 - h.beta2, h.eps, h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    s.v = T(c.beta2) * s.v + T(c.gain2) * dot(g, g);
    const T divisor = sqrt(s.v) + T(c.eps);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      s.m[i] = T(c.beta1) * s.m[i] + (g[i] / divisor + T(c.weight_decay) * p[i]);
      p[i] = p[i] - T(c.lr) * s.m[i];
    }
  }
};

}  // namespace thalweg
