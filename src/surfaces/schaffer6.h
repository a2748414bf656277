// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Rings of minima around one point.  The tiny number in the root makes sin(r)^2, a smooth function of
/// r^2, differentiable at the centre too.
struct Schaffer6 {
  static constexpr SurfaceInfo info{
      .name = "schaffer6",
      .title = "Schaffer F6",
      .formula = "0.5 + (sin(hypot(x, y))^2 - 0.5) / (1 + 0.001*(x^2 + y^2))^2",
      .domain = {-100, 100, -100, 100},
      .lr = {0.5, 0.1},
      .source =
          "J. Schaffer et al., A study of control parameters affecting online performance "
          "of genetic algorithms, 1989"};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA {
    const auto s = sq(x) + sq(y);
    return 0.5 + (sq(sin(sqrt(s + 1e-20))) - 0.5) / sq(1 + 0.001 * s);
  }
};

}  // namespace thalweg
