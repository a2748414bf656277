// SPDX-License-Identifier: MIT
#pragma once

#include "noise/noise.h"

namespace thalweg {

/// Additive isotropic noise, the same everywhere.  On a quadratic with curvature l, SGD then settles at the
/// variance lr sigma^2 / (l (2 - lr l)) per direction.  This is not what a mini-batch does: that noise
/// depends on the point.
struct Gaussian {
  static constexpr NoiseInfo info{"gaussian", "Additive Gaussian", "g + sigma xi, xi ~ N(0, I)",
                                  "S. Mandt, M. Hoffman, D. Blei 2017, section 3"};
  struct Hyper {
    double sigma = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"sigma", &Hyper::sigma, {0, 1e6, Scale::log}, "standard deviation per coordinate"},
  };
  static constexpr bool random = true;

  template <class R>
  struct Constants {
    R sigma;
  };
  static Constants<double> at(const Hyper& h) { return {h.sigma}; }

  template <class T, int N, class U, class R>
  THALWEG_HD static Vec<T, N> apply(Vec<T, N> g, const Words<U>& words, const Constants<R>& c) {
    THALWEG_UNROLL
    for (int i = 0; i < N; i += 2) {
      T z[2];
      box_muller(open_unit<T>(words.w[i]), open_unit<T>(words.w[i + 1]), z[0], z[1]);
      g[i] = g[i] + T(c.sigma) * z[0];
      if (i + 1 < N) g[i + 1] = g[i + 1] + T(c.sigma) * z[1];
    }
    return g;
  }
};

}  // namespace thalweg
