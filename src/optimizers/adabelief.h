// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam that divides by the spread of the gradient about its mean.  The residual is taken from the new mean,
/// so that the first step is lr / beta1; eps is added to the variance in every step, where it accumulates,
/// and again outside the root.
struct AdaBelief {
  static constexpr OptimizerInfo info{
      .name = "adabelief",
      .title = "AdaBelief",
      .rule =
          "m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) (g - m)^2 + eps; "
          "p -= lr / (1 - beta1^t) m / (sqrt(s / (1 - beta2^t)) + eps)",
      .source = "J. Zhuang et al. 2020, algorithm 2; optax.adabelief",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-16, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      {"beta2", &Hyper::beta2, kDecay, "decay of the variance of the gradient"},
      eps_field(&Hyper::eps),
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R rate, inverse_root, beta1, gain1, beta2, gain2, eps, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, s;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.s, "s",
         "The mean of (g - m)^2: small where the gradient is as expected, so that the step there is long.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.rate, "lr / (1 - beta1^t)", words::kRateFill);
    tell(c.inverse_root, "1 / sqrt(1 - beta2^t)",
         "What sqrt(s) is multiplied by, because s began at 0 too; in the end it is 1.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr / filled(h.beta1, t),
            1 / sqrt(filled(h.beta2, t)),
            h.beta1,
            1 - h.beta1,
            h.beta2,
            1 - h.beta2,
            h.eps,
            h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.m = T(c.beta1) * s.m + T(c.gain1) * g;
    const Vec<T, N> r = g - s.m;
    s.s = (T(c.beta2) * s.s + T(c.gain2) * (r * r)) + T(c.eps);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++)
      p[i] = p[i] - T(c.rate) * (s.m[i] / (sqrt(s.s[i]) * T(c.inverse_root) + T(c.eps)));
  }
};

}  // namespace thalweg
