// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// QHM's weighted mean in both moments of Adam; nu1 = nu2 = 1 is Adam.  Defaults of the paper's section 5.
struct QhAdam {
  static constexpr OptimizerInfo info{
      .name = "qhadam",
      .title = "QHAdam",
      .rule =
          "p -= lr ((1 - nu1) g + nu1 m / (1 - beta1^t)) / (sqrt((1 - nu2) g^2 + nu2 v / (1 - "
          "beta2^t)) + eps)",
      .source = "J. Ma, D. Yarats 2019, section 5",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.995, beta2 = 0.999, nu1 = 0.7, nu2 = 1, eps = 1e-8, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      beta2_field(&Hyper::beta2),
      {"nu1", &Hyper::nu1, kFraction, "share of the mean in the numerator"},
      {"nu2", &Hyper::nu2, kFraction, "share of the mean in the divisor"},
      eps_field(&Hyper::eps),
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R of_gradient, of_mean, of_square, of_mean_square, beta1, gain1, beta2, gain2, eps, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m, v;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m", words::kMean);
    tell(s.v, "v", words::kSquare);
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.of_gradient, "lr (1 - nu1)", "The rate of the newest gradient itself.");
    tell(c.of_mean, "lr nu1 / (1 - beta1^t)", "The rate of m, raised while m is still filling up from 0.");
    tell(c.of_mean_square, "nu2 / (1 - beta2^t)",
         "The weight of v under the root, raised while v is still filling up from 0.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr * (1 - h.nu1),
            lr * h.nu1 / filled(h.beta1, t),
            1 - h.nu2,
            h.nu2 / filled(h.beta2, t),
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
    for (int i = 0; i < N; i++)
      p[i] = p[i] - (T(c.of_gradient) * g[i] + T(c.of_mean) * s.m[i]) /
                        (sqrt(T(c.of_square) * (g[i] * g[i]) + T(c.of_mean_square) * s.v[i]) + T(c.eps));
  }
};

}  // namespace thalweg
