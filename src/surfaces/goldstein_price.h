// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Four minima of very different depth under a range of a million.
struct GoldsteinPrice {
  static constexpr SurfaceInfo info{.name = "goldstein_price",
                                    .title = "Goldstein-Price",
                                    .formula =
                                        "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*"
                                        "(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
                                    .domain = {-2, 2, -2, 2},
                                    .lr = {2e-6, 0.01},
                                    .source = "A. Goldstein, J. Price, Mathematics of Computation 25, 1971",
                                    .display = Display::log,
                                    .display_scale = 10};
  static constexpr KnownMinimum minima[] = {
      {0, -1, 3}, {-0.6, -0.4, 30, false}, {1.8, 0.2, 84, false}, {1.2, 0.8, 840, false}};

  THALWEG_FORMULA {
    const auto a = x + y + 1;
    const auto b = 19 - 14 * x + 3 * sq(x) - 14 * y + 6 * x * y + 3 * sq(y);
    const auto c = 2 * x - 3 * y;
    const auto d = 18 - 32 * x + 12 * sq(x) + 48 * y - 36 * x * y + 27 * sq(y);
    return (1 + sq(a) * b) * (30 + sq(c) * d);
  }
};

}  // namespace thalweg
