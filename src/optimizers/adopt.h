// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam that divides by the second moment of the steps before this one, which makes it converge with any
/// beta2.  The first step only fills the second moment; the divided gradient is clipped at (t - 1)^(1/4).
struct Adopt {
  static constexpr OptimizerInfo info{
      .name = "adopt",
      .title = "ADOPT",
      .rule =
          "t = 1: v = g^2; then u = clip(g / max(sqrt(v), eps), +-(t - 1)^(1/4)); m = beta1 m + (1 - "
          "beta1) u; p -= lr m; v = beta2 v + (1 - beta2) g^2",
      .source = "S. Taniguchi et al. 2024, algorithm 2",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.9999, eps = 1e-6, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"beta1", &Hyper::beta1, kDecay, "decay of the mean of the divided gradient"},
      beta2_field(&Hyper::beta2),
      {"eps", &Hyper::eps, kSmall, "smallest divisor"},
      decoupled_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R lr, clip, beta1, gain1, beta2, gain2, eps, keep;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", "The mean of the gradients, each divided by its usual size first.");
    tell(s.v, "v",
         "The mean of the squared gradients; this step divided by the old one, the new one serves the next "
         "step.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.clip, "(t - 1)^(1/4)",
         "The longest that the divided gradient may be per coordinate; it grows with the step.");
    tell(c.keep, "1 - lr weight_decay", words::kKeep);
    tell(c.lr, "lr, 0 at t = 1", "The rate; the first step only fills v.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    if (t == 1) return {0, 0, 0, 0, 0, 1, h.eps, 1};
    return {lr,    sqrt(sqrt(double(t - 1))), h.beta1, 1 - h.beta1, h.beta2, 1 - h.beta2,
            h.eps, 1 - lr * h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T divided = clamp(g[i] / floor_at(T(c.eps), sqrt(s.v[i])), T(-c.clip), T(c.clip));
      s.m[i] = T(c.beta1) * s.m[i] + T(c.gain1) * divided;
      p[i] = T(c.keep) * p[i] - T(c.lr) * s.m[i];
    }
    s.v = T(c.beta2) * s.v + T(c.gain2) * (g * g);
  }
};

}  // namespace thalweg
