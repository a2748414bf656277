// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Two equal wells, a saddle at 0; the line x = 0 is the border between their basins.
struct DoubleWell {
  static constexpr SurfaceInfo info{.name = "double_well",
                                    .title = "Double well",
                                    .formula = "(x^2 - 1)^2 + y^2",
                                    .domain = {-2, 2, -2, 2},
                                    .lr = {0.01, 0.02},
                                    .source = "S. Strogatz, Nonlinear Dynamics and Chaos, 1994, section 6.5",
                                    .display = Display::log,
                                    .display_scale = 0.5};
  static constexpr KnownMinimum minima[] = {{-1, 0, 0}, {1, 0, 0}};

  THALWEG_FORMULA { return sq(sq(x) - 1) + sq(y); }
};

}  // namespace thalweg
