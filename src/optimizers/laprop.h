// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam that divides first and averages then, so that the two decays do not depend on each other.  The
/// learning rate is inside the mean.
struct LaProp {
  static constexpr OptimizerInfo info{
      .name = "laprop",
      .title = "LaProp",
      .rule =
          "v = beta2 v + (1 - beta2) g^2; m = beta1 m + (1 - beta1) lr g / (sqrt(v / (1 - beta2^t)) + "
          "eps); p *= 1 - lr weight_decay; p -= m / (1 - beta1^t)",
      .source = "L. Ziyin et al. 2020, algorithm 1",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-15, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"beta1", &Hyper::beta1, kDecay, "decay of the mean of the divided gradient"},
      beta2_field(&Hyper::beta2),
      eps_field(&Hyper::eps),
      decoupled_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R gain1, correction, inverse_root, beta1, beta2, gain2, eps, keep;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", "The mean of steps: each is lr g over the usual size of g.");
    tell(s.v, "v", words::kSquare);
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.gain1, "(1 - beta1) lr", "How much of the divided gradient enters m.");
    tell(c.correction, "1 / (1 - beta1^t)",
         "What m is multiplied by, because it began at 0; in the end it is 1.");
    tell(c.inverse_root, "1 / sqrt(1 - beta2^t)", words::kRootFill);
    tell(c.keep, "1 - lr weight_decay", words::kKeep);
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {(1 - h.beta1) * lr,
            1 / filled(h.beta1, t),
            1 / sqrt(filled(h.beta2, t)),
            h.beta1,
            h.beta2,
            1 - h.beta2,
            h.eps,
            1 - lr * h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    s.v = T(c.beta2) * s.v + T(c.gain2) * (g * g);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T divided = g[i] / (sqrt(s.v[i]) * T(c.inverse_root) + T(c.eps));
      s.m[i] = T(c.beta1) * s.m[i] + T(c.gain1) * divided;
      p[i] = T(c.keep) * p[i] - T(c.correction) * s.m[i];
    }
  }
};

}  // namespace thalweg
