// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

namespace detail {

/// The sign of a decaying mean of the gradient; the decay of p is a step of its own, taken first.
struct SignOfMean {
  template <class R>
  struct Step {
    R lr, momentum, gain, keep;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> m;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.m, "m",
         "The mean of the gradients: momentum times the old one plus 1 - momentum of g. Only its sign is "
         "used.");
  }
  static void factors(const auto& c, const auto& tell) { tell(c.keep, "1 - lr weight_decay", words::kKeep); }
  static Step<double> make(double lr, double momentum, double weight_decay) {
    return {lr, momentum, 1 - momentum, 1 - lr * weight_decay};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    s.m = T(c.momentum) * s.m + T(c.gain) * g;
    p = T(c.keep) * p - T(c.lr) * sign(s.m);
  }
};

}  // namespace detail

/// signSGD with momentum, a decaying mean rather than a sum.
struct Signum : detail::SignOfMean {
  static constexpr OptimizerInfo info{.name = "signum",
                                      .title = "Signum",
                                      .rule =
                                          "m = momentum m + (1 - momentum) g; p *= 1 - lr weight_decay; "
                                          "p -= lr sign(m)",
                                      .source = "J. Bernstein et al. 2018, algorithm 2",
                                      .family = Family::normalized};
  struct Hyper {
    double momentum = 0.9, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {momentum_field(&Hyper::momentum),
                                            decoupled_decay_field(&Hyper::weight_decay)};

  static Step<double> at(const Hyper& h, double lr, i64) { return make(lr, h.momentum, h.weight_decay); }
};

}  // namespace thalweg
