// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

namespace thalweg {

/// Polyak's step: the rate that would reach the lowest value f_star on a cone.  It uses a value that a user
/// rarely knows: here it is the surface's lowest published one unless f_star is given.
struct Polyak {
  static constexpr OptimizerInfo info{.name = "polyak",
                                      .title = "Polyak step",
                                      .rule = "p -= lr min((f - f_star) / (c |g|^2), max_step) g",
                                      .source = "B. Polyak 1969; SPS_max: N. Loizou et al. 2021, equation 3",
                                      .family = Family::self_scaling,
                                      .uses_optimum = true};
  struct Hyper {
    double f_star = 0, c = 1, max_step = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"f_star", &Hyper::f_star, {-1e30, 1e30}, "the lowest value; the surface's own unless given"},
      {"c", &Hyper::c, {0.01, 100, Scale::log}, "divides the step; 1/2 is the stochastic version's"},
      {"max_step", &Hyper::max_step, {1e-12, 1e12, Scale::log}, "largest rate"},
  };

  static constexpr Request request = Request::value_and_gradient;
  template <class R>
  struct Step {
    R lr, f_star, inverse_c, max_step;
  };
  template <class T, int N>
  using State = NoState<T, N>;

  static Step<double> at(const Hyper& h, double lr, i64) { return {lr, h.f_star, 1 / h.c, h.max_step}; }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>&, Vec<T, N>& p, const Answer<T, N>& a, const Step<R>& c) {
    const T square = dot(a.gradient, a.gradient), gap = floor_at(T(0), a.value - T(c.f_star));
    const T rate = select(square == T(0), T(0), T(c.inverse_c) * gap / square);
    p = p - (T(c.lr) * clamp(rate, T(0), T(c.max_step))) * a.gradient;
  }
};

}  // namespace thalweg
