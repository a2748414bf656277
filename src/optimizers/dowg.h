// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// DoG with the gradients weighted by the distance at their time.  The squared distance starts at eps, as in
/// optax.
struct Dowg {
  static constexpr OptimizerInfo info{
      .name = "dowg",
      .title = "DoWG",
      .rule = "r2 = max(r2, |p - p0|^2); v += r2 |g|^2; p -= lr r2 / (sqrt(v) + eps) g",
      .source = "A. Khaled, K. Mishchenko, C. Jin 2023, algorithm 1; optax.contrib.dowg",
      .family = Family::self_scaling};
  struct Hyper {
    double eps = 1e-4, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"eps", &Hyper::eps, {1e-12, 1, Scale::log}, "first squared distance, and added to the divisor"},
      weight_decay_field(&Hyper::weight_decay)};

  template <class R>
  struct Step {
    R lr, eps, weight_decay, first;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> start;
    T distance2, squares;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.start, "p0", words::kStart);
    tell(s.distance2, "r2", "The square of the farthest that the particle has been from its start.");
    tell(s.squares, "v",
         "The sum of the squared lengths of gradients, each times its r2: the rate is lr r2 / (sqrt(v) + "
         "eps).");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr, h.eps, h.weight_decay, double(t == 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    if (c.first != 0) {
      s.start = p;
      s.distance2 = T(c.eps);
    }
    const Vec<T, N> moved = p - s.start;
    s.distance2 = max(s.distance2, dot(moved, moved));
    s.squares = s.squares + s.distance2 * dot(g, g);
    p = p - (T(c.lr) * (s.distance2 / (sqrt(s.squares) + T(c.eps)))) * g;
  }
};

}  // namespace thalweg
