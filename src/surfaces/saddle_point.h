// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A wave along x in a trough: a minimum at -pi/2, a saddle at pi/2.
struct SaddlePoint {
  static constexpr SurfaceInfo info{.name = "saddle_point",
                                    .title = "Saddle point",
                                    .formula = "sin(x) + y^2",
                                    .domain = {-2, 2, -2, 2},
                                    .lr = {0.02, 0.02},
                                    .source = "L. Jiang, gradient_descent_viz, 2020"};
  static constexpr KnownMinimum minima[] = {{-1.5707963267948966, 0, -1}};

  THALWEG_FORMULA { return sin(x) + sq(y); }
};

}  // namespace thalweg
