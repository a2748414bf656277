// SPDX-License-Identifier: MIT
#pragma once

#include "noise/noise.h"

namespace thalweg {

/// Additive noise from a symmetric stable law, independent per coordinate: sums of it keep their shape. alpha
/// = 2 is Gaussian with the variance 2 scale^2, alpha = 1 is Cauchy; below 2 the variance is infinite.
struct AlphaStable {
  static constexpr NoiseInfo info{"alpha_stable", "Additive alpha-stable", "g + scale s, s ~ S(alpha)",
                                  "U. Simsekli, L. Sagun, M. Gurbuzbalaban 2019; drawn as J. Chambers, C. "
                                  "Mallows, B. Stuck 1976"};
  struct Hyper {
    double alpha = 1.5, scale = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"alpha", &Hyper::alpha, {0.5, 2}, "stability: the smaller, the heavier the tails"},
      {"scale", &Hyper::scale, {0, 1e6, Scale::log}, "scale per coordinate"},
  };
  static constexpr bool random = true;

  template <class R>
  struct Constants {
    R alpha, inverse_alpha, scale;
  };
  static Constants<double> at(const Hyper& h) { return {h.alpha, 1 / h.alpha, h.scale}; }

  template <class T, int N, class U, class R>
  THALWEG_HD static Vec<T, N> apply(Vec<T, N> g, const Words<U>& words, const Constants<R>& c) {
    g[0] = g[0] + T(c.scale) * draw<T>(words.w[0], words.w[1], c);
    if constexpr (N > 1) g[1] = g[1] + T(c.scale) * draw<T>(words.w[2], words.w[3], c);
    if constexpr (N > 2) {
      const Words<U> more = philox(words, 0);
      g[2] = g[2] + T(c.scale) * draw<T>(more.w[0], more.w[1], c);
    }
    return g;
  }

 private:
  // sin(alpha V) / cos(V)^(1 / alpha) (cos((1 - alpha) V) / W)^((1 - alpha) / alpha), V uniform in (-pi/2,
  // pi/2), W exponential.  cos(V) is taken as the sine of the distance to the nearer end, where it is small.
  template <class T, class U, class R>
  THALWEG_HD static T draw(U word1, U word2, const Constants<R>& c) {
    constexpr double kHalfTurn = 3.14159265358979323846;
    const T u = open_unit<T>(word1), w = -log(open_unit<T>(word2)), v = T(kHalfTurn) * (u - T(0.5));
    const T cosine = sin(T(kHalfTurn) * min(u, T(1) - u)), other = cos((T(1) - T(c.alpha)) * v);
    const T power = T(c.inverse_alpha) - T(1);
    return sin(T(c.alpha) * v) * exp(power * (log(other) - log(w)) - T(c.inverse_alpha) * log(cosine));
  }
};

}  // namespace thalweg
