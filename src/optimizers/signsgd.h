// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// One step of lr per coordinate, whatever the slope; none where the slope is 0.
struct SignSgd {
  static constexpr OptimizerInfo info{.name = "signsgd",
                                      .title = "signSGD",
                                      .rule = "p -= lr sign(g + weight_decay p)",
                                      .source = "J. Bernstein et al. 2018, algorithm 1",
                                      .family = Family::normalized};
  struct Hyper {
    double weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {weight_decay_field(&Hyper::weight_decay)};

  template <class R>
  struct Step {
    R lr, weight_decay;
  };
  template <class T, int N>
  using State = NoState<T, N>;

  static Step<double> at(const Hyper& h, double lr, i64) { return {lr, h.weight_decay}; }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>&, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    p = p - T(c.lr) * sign(g);
  }
};

}  // namespace thalweg
