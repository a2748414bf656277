// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A bowl under an egg carton: 121 minima in the domain, one of them global.  The constant is 10 per weight;
/// ensmallen's documentation prints it as a factor.
struct Rastrigin {
  static constexpr SurfaceInfo info{.name = "rastrigin",
                                    .title = "Rastrigin",
                                    .formula = "20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))",
                                    .domain = {-5.12, 5.12, -5.12, 5.12},
                                    .lr = {2e-3, 0.02},
                                    .source = "L. Rastrigin, Systems of Extremal Control, 1974"};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA {
    constexpr double w = 2 * kPi;
    return 20 + (sq(x) - 10 * cos(w * x)) + (sq(y) - 10 * cos(w * y));
  }
};

}  // namespace thalweg
