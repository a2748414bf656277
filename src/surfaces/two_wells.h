// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A deep and a less deep well in a bowl.
struct TwoWells {
  static constexpr SurfaceInfo info{
      .name = "two_wells",
      .title = "Two wells",
      .formula = "x^2 + y^2 - 2*exp(-5*((x - 1)^2 + y^2)) - 3*exp(-5*((x + 1)^2 + y^2))",
      .domain = {-2, 2, -2, 2},
      .lr = {0.02, 0.02},
      .source =
          "E. Dupont, Interactive visualization of optimization algorithms in deep "
          "learning, 2018"};
  static constexpr KnownMinimum minima[] = {{-0.9363006340109187, 0, -2.063090251768194},
                                            {0.905317899160115, 0, -1.092731999201741, false}};

  THALWEG_FORMULA {
    const auto v = sq(y);
    return sq(x) + v - 2 * exp(-5 * (sq(x - 1) + v)) - 3 * exp(-5 * (sq(x + 1) + v));
  }
};

}  // namespace thalweg
