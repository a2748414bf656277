// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam whose rate per coordinate may not exceed its own long-term mean.  eps is added before the bias
/// correction.
struct AdaMod {
  static constexpr OptimizerInfo info{
      .name = "adamod",
      .title = "AdaMod",
      .rule =
          "a = lr sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(v) + eps); n = beta3 n + (1 - beta3) a; "
          "p -= min(a, n) m",
      .source = "J. Ding et al. 2019, algorithm 1",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, beta3 = 0.9999, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      beta2_field(&Hyper::beta2),
      {"beta3", &Hyper::beta3, kDecay, "decay of the mean of the rate"},
      eps_field(&Hyper::eps),
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R rate, beta1, gain1, beta2, gain2, beta3, gain3, eps, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, v, n;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.v, "v", words::kSquare);
    tell(s.n, "n", "The long-term mean of each coordinate's rate, which no rate may exceed.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.rate, "lr sqrt(1 - beta2^t) / (1 - beta1^t)", words::kBothFills);
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr * sqrt(filled(h.beta2, t)) / filled(h.beta1, t),
            h.beta1,
            1 - h.beta1,
            h.beta2,
            1 - h.beta2,
            h.beta3,
            1 - h.beta3,
            h.eps,
            h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.m = T(c.beta1) * s.m + T(c.gain1) * g;
    s.v = T(c.beta2) * s.v + T(c.gain2) * (g * g);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T rate = T(c.rate) / (sqrt(s.v[i]) + T(c.eps));
      s.n[i] = T(c.beta3) * s.n[i] + T(c.gain3) * rate;
      p[i] = p[i] - min(rate, s.n[i]) * s.m[i];
    }
  }
};

}  // namespace thalweg
