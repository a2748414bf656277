// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A bowl with a long hole across it (published as "ecliptic bowl").
struct EclipticBowl {
  static constexpr SurfaceInfo info{.name = "ecliptic_bowl",
                                    .title = "Elliptic bowl",
                                    .formula = "let u = x/2; let v = y/2; u^2 + 0.5*v^2 - exp(-u^2 - 5*v^2)",
                                    .domain = {-2, 2, -2, 2},
                                    .lr = {0.02, 0.02},
                                    .source = "L. Jiang, gradient_descent_viz, 2020"};
  static constexpr KnownMinimum minima[] = {{0, 0, -1}};

  THALWEG_FORMULA {
    const auto u = 0.25 * sq(x);
    const auto v = 0.25 * sq(y);
    return u + 0.5 * v - exp(-u - 5 * v);
  }
};

}  // namespace thalweg
