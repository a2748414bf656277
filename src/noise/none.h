// SPDX-License-Identifier: MIT
#pragma once

#include "noise/noise.h"

namespace thalweg {

/// Exact gradients.
struct NoNoise {
  static constexpr NoiseInfo info{"none", "None", "g", "-"};
  struct Hyper {};
  static constexpr bool random = false;

  template <class R>
  struct Constants {
    R unused;
  };
  static Constants<double> at(const Hyper&) { return {0}; }

  template <class T, int N, class U, class R>
  THALWEG_HD static Vec<T, N> apply(const Vec<T, N>& g, const Words<U>&, const Constants<R>&) {
    return g;
  }
};

}  // namespace thalweg
