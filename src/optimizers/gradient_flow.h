// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"

#include "core/math_powers.h"
namespace thalweg {

/// The path that gradient descent follows as lr goes to 0, dp/dt = -g, by Bogacki and Shampine's embedded
/// Runge-Kutta pair of orders 3 and 2 with an adaptive step.  Where it ends is the basin in the strict sense.
/// lr is the first step in t; step 1 only looks at the start.
struct GradientFlow {
  static constexpr OptimizerInfo info{
      .name = "gradient_flow",
      .title = "Gradient flow",
      .rule = "dp/dt = -g(p), steps of order 3 with an error below atol + rtol |p|",
      .source = "P. Bogacki, L. Shampine 1989"};
  struct Hyper {
    double rtol = 1e-4, atol = 1e-6;
  };
  static constexpr Field<Hyper> fields[] = {
      {"rtol", &Hyper::rtol, {1e-13, 1, Scale::log}, "error of a step relative to p"},
      {"atol", &Hyper::atol, {1e-15, 1, Scale::log}, "error of a step that is allowed anyway"},
  };

  static constexpr int stages = 3;
  static constexpr bool pauses = true;  // while the step shrinks
  template <class R>
  struct Step {
    R first, lr, rtol, atol;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> k1, k2, k3;  ///< gradients; k1 is the one at p
    T h;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.k1, "k1", "The gradient where the particle is.");
    tell(s.k2, "k2", "The gradient half a step ahead.");
    tell(s.k3, "k3", "The gradient three quarters of a step ahead.");
    tell(s.h, "h", "The length of the step in time; it adapts so that the error stays small.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) { return {double(t == 1), lr, h.rtol, h.atol}; }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    if (c.first != 0) return p;
    if constexpr (K == 0)
      return p - (T(0.5) * s.h) * s.k1;
    else if constexpr (K == 1)
      return p - (T(0.75) * s.h) * s.k2;
    else
      return arrival(s, p);
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& g, const Step<R>& c) {
    if constexpr (K == 0) {
      s.k2 = g;
    } else if constexpr (K == 1) {
      s.k3 = g;
    } else if (c.first != 0) {
      s.k1 = g;
      s.h = T(c.lr);
      p = p + T(0) * g;  // a start without a slope is not finite
    } else {
      advance(s, p, g, c);
    }
  }

 private:
  template <class T, int N>
  THALWEG_HD static Vec<T, N> arrival(const State<T, N>& s, const Vec<T, N>& p) {
    return p - s.h * (T(2.0 / 9) * s.k1 + T(1.0 / 3) * s.k2 + T(4.0 / 9) * s.k3);
  }

  template <class T, int N, class R>
  THALWEG_HD static void advance(State<T, N>& s, Vec<T, N>& p, const Vec<T, N>& k4, const Step<R>& c) {
    const Vec<T, N> next = arrival(s, p);
    T square = T(0);
    THALWEG_UNROLL
    for (int i = 0; i < N; i++) {
      const T off =
          s.h * (T(-5.0 / 72) * s.k1[i] + T(1.0 / 12) * s.k2[i] + T(1.0 / 9) * s.k3[i] - T(1.0 / 8) * k4[i]);
      const T allowed = T(c.atol) + T(c.rtol) * max(abs(p[i]), abs(next[i]));
      square = square + sq(off / allowed) * T(1.0 / N);
    }
    const T error = sqrt(square);
    const auto good = error <= T(1);  // false for NaN
    p = select(good, next, p);
    s.k1 = select(good, k4, s.k1);
    // The error of a step grows with its third power; one that is not a number shrinks the step the most.
    const T factor = select(error > T(0), T(0.9) / cbrt(error), T(5));
    s.h = s.h * select(error == error, clamp(factor, T(0.2), T(5)), T(0.2));
  }
};

}  // namespace thalweg
