// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// Adam that estimates the distance to the solution, and with it its rate.  As in the authors' code the bias
/// correction is off by default; optax always corrects.
struct Prodigy {
  static constexpr OptimizerInfo info{
      .name = "prodigy",
      .title = "Prodigy",
      .rule =
          "a = d lr; num = beta3 num + d / d0 a <g, p0 - p>; m, v: means of d g, (d g)^2; s = beta3 s + d / "
          "d0 a g; d = max(d, d_coef num / |s|_1); p *= 1 - a weight_decay; p -= a m / (sqrt(v) + d eps)",
      .source = "K. Mishchenko, A. Defazio 2023, algorithm 4",
      .family = Family::self_scaling};
  struct Hyper {
    double beta1 = 0.9, beta2 = 0.999, beta3 = 0, d0 = 1e-6, d_coef = 1, eps = 1e-8, weight_decay = 0,
           use_bias_correction = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      beta1_field(&Hyper::beta1),
      beta2_field(&Hyper::beta2),
      {"beta3", &Hyper::beta3, kDecay, "decay of the sums behind the estimate; 0: sqrt(beta2)"},
      {"d0", &Hyper::d0, {1e-12, 1e3, Scale::log}, "first estimate of the distance"},
      {"d_coef", &Hyper::d_coef, {1e-3, 1e3, Scale::log}, "factor of the estimates"},
      eps_field(&Hyper::eps),
      decoupled_decay_field(&Hyper::weight_decay),
      {"use_bias_correction", &Hyper::use_bias_correction, kSwitch, "correct the means for their start"},
  };

  template <class R>
  struct Step {
    R rate, beta1, gain1, beta2, gain2, beta3, d0, inverse_d0, d_coef, eps, weight_decay, first;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> start, m, v, s;
    T d, numerator;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.start, "p0", words::kStart);
    tell(s.m, "m", "The mean of d g, the newer the heavier.");
    tell(s.v, "v", "The mean of (d g)^2: its root divides the step.");
    tell(s.s, "s", "The weighted sum of the gradients, the divisor of the estimate.");
    tell(s.d, "d", "The estimate of how far the solution is from the start: the step's own rate.");
    tell(s.numerator, "num",
         "What the estimate is made from: how much the gradients point back to the start.");
  }
  static void factors(const auto& c, const auto& tell) {
    tell(c.rate, "lr, corrected", "The rate before d, with the bias correction if that is on.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    const double correction = h.use_bias_correction != 0 ? sqrt(filled(h.beta2, t)) / filled(h.beta1, t) : 1;
    return {lr * correction,
            h.beta1,
            1 - h.beta1,
            h.beta2,
            1 - h.beta2,
            h.beta3 > 0 ? h.beta3 : sqrt(h.beta2),
            h.d0,
            1 / h.d0,
            h.d_coef,
            h.eps,
            h.weight_decay,
            double(t == 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    if (c.first != 0) {
      s.start = p;
      s.d = T(c.d0);
    }
    const T rate = s.d * T(c.rate), weight = (s.d * T(c.inverse_d0)) * rate;
    const Vec<T, N> scaled = s.d * g;
    s.numerator = T(c.beta3) * s.numerator + weight * dot(g, s.start - p);
    s.m = T(c.beta1) * s.m + T(c.gain1) * scaled;
    s.v = T(c.beta2) * s.v + T(c.gain2) * (scaled * scaled);
    s.s = T(c.beta3) * s.s + weight * g;
    const T size = norm1(s.s);
    // Without any slope so far there is nothing to estimate from.
    s.d = select(size > T(0), max(s.d, T(c.d_coef) * s.numerator / size), s.d);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T pulled = p[i] - rate * T(c.weight_decay) * p[i];
      p[i] = pulled - rate * (s.m[i] / (sqrt(s.v[i]) + s.d * T(c.eps)));
    }
  }
};

}  // namespace thalweg
