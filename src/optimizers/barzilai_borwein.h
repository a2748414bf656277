// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Gradient descent with the rate that a secant would give: s.s / s.y (long) or s.y / y.y (short) from the
/// last step s and the change y of the gradient.  Where the curvature along s was not positive the last rate
/// stays.  No line search, so f may rise on the way.
struct BarzilaiBorwein {
  static constexpr OptimizerInfo info{
      .name = "barzilai_borwein",
      .title = "Barzilai-Borwein",
      .rule = "a = s.s / s.y (or s.y / y.y) with s, y the last changes of p, g; p -= a g",
      .source = "J. Barzilai, J. Borwein 1988, equations 5 and 6"};
  struct Hyper {
    double short_step = 0, max_rate = 1e6;
  };
  static constexpr Field<Hyper> fields[] = {
      {"short_step", &Hyper::short_step, kSwitch, "the shorter of the two rates"},
      {"max_rate", &Hyper::max_rate, {1e-12, 1e12, Scale::log}, "largest rate"},
  };

  template <class R>
  struct Step {
    R lr, short_step, max_rate, first;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> step, gradient;  ///< the last ones
    T rate;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.step, "s", "The step itself, kept to measure the curvature along it next time.");
    tell(s.gradient, "g_last", words::kLast);
    tell(s.rate, "a", "The rate that fits the curvature along the last step: step over change of gradient.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr, h.short_step, h.max_rate, double(t == 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    if (c.first != 0) s.rate = T(c.lr);
    const Vec<T, N> y = g - s.gradient;
    const T sy = dot(s.step, y);
    const T rate = c.short_step != 0 ? sy / dot(y, y) : dot(s.step, s.step) / sy;
    if (c.first == 0) s.rate = select(sy > T(0), min(rate, T(c.max_rate)), s.rate);
    s.step = T(-1) * (s.rate * g);
    s.gradient = g;
    p = p + s.step;
  }
};

}  // namespace thalweg
