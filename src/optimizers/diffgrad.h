// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam whose step is damped where the gradient changes little: by the logistic function of |g_last - g|,
/// between 1/2 and 1.  eps is added before the bias correction.
struct DiffGrad {
  static constexpr OptimizerInfo info{
      .name = "diffgrad",
      .title = "diffGrad",
      .rule =
          "xi = 1 / (1 + exp(-|g_last - g|)); p -= lr sqrt(1 - beta2^t) / (1 - beta1^t) xi m / (sqrt(v) "
          "+ eps)",
      .source = "S. Dubey et al. 2020, algorithm 1",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {beta1_field(&Hyper::beta1), beta2_field(&Hyper::beta2),
                                            eps_field(&Hyper::eps), weight_decay_field(&Hyper::weight_decay)};

  template <class R>
  struct Step {
    R rate, beta1, gain1, beta2, gain2, eps, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, v, last;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.v, "v", words::kSquare);
    tell(s.last, "g_last", words::kLast);
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
      const T damping = T(1) / (T(1) + exp(-abs(s.last[i] - g[i])));
      p[i] = p[i] - T(c.rate) * (damping * s.m[i] / (sqrt(s.v[i]) + T(c.eps)));
    }
    s.last = g;
  }
};

}  // namespace thalweg
