// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Five fading ripples that interfere.  Lists differ in the coefficients; these are c = (1, 2, 5, 2,
/// 3).
struct Langermann {
  static constexpr SurfaceInfo info{
      .name = "langermann",
      .title = "Langermann",
      .formula =
          "let a = (x - 3)^2 + (y - 5)^2; let b = (x - 5)^2 + (y - 2)^2; let c = (x - 2)^2 "
          "+ (y - 1)^2; let d = (x - 1)^2 + (y - 4)^2; let f = (x - 7)^2 + (y - 9)^2; "
          "exp(-a/pi)*cos(pi*a) + 2*exp(-b/pi)*cos(pi*b) + 5*exp(-c/pi)*cos(pi*c) + "
          "2*exp(-d/pi)*cos(pi*d) + 3*exp(-f/pi)*cos(pi*f)",
      .domain = {0, 10, 0, 10},
      .lr = {0.002, 0.05},
      .source =
          "H. Bersini et al., Results of the first international contest on evolutionary "
          "optimisation, 1996"};
  static constexpr KnownMinimum minima[] = {{2.7934022086450367, 1.5972325013283601, -4.155809291847785}};

  template <class X, class Y>
  THALWEG_HD static constexpr auto ripple(X x, Y y) {
    const auto d = sq(x) + sq(y);
    return exp((-1 / kPi) * d) * cos(kPi * d);
  }

  THALWEG_FORMULA {
    return ripple(x - 3, y - 5) + 2 * ripple(x - 5, y - 2) + 5 * ripple(x - 2, y - 1) +
           2 * ripple(x - 1, y - 4) + 3 * ripple(x - 7, y - 9);
  }
};

}  // namespace thalweg
