// SPDX-License-Identifier: MIT
#pragma once

#include "core/math_powers.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Momentumized, adaptive dual averaging: every iterate is the start minus a weighted sum of all gradients
/// over the cube root of that of their squares.  As in the authors' code eps is added to lr as well.
struct Madgrad {
  static constexpr OptimizerInfo info{
      .name = "madgrad",
      .title = "MADGRAD",
      .rule =
          "a = (lr + eps) sqrt(t); nu += a g^2; s += a g; z = p0 - s / (cbrt(nu) + eps); "
          "p = momentum p + (1 - momentum) z",
      .source = "A. Defazio, S. Jelassi 2021, algorithm 1",
      .family = Family::normalized};
  struct Hyper {
    double momentum = 0.9, eps = 1e-6, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {momentum_field(&Hyper::momentum), eps_field(&Hyper::eps),
                                            weight_decay_field(&Hyper::weight_decay)};

  template <class R>
  struct Step {
    R weight, momentum, gain, eps, weight_decay, first;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> start, s, nu;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.start, "p0", words::kStart);
    tell(s.s, "s", "The weighted sum of all gradients: the particle is drawn to p0 - s / cbrt(nu).");
    tell(s.nu, "nu", "The weighted sum of their squares: its cube root divides s.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.weight, "(lr + eps) sqrt(t)", "The weight of this gradient in the sums; later ones count more.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {
        (lr + h.eps) * sqrt(double(t)), h.momentum, 1 - h.momentum, h.eps, h.weight_decay, double(t == 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    if (c.first != 0) s.start = p;
    s.nu = s.nu + T(c.weight) * (g * g);
    s.s = s.s + T(c.weight) * g;
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T z = s.start[i] - s.s[i] / (cbrt(s.nu[i]) + T(c.eps));
      p[i] = T(c.momentum) * p[i] + T(c.gain) * z;
    }
  }
};

}  // namespace thalweg
