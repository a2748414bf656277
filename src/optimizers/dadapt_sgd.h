// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// SGD from dual averaging whose rate is an estimate of the distance to the solution over the first
/// gradient's length; version 3 of the authors' code.
struct DAdaptSgd {
  static constexpr OptimizerInfo info{
      .name = "dadapt_sgd",
      .title = "D-Adaptation SGD",
      .rule =
          "a = d lr / |g_1|; num += a <g, s>; s += a g; d = max(d, min(2 num / |s|, growth_rate d)); "
          "p = momentum p + (1 - momentum) (p0 - s)",
      .source = "A. Defazio, K. Mishchenko 2023, algorithm 4",
      .family = Family::self_scaling};
  struct Hyper {
    double momentum = 0, weight_decay = 0, d0 = 1e-6, growth_rate = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      momentum_field(&Hyper::momentum),
      weight_decay_field(&Hyper::weight_decay),
      {"d0", &Hyper::d0, {1e-12, 1e3, Scale::log}, "first estimate of the distance"},
      {"growth_rate", &Hyper::growth_rate, {0, 1e6}, "most that one step multiplies it by; 0: anything"},
  };

  template <class R>
  struct Step {
    R lr, momentum, gain, weight_decay, d0, growth_rate, first;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> start, s;
    T d, numerator, first_slope;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.start, "p0", words::kStart);
    tell(s.s, "s", "The weighted sum of all gradients: the particle goes to p0 - s.");
    tell(s.d, "d", "The estimate of how far the solution is from the start; it only grows.");
    tell(s.numerator, "num", "What the estimate is made from: how much the gradients agree with their sum.");
    tell(s.first_slope, "|g_1|", "The length of the first gradient, the unit of the rate.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr, h.momentum, 1 - h.momentum, h.weight_decay, h.d0, h.growth_rate, double(t == 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.first != 0) {
      s.start = p;
      s.d = T(c.d0);
      s.first_slope = norm(g);
    }
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    // Without a slope at the start there is no unit to measure in, and the particle stays.
    const T rate = select(s.first_slope == T(0), T(0), s.d * T(c.lr) / s.first_slope);
    s.numerator = s.numerator + rate * dot(g, s.s);
    s.s = s.s + rate * g;
    const T size = norm(s.s);
    T estimate = select(size > T(0), T(2) * s.numerator / size, s.d);
    if (c.growth_rate > 0) estimate = min(s.d * T(c.growth_rate), estimate);
    s.d = max(s.d, estimate);
    p = T(c.momentum) * p + T(c.gain) * (s.start - s.s);
  }
};

}  // namespace thalweg
