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
  THALWEG_HD static Vec<T, N> apply(const Vec<T, N>& g, const Words<U>& words, const Constants<R>& c) {
    return g + T(c.sigma) * standard_normals<T, N>(words);
  }
};

}  // namespace thalweg
