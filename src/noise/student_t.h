// SPDX-License-Identifier: MIT
#pragma once

#include "noise/noise.h"

namespace thalweg {

/// Additive noise with the heavy tails of Student's t: with dof <= 2 its variance is infinite, with dof <= 1
/// it has no mean either.  In two dimensions it is isotropic.
struct StudentT {
  static constexpr NoiseInfo info{"student_t", "Additive Student t", "g + scale tau, tau ~ t(dof)",
                                  "U. Simsekli, L. Sagun, M. Gurbuzbalaban 2019; drawn as R. Bailey 1994"};
  struct Hyper {
    double dof = 3, scale = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"dof", &Hyper::dof, {0.5, 100, Scale::log}, "degrees of freedom: the fewer, the heavier the tails"},
      {"scale", &Hyper::scale, {0, 1e6, Scale::log}, "scale per coordinate"},
  };
  static constexpr bool random = true;

  template <class R>
  struct Constants {
    R dof, power, scale;
  };
  static Constants<double> at(const Hyper& h) { return {h.dof, -2 / h.dof, h.scale}; }

  template <class T, int N, class U, class R>
  THALWEG_HD static Vec<T, N> apply(Vec<T, N> g, const Words<U>& words, const Constants<R>& c) {
    THALWEG_UNROLL
    for (int i = 0; i < N; i += 2) {
      // The radius of a bivariate t exceeds r with the probability (1 + r^2 / dof)^(-dof / 2).
      const T tail = exp(T(c.power) * log(open_unit<T>(words.w[i])));
      const T radius = T(c.scale) * sqrt(T(c.dof) * (tail - T(1)));
      const T angle = T(6.28318530717958647693) * open_unit<T>(words.w[i + 1]);
      g[i] = g[i] + radius * cos(angle);
      if (i + 1 < N) g[i + 1] = g[i + 1] + radius * sin(angle);
    }
    return g;
  }
};

}  // namespace thalweg
