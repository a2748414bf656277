// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Rings around a centre, in a shallow bowl (published as "plateau").  At the centre, where the root
/// has a tip, the gradient is defined as 0.
struct RingValley {
  static constexpr SurfaceInfo info{.name = "ring_valley",
                                    .title = "Ring valley",
                                    .formula = "let r = 10*hypot(x, y) + 0.01; 0.01*r^2 - sin(r)/r",
                                    .domain = {-2, 2, -2, 2},
                                    .lr = {0.02, 0.02},
                                    .source = "L. Jiang, gradient_descent_viz, 2020",
                                    .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{0, 0, -0.999982333416666468}};

  THALWEG_FORMULA {
    const auto r = 10 * sqrt(sq(x) + sq(y)) + 0.01;
    return 0.01 * sq(r) - sin(r) / r;
  }
};

}  // namespace thalweg
