// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A bent valley with two equal minima.
struct DixonPrice {
  static constexpr SurfaceInfo info{
      .name = "dixon_price",
      .title = "Dixon-Price",
      .formula = "(x - 1)^2 + 2*(2*y^2 - x)^2",
      .domain = {-10, 10, -10, 10},
      .lr = {5e-5, 0.1},
      .source =
          "L. Dixon, R. Price, Truncated Newton method for sparse unconstrained "
          "optimization, JOTA 60, 1989",
      .display = Display::log,
      .display_scale = 200};
  static constexpr KnownMinimum minima[] = {{1, -0.7071067811865476, 0}, {1, 0.7071067811865476, 0}};

  THALWEG_FORMULA { return sq(x - 1) + 2 * sq(2 * sq(y) - x); }
};

}  // namespace thalweg
