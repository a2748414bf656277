// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam with Nesterov's look ahead estimated from differences of gradients.  The betas are decays, as in
/// optax; the paper's are 1 minus them.  The weight decay is proximal: a division after the step.
struct Adan {
  static constexpr OptimizerInfo info{
      .name = "adan",
      .title = "Adan",
      .rule =
          "d = g - g_last; m = beta1 m + (1 - beta1) g; w = beta2 w + (1 - beta2) d; n = beta3 n + (1 - "
          "beta3) (g + beta2 d)^2; p -= lr (m^ + beta2 w^) / (sqrt(n^) + eps); p /= 1 + lr weight_decay",
      .source = "X. Xie et al. 2022, algorithm 1",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.98, beta2 = 0.92, beta3 = 0.99, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      {"beta2", &Hyper::beta2, kDecay, "decay of the mean of the gradient's change"},
      {"beta3", &Hyper::beta3, kDecay, "decay of the mean of the squared gradient"},
      eps_field(&Hyper::eps),
      {"weight_decay", &Hyper::weight_decay, kPull, "pull towards 0, a division by 1 + lr weight_decay"},
  };

  template <class R>
  struct Step {
    R of_mean, of_change, inverse_root, beta1, gain1, beta2, gain2, beta3, gain3, eps, keep, follow;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, w, n, last;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.w, "w", "The mean of the gradient's changes: where the gradient is heading.");
    tell(s.n, "n",
         "The mean of the squared gradient, looked ahead by its change: its root divides the step.");
    tell(s.last, "g_last", words::kLast);
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.of_mean, "lr / (1 - beta1^t)", "The rate of m, raised while m fills up from 0.");
    tell(c.of_change, "lr beta2 / (1 - beta2^t)", "The rate of w, raised while w fills up from 0.");
    tell(c.inverse_root, "1 / sqrt(1 - beta3^t)",
         "What sqrt(n) is multiplied by, because n began at 0 too; in the end it is 1.");
    tell(c.keep, "1 / (1 + lr weight_decay)", words::kKeep);
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr / filled(h.beta1, t),
            lr * h.beta2 / filled(h.beta2, t),
            1 / sqrt(filled(h.beta3, t)),
            h.beta1,
            1 - h.beta1,
            h.beta2,
            1 - h.beta2,
            h.beta3,
            1 - h.beta3,
            h.eps,
            1 / (1 + lr * h.weight_decay),
            double(t > 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    const Vec<T, N> d = T(c.follow) * (g - s.last), looked = g + T(c.beta2) * d;
    s.m = T(c.beta1) * s.m + T(c.gain1) * g;
    s.w = T(c.beta2) * s.w + T(c.gain2) * d;
    s.n = T(c.beta3) * s.n + T(c.gain3) * (looked * looked);
    s.last = g;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T step =
          (T(c.of_mean) * s.m[i] + T(c.of_change) * s.w[i]) / (sqrt(s.n[i]) * T(c.inverse_root) + T(c.eps));
      p[i] = T(c.keep) * (p[i] - step);
    }
  }
};

}  // namespace thalweg
