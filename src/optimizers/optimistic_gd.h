// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Gradient descent that extrapolates the gradient by its last change.  The first step has no last change
/// (optax; with a last gradient of 0 it would be lr (alpha + beta) g).  On a curvature L it is stable below a
/// rate of 2 / (3 L), a third of gradient descent's limit.
struct OptimisticGd {
  static constexpr OptimizerInfo info{.name = "optimistic_gd",
                                      .title = "Optimistic GD",
                                      .rule = "p -= lr (alpha g + beta (g - g_last))",
                                      .source = "C. Daskalakis et al. 2018; L. Popov 1980",
                                      .lr_factor = 0.5};
  struct Hyper {
    double alpha = 1, beta = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"alpha", &Hyper::alpha, {0, 10}, "weight of the gradient"},
      {"beta", &Hyper::beta, {0, 10}, "weight of its last change"},
  };

  template <class R>
  struct Step {
    R of_gradient, of_last, first;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> last;
  };

  static void terms(const auto& s, const auto& tell) { tell(s.last, "g_last", words::kLast); }
  static void factors(const auto& c, const auto& tell) {
    tell(c.of_gradient, "lr (alpha + beta)", "The rate of the gradient.");
    tell(c.of_last, "lr beta",
         "The rate of the last gradient, which is taken back: what remains is the change, once more.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr * (h.alpha + h.beta), lr * h.beta, double(t == 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    if (c.first != 0) s.last = g;
    p = p - (T(c.of_gradient) * g - T(c.of_last) * s.last);
    s.last = g;
  }
};

}  // namespace thalweg
