// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam: Kingma & Ba 2015, algorithm 1, with eps outside the root as torch.optim.Adam has it.  AMSGrad (Reddi
/// et al. 2018) takes the maximum over the uncorrected second moment, also as PyTorch does.
struct Adam {
  static constexpr OptimizerInfo info{
      .name = "adam",
      .title = "Adam",
      .rule =
          "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; "
          "p -= lr / (1 - beta1^t) m / (sqrt(v / (1 - beta2^t)) + eps)",
      .source = "D. Kingma, J. Ba 2015; S. Reddi et al. 2018; torch.optim.Adam",
      .family = Family::normalized};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0, amsgrad = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"beta1", &Hyper::beta1, {0, 0.99999}, "decay of the mean of the gradient"},
      {"beta2", &Hyper::beta2, {0, 0.9999999}, "decay of the mean of the squared gradient"},
      {"eps", &Hyper::eps, {0, 1, Scale::log}, "added to the root, against division by zero"},
      {"weight_decay", &Hyper::weight_decay, {0, 10}, "pull towards 0, added to the gradient"},
      {"amsgrad", &Hyper::amsgrad, kSwitch, "divide by the largest second moment so far"},
  };

  static constexpr int variants = 2;
  static constexpr int variant(const Hyper& h) { return h.amsgrad != 0; }

  template <int V>
  struct Rule {
    template <class R>
    struct Step {
      R rate, inverse_root, beta1, gain1, beta2, gain2, eps, weight_decay;
    };
    template <class T, int N, int Variant>
    struct Moments {
      Vec<T, N> m, v;
    };
    template <class T, int N>
    struct Moments<T, N, 1> {
      Vec<T, N> m, v, v_max;
    };
    template <class T, int N>
    using State = Moments<T, N, V>;

    static void terms(const auto& s, const auto& tell) {
      tell(s.m, "m", words::kMean);
      tell(s.v, "v", words::kSquare);
      if constexpr (V == 1) tell(s.v_max, "v_max", words::kLargest);
    }
    static void factors(const auto& c, const auto& tell) {
      tell(c.rate, "lr / (1 - beta1^t)", words::kRateFill);
      tell(c.inverse_root, "1 / sqrt(1 - beta2^t)", words::kRootFill);
    }
    static Step<double> at(const Hyper& h, double lr, i64 t) {
      const double t_ = double(t), bias1 = 1 - __builtin_pow(h.beta1, t_),
                   bias2 = 1 - __builtin_pow(h.beta2, t_);
      return {lr / bias1, 1 / sqrt(bias2), h.beta1, 1 - h.beta1, h.beta2, 1 - h.beta2, h.eps, h.weight_decay};
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
        p[i] = p[i] - T(c.rate) * (s.m[i] / (sqrt(v) * T(c.inverse_root) + T(c.eps)));
      }
    }
  };
};

}  // namespace thalweg
