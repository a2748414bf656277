// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Aggregated momentum: the mean of the steps of three momenta that sum the gradient with different decays.
/// A momentum near 1 makes long steps, so the default rate is a tenth of plain SGD's.
struct AggMo {
  static constexpr OptimizerInfo info{
      .name = "aggmo",
      .title = "AggMo",
      .rule = "b_i = beta_i b_i + g, i = 1, 2, 3; p -= lr (b_1 + b_2 + b_3) / 3",
      .source = "J. Lucas et al. 2019, equation 2",
      .lr_factor = 0.1};
  struct Hyper {
    double beta1 = 0, beta2 = 0.9, beta3 = 0.99, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"beta1", &Hyper::beta1, kDecay, "decay of the first sum"},
      {"beta2", &Hyper::beta2, kDecay, "decay of the second sum"},
      {"beta3", &Hyper::beta3, kDecay, "decay of the third sum"},
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R rate, beta1, beta2, beta3, weight_decay;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> b1, b2, b3;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.b1, "b_1", "The sum of gradients with decay beta1: quick to turn.");
    tell(s.b2, "b_2", "The sum of gradients with decay beta2.");
    tell(s.b3, "b_3", "The sum of gradients with decay beta3: slow to turn, long in memory.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.rate, "lr / 3", "The rate of each of the three sums: the step is their mean.");
  }
  static Step<double> at(const Hyper& h, double lr, i64) {
    return {lr / 3, h.beta1, h.beta2, h.beta3, h.weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    s.b1 = T(c.beta1) * s.b1 + g;
    s.b2 = T(c.beta2) * s.b2 + g;
    s.b3 = T(c.beta3) * s.b3 + g;
    p = p - T(c.rate) * (s.b1 + s.b2 + s.b3);
  }
};

}  // namespace thalweg
