// SPDX-License-Identifier: MIT
#pragma once

#include "optimizers/signum.h"

namespace thalweg {

/// Signum with a decay of 0.965 and a weight decay of 0.01.
struct Tiger : detail::SignOfMean {
  static constexpr OptimizerInfo info{.name = "tiger",
                                      .title = "Tiger",
                                      .rule =
                                          "m = beta m + (1 - beta) g; p *= 1 - lr weight_decay; "
                                          "p -= lr sign(m)",
                                      .source = "J. Su 2023, github.com/bojone/tiger",
                                      .family = Family::normalized};
  struct Hyper {
    double beta = 0.965, weight_decay = 0.01;
  };
  static constexpr Field<Hyper> fields[] = {
      {"beta", &Hyper::beta, kDecay, "decay of the mean of the gradient"},
      decoupled_decay_field(&Hyper::weight_decay)};

  static Step<double> at(const Hyper& h, double lr, i64) { return make(lr, h.beta, h.weight_decay); }
};

}  // namespace thalweg
