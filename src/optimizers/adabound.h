// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam whose rate per coordinate is held in a band that closes around final_lr, so that it ends as SGD.  As
/// in the authors' code eps is added before the bias correction; AMSBound takes the largest second moment.
struct AdaBound {
  static constexpr OptimizerInfo info{
      .name = "adabound",
      .title = "AdaBound",
      .rule =
          "a = lr sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(v) + eps); p -= clip(a, final_lr (1 - 1 / "
          "(gamma t + 1)), final_lr (1 + 1 / (gamma t))) m",
      .source = "L. Luo et al. 2019, algorithm 2",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, final_lr = 0.1, gamma = 1e-3, eps = 1e-8, weight_decay = 0,
           amsbound = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      beta2_field(&Hyper::beta2),
      {"final_lr", &Hyper::final_lr, {0, 100, Scale::log}, "rate of the SGD that it ends as"},
      {"gamma", &Hyper::gamma, {1e-9, 1, Scale::log}, "how fast the band closes"},
      eps_field(&Hyper::eps),
      weight_decay_field(&Hyper::weight_decay),
      {"amsbound", &Hyper::amsbound, kSwitch, "divide by the largest second moment so far"},
  };

  static constexpr int variants = 2;
  static constexpr int variant(const Hyper& h) { return h.amsbound != 0; }

  template <class T, int N, int V>
  struct Moments {
    Vec<T, N> m, v;
  };
  template <class T, int N>
  struct Moments<T, N, 1> {
    Vec<T, N> m, v, v_max;
  };

  template <int V>
  struct Rule {
    template <class R>
    struct Step {
      R rate, low, high, beta1, gain1, beta2, gain2, eps, weight_decay;
    };
    template <class T, int N>
    using State = Moments<T, N, V>;

    static void terms(const auto& s, const auto& tell) {
      tell(s.m, "m", words::kMean);
      tell(s.v, "v", words::kSquare);
      if constexpr (V == 1) tell(s.v_max, "v_max", words::kLargest);
    }
    static void factors(const auto& c, const auto& tell) {
      tell(c.rate, "lr sqrt(1 - beta2^t) / (1 - beta1^t)", words::kBothFills);
      tell(c.low, "final_lr (1 - 1 / (gamma t + 1))",
           "The smallest rate that a coordinate may have; it rises to final_lr.");
      tell(c.high, "final_lr (1 + 1 / (gamma t))",
           "The largest rate that a coordinate may have; it falls to final_lr.");
    }
    static Step<double> at(const Hyper& h, double lr, i64 t) {
      const double age = h.gamma * double(t);
      return {lr * sqrt(filled(h.beta2, t)) / filled(h.beta1, t),
              h.final_lr * (1 - 1 / (age + 1)),
              h.final_lr * (1 + 1 / age),
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
        T v = s.v[i];
        if constexpr (V == 1) v = s.v_max[i] = max(s.v_max[i], v);
        p[i] = p[i] - clamp(T(c.rate) / (sqrt(v) + T(c.eps)), T(c.low), T(c.high)) * s.m[i];
      }
    }
  };
};

}  // namespace thalweg
