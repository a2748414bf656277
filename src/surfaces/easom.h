// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A needle on a plateau: away from it the gradient fades as exp(-r^2) and then underflows.  The
/// minimum is at (pi, pi), not (3.14, 3.14).  The usual domain of +-100 shows nothing else.
struct Easom {
  static constexpr SurfaceInfo info{.name = "easom",
                                    .title = "Easom",
                                    .formula = "-cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)",
                                    .domain = {-2, 8, -2, 8},
                                    .lr = {0.2, 0.05},
                                    .source = "E. Easom, A survey of global optimization techniques, 1990"};
  static constexpr KnownMinimum minima[] = {{3.141592653589793, 3.141592653589793, -1}};

  THALWEG_FORMULA { return -(cos(x) * cos(y) * exp(-sq(x - kPi) - sq(y - kPi))); }
};

}  // namespace thalweg
