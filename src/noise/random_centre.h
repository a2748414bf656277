// SPDX-License-Identifier: MIT
#pragma once

#include "noise/noise.h"

namespace thalweg {

/// The whole landscape moved at random in every step: grad f(p - xi).  On a quadratic with Hessian Q that is
/// the random-centre quadratic of DeepOBS, whose noise has the covariance sigma^2 Q^2: strong along steep
/// directions.
struct RandomCentre {
  static constexpr NoiseInfo info{"random_centre", "Random centre", "grad f(p - xi), xi from N(0, sigma^2 I)",
                                  "DeepOBS quadratic_deep: F. Schneider, L. Balles, P. Hennig 2019"};
  struct Hyper {
    double sigma = 0.6;
  };
  static constexpr Field<Hyper> fields[] = {
      {"sigma", &Hyper::sigma, {0, 1e6, Scale::log}, "standard deviation of the centre, per coordinate"},
  };
  static constexpr bool random = true, shifts = true;

  template <class R>
  struct Constants {
    R sigma;
  };
  static Constants<double> at(const Hyper& h) { return {h.sigma}; }

  template <class T, int N, class U, class R>
  THALWEG_HD static Vec<T, N> shift(const Vec<T, N>& p, const Words<U>& words, const Constants<R>& c) {
    return p - T(c.sigma) * standard_normals<T, N>(words);
  }
};

}  // namespace thalweg
