// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A degenerate minimum: the Hessian vanishes there, so gradient descent slows down to a crawl (r ~ 1 /
/// sqrt(steps)) and Newton's method gains a factor 2/3 per step only.
struct QuarticBowl {
  static constexpr SurfaceInfo info{
      .name = "quartic_bowl",
      .title = "Quartic bowl",
      .formula = "(x^2 + y^2)^2 / 4",
      .domain = {-2, 2, -2, 2},
      .lr = {0.02, 0.02},
      .source = "J. Nocedal, S. Wright, Numerical Optimization, 2006, section 3.3"};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA { return 0.25 * sq(sq(x) + sq(y)); }
};

}  // namespace thalweg
