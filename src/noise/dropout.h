// SPDX-License-Identifier: MIT
#pragma once

#include "noise/noise.h"

namespace thalweg {

/// Each coordinate of the gradient is kept with probability 1 - p and then divided by it, else 0: right on
/// average, and with p near 1 a random coordinate descent.
struct Dropout {
  static constexpr NoiseInfo info{"dropout", "Coordinate dropout",
                                  "g_i / (1 - p) with probability 1 - p, else 0",
                                  "N. Srivastava et al. 2014, applied to the gradient"};
  struct Hyper {
    double p = 0.5;
  };
  static constexpr Field<Hyper> fields[] = {
      {"p", &Hyper::p, {0, 0.99}, "probability that a coordinate is dropped"},
  };
  static constexpr bool random = true;

  template <class R>
  struct Constants {
    R p, gain;
  };
  static Constants<double> at(const Hyper& h) { return {h.p, 1 / (1 - h.p)}; }

  template <class T, int N, class U, class R>
  THALWEG_HD static Vec<T, N> apply(const Vec<T, N>& g, const Words<U>& words, const Constants<R>& c) {
    return detail::each<T, N>(
        [&](int i) { return select(open_unit<T>(words.w[i]) > T(c.p), T(c.gain) * g[i], T(0)); });
  }
};

}  // namespace thalweg
