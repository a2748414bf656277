// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// The sign of a mean that counts the newest gradient more than the mean that is kept.
struct Lion {
  static constexpr OptimizerInfo info{
      .name = "lion",
      .title = "Lion",
      .rule = "p *= 1 - lr weight_decay; p -= lr sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g",
      .source = "X. Chen et al. 2023, algorithm 2",
      .family = Family::normalized,
      .lr_factor = 0.3};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.99, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"beta1", &Hyper::beta1, kDecay, "share of the mean in the step"},
      {"beta2", &Hyper::beta2, kDecay, "decay of the mean of the gradient"},
      decoupled_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R lr, beta1, gain1, beta2, gain2, keep;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m",
         "The mean of the gradients that is kept: beta2 of the old one plus 1 - beta2 of g. The step takes "
         "the sign of another mix, beta1 of the old m plus 1 - beta1 of g.");
  }
  static void factors(const auto& c, const auto& tell) { tell(c.keep, "1 - lr weight_decay", words::kKeep); }
  static Step<double> at(const Hyper& h, double lr, i64) {
    return {lr, h.beta1, 1 - h.beta1, h.beta2, 1 - h.beta2, 1 - lr * h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    const Vec<T, N> mixed = T(c.beta1) * s.m + T(c.gain1) * g;
    p = T(c.keep) * p - T(c.lr) * sign(mixed);
    s.m = T(c.beta2) * s.m + T(c.gain2) * g;
  }
};

}  // namespace thalweg
