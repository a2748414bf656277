// SPDX-License-Identifier: MIT
#pragma once

#include "noise/noise.h"

namespace thalweg {

/// Noise in proportion to the gradient, per coordinate: it vanishes where the gradient does, as that of a
/// mini-batch does where all samples agree.
struct Multiplicative {
  static constexpr NoiseInfo info{"multiplicative", "Multiplicative", "g (1 + sigma xi), xi ~ N(0, I)",
                                  "M. Schmidt, N. Le Roux 2013 (strong growth)"};
  struct Hyper {
    double sigma = 0.5;
  };
  static constexpr Field<Hyper> fields[] = {
      {"sigma", &Hyper::sigma, {0, 100, Scale::log}, "standard deviation relative to the gradient"},
  };
  static constexpr bool random = true;

  template <class R>
  struct Constants {
    R sigma;
  };
  static Constants<double> at(const Hyper& h) { return {h.sigma}; }

  template <class T, int N, class U, class R>
  THALWEG_HD static Vec<T, N> apply(const Vec<T, N>& g, const Words<U>& words, const Constants<R>& c) {
    return g + T(c.sigma) * (g * standard_normals<T, N>(words));
  }
};

}  // namespace thalweg
