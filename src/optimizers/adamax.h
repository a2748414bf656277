// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam with the largest gradient instead of the mean square.  eps is added to |g| before the maximum, as
/// PyTorch and optax do; elsewhere the division is by u + eps.
struct Adamax {
  static constexpr OptimizerInfo info{
      .name = "adamax",
      .title = "Adamax",
      .rule = "m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + eps); p -= lr / (1 - beta1^t) m / u",
      .source = "D. Kingma, J. Ba 2015, algorithm 2; torch.optim.Adamax",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      {"beta2", &Hyper::beta2, kDecay, "decay of the largest gradient"},
      {"eps", &Hyper::eps, {1e-300, 1, Scale::log}, "added to |g|, against division by zero"},
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R rate, beta1, gain1, beta2, eps, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, u;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.u, "u", "The largest gradient so far, slowly forgotten: the step is divided by it.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.rate, "lr / (1 - beta1^t)", words::kRateFill);
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr / filled(h.beta1, t), h.beta1, 1 - h.beta1, h.beta2, h.eps, h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.m = T(c.beta1) * s.m + T(c.gain1) * g;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      s.u[i] = max(T(c.beta2) * s.u[i], abs(g[i]) + T(c.eps));
      p[i] = p[i] - T(c.rate) * (s.m[i] / s.u[i]);
    }
  }
};

}  // namespace thalweg
