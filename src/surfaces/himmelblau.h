// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Four equal minima, four saddles, one maximum: the surface on which optimizers disagree about basins.
struct Himmelblau {
  static constexpr SurfaceInfo info{.name = "himmelblau",
                                    .title = "Himmelblau",
                                    .formula = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
                                    .domain = {-5, 5, -5, 5},
                                    .lr = {5e-3, 0.05},
                                    .source = "D. Himmelblau, Applied Nonlinear Programming, 1972",
                                    .display = Display::log,
                                    .display_scale = 5};
  static constexpr KnownMinimum minima[] = {{3, 2, 0},
                                            {-2.805118086952745, 3.131312518250573, 0},
                                            {-3.779310253377747, -3.283185991286169, 0},
                                            {3.584428340330492, -1.848126526964404, 0}};

  THALWEG_FORMULA { return sq(sq(x) + y - 11) + sq(x + sq(y) - 7); }
};

}  // namespace thalweg
