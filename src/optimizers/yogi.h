// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam whose second moment moves by at most (1 - beta2) g^2, so that it forgets slowly.  It starts at
/// initial_accumulator_value; optax lets the first moment start there too, which is initial_mean.
struct Yogi {
  static constexpr OptimizerInfo info{.name = "yogi",
                                      .title = "Yogi",
                                      .rule =
                                          "m = beta1 m + (1 - beta1) g; v -= (1 - beta2) sign(v - g^2) g^2; "
                                          "p -= lr / (1 - beta1^t) m / (sqrt(v / (1 - beta2^t)) + eps)",
                                      .source = "M. Zaheer et al. 2018, algorithm 2; optax.yogi",
                                      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-3, initial_accumulator_value = 1e-6, weight_decay = 0,
           initial_mean = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      beta2_field(&Hyper::beta2),
      eps_field(&Hyper::eps),
      {"initial_accumulator_value",
       &Hyper::initial_accumulator_value,
       {0, 1},
       "where the mean of the squared gradient starts"},
      weight_decay_field(&Hyper::weight_decay),
      {"initial_mean", &Hyper::initial_mean, kSwitch,
       "let the mean of the gradient start there too, as optax does"},
  };

  template <class R>
  struct Step {
    R rate, inverse_root, beta1, gain1, gain2, eps, initial, initial_mean, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.v, "v",
         "An estimate of the squared gradient that moves by (1 - beta2) g^2 at most, up or down: its root "
         "divides the step.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.rate, "lr / (1 - beta1^t)", words::kRateFill);
    tell(c.inverse_root, "1 / sqrt(1 - beta2^t)", words::kRootFill);
    tell(c.initial, "v_0 at t = 1", "Where v begins.");
    tell(c.initial_mean, "m_0 at t = 1", "Where m begins.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    const double initial = t == 1 ? h.initial_accumulator_value : 0;
    return {lr / filled(h.beta1, t),
            1 / sqrt(filled(h.beta2, t)),
            h.beta1,
            1 - h.beta1,
            1 - h.beta2,
            h.eps,
            initial,
            initial * h.initial_mean,
            h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.m = T(c.beta1) * (s.m + T(c.initial_mean)) + T(c.gain1) * g;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T v = s.v[i] + T(c.initial), square = g[i] * g[i];
      s.v[i] = v - T(c.gain2) * sign(v - square) * square;
      p[i] = p[i] - T(c.rate) * (s.m[i] / (sqrt(s.v[i]) * T(c.inverse_root) + T(c.eps)));
    }
  }
};

}  // namespace thalweg
