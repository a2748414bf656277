// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// The curved valley: easy to enter, slow to follow.  The Hessian at the minimum has condition number 2508.
/// Lists print variants, such as 105 for the factor 100.
struct Rosenbrock {
  static constexpr SurfaceInfo info{.name = "rosenbrock",
                                    .title = "Rosenbrock",
                                    .formula = "100*(y - x^2)^2 + (1 - x)^2",
                                    .domain = {-2, 2, -1, 3},
                                    .lr = {5e-4, 0.02},
                                    .source = "H. Rosenbrock, The Computer Journal 3, 1960",
                                    .display = Display::log,
                                    .display_scale = 5};
  static constexpr KnownMinimum minima[] = {{1, 1, 0}};

  THALWEG_FORMULA { return 100 * sq(y - sq(x)) + sq(1 - x); }
};

}  // namespace thalweg
