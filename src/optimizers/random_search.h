// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Pure random search: every step tries a point near the start, normal with lr as its standard deviation, and
/// keeps the best.  What any method must beat.
struct RandomSearch {
  static constexpr OptimizerInfo info{.name = "random_search",
                                      .title = "Random search",
                                      .rule = "q = p0 + lr xi, xi ~ N(0, I); p = q where f(q) < f(p)",
                                      .source = "L. Rastrigin 1963",
                                      .family = Family::normalized,
                                      .lr_factor = 50};
  struct Hyper {};

  static constexpr Request request = Request::value;
  static constexpr bool probes = true, random = true, pauses = true;
  template <class R>
  struct Step {
    R first, lr;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> start, draw;
    T best;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.start, "p0", words::kStart);
    tell(s.draw, "xi", "The next try from the start, in units of lr, drawn at random.");
    tell(s.best, "f_best", "The lowest loss so far, that of the particle.");
  }
  static Step<double> at(const Hyper&, double lr, i64 t) { return {double(t == 1), lr}; }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    return c.first != 0 ? p : s.start + T(c.lr) * s.draw;
  }

  template <int K, class T, int N, class R, class U>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c,
                                const Words<U>& words) {
    const T value = high_if_nan(a.value);
    if (c.first != 0) {
      s.start = p;
      s.best = value;
    } else {
      const auto better = value < s.best;
      p = select(better, s.start + T(c.lr) * s.draw, p);
      s.best = select(better, value, s.best);
    }
    s.draw = standard_normals<T, N>(words);
  }
};

}  // namespace thalweg
