// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Three equal minima.  The factor (1 - 1/(8 pi)) belongs to 10 cos x; some lists print 1/(8 pi).
struct Branin {
  static constexpr SurfaceInfo info{
      .name = "branin",
      .title = "Branin",
      .formula = "(y - 5.1/(4*pi^2)*x^2 + 5/pi*x - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
      .domain = {-5, 10, 0, 15},
      .lr = {0.01, 0.05},
      .source =
          "F. Branin, Widely convergent method for finding multiple solutions, IBM J. Res. "
          "Dev. 16, 1972",
      .display = Display::log,
      .display_scale = 1};
  static constexpr KnownMinimum minima[] = {{-3.141592653589793, 12.275, 0.3978873577297383},
                                            {3.141592653589793, 2.275, 0.3978873577297383},
                                            {9.42477796076938, 2.475, 0.3978873577297383}};

  THALWEG_FORMULA {
    constexpr double a = 5.1 / (4 * kPi * kPi), b = 5 / kPi, c = 10 * (1 - 1 / (8 * kPi));
    return sq(y - a * sq(x) + b * x - 6) + c * cos(x) + 10;
  }
};

}  // namespace thalweg
