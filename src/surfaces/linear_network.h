// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// The loss of the network x * y * input for the target 1.  Its minima are the hyperbola x * y = 1,
/// along which the sharpness x^2 + y^2 grows: descent with a large step settles where sharpness is 2 /
/// lr (the edge of stability).
struct LinearNetwork {
  static constexpr SurfaceInfo info{
      .name = "linear_network",
      .title = "Two-weight linear network",
      .formula = "(x*y - 1)^2 / 2",
      .domain = {-4, 4, -4, 4},
      .lr = {0.01, 0.01},
      .source =
          "J. Cohen et al., Gradient descent on neural networks typically occurs at the "
          "edge of stability, 2021",
      .display = Display::log,
      .display_scale = 0.1};
  // Two of a curve of minima: those of least sharpness.
  static constexpr KnownMinimum minima[] = {{1, 1, 0}, {-1, -1, 0}};

  THALWEG_FORMULA { return 0.5 * sq(x * y - 1); }
};

}  // namespace thalweg
