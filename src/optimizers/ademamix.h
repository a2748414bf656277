// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam with a second, much slower mean of the gradient, which is not corrected for its start (optax;
/// elsewhere it is divided by 1 - beta1^t too).  The paper's warm-up of alpha and beta3 is left out.
struct AdEmaMix {
  static constexpr OptimizerInfo info{
      .name = "ademamix",
      .title = "AdEMAMix",
      .rule =
          "m1, m2, v: means of g, g, g^2 with decays beta1, beta3, beta2; p *= 1 - lr weight_decay; "
          "p -= lr (m1 / (1 - beta1^t) + alpha m2) / (sqrt(v / (1 - beta2^t)) + eps)",
      .source = "M. Pagliardini, P. Ablin, D. Grangier 2024, algorithm 1; optax.contrib.ademamix",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, beta3 = 0.9999, alpha = 5, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      beta2_field(&Hyper::beta2),
      {"beta3", &Hyper::beta3, kDecay, "decay of the slow mean of the gradient"},
      {"alpha", &Hyper::alpha, {0, 100}, "weight of the slow mean"},
      eps_field(&Hyper::eps),
      decoupled_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R of_fast, of_slow, inverse_root, beta1, gain1, beta2, gain2, beta3, gain3, eps, keep;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> fast, slow, v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.fast, "m1", "The fast mean of the gradients: beta1 of the old mean plus 1 - beta1 of g.");
    tell(s.slow, "m2",
         "The slow mean, which remembers gradients of thousands of steps: beta3 of the old one plus 1 - "
         "beta3 of g.");
    tell(s.v, "v", words::kSquare);
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.of_fast, "lr / (1 - beta1^t)", "The rate of m1, raised while m1 is still filling up from 0.");
    tell(c.of_slow, "lr alpha", "The rate of m2.");
    tell(c.inverse_root, "1 / sqrt(1 - beta2^t)", words::kRootFill);
    tell(c.keep, "1 - lr weight_decay", words::kKeep);
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr / filled(h.beta1, t),
            lr * h.alpha,
            1 / sqrt(filled(h.beta2, t)),
            h.beta1,
            1 - h.beta1,
            h.beta2,
            1 - h.beta2,
            h.beta3,
            1 - h.beta3,
            h.eps,
            1 - lr * h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    s.fast = T(c.beta1) * s.fast + T(c.gain1) * g;
    s.slow = T(c.beta3) * s.slow + T(c.gain3) * g;
    s.v = T(c.beta2) * s.v + T(c.gain2) * (g * g);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++)
      p[i] = T(c.keep) * p[i] - (T(c.of_fast) * s.fast[i] + T(c.of_slow) * s.slow[i]) /
                                    (sqrt(s.v[i]) * T(c.inverse_root) + T(c.eps));
  }
};

}  // namespace thalweg
