// SPDX-License-Identifier: MIT
#pragma once

#include "noise/noise.h"

namespace thalweg {

/// The surface tilted at random: f + u x + v y, where (u, v) is drawn in every step from a fixed sample of
/// normals.  That makes it the gradient of a true finite sum, with one of its terms taken at a time: the
/// noise is the same everywhere, and since the sample's mean is not quite 0, so are the minima of the sum a
/// little off those of f.
struct Tilt {
  static constexpr NoiseInfo info{"tilt", "Random tilt",
                                  "g + (u, v), (u, v) from a sample of N(0, sigma^2 I)",
                                  "DeepOBS two_d problems: F. Schneider, L. Balles, P. Hennig 2019"};
  struct Hyper {
    double sigma = 1, samples = 10'000;
  };
  static constexpr Field<Hyper> fields[] = {
      {"sigma", &Hyper::sigma, {0, 1e6, Scale::log}, "standard deviation of the tilts"},
      {"samples", &Hyper::samples, {1, 16'777'216, Scale::integer}, "size of the sample"},
  };
  static constexpr bool random = true;

  template <class R>
  struct Constants {
    R sigma, samples;
  };
  static Constants<double> at(const Hyper& h) { return {h.sigma, h.samples}; }

  /// Number i of the sample, the same in every run.
  template <class T, int N, class U>
  THALWEG_HD static Vec<T, N> sample(U i) {
    constexpr u64 kKey = 0x7417;  // any
    return standard_normals<T, N>(philox(Words<U>{{i, U(0u), U(0u), U(0u)}}, kKey));
  }

  template <class T, int N, class U, class R>
  THALWEG_HD static Vec<T, N> apply(const Vec<T, N>& g, const Words<U>& words, const Constants<R>& c) {
    U drawn, rest;
    multiply_wide(words.w[0], u32(c.samples), drawn, rest);
    return g + T(c.sigma) * sample<T, N>(drawn);
  }
};

}  // namespace thalweg
