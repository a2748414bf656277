// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Two curves that must both be met, of scales 1e4 apart: the minimum is at (1.1e-5, 9.1).
struct PowellBadlyScaled {
  static constexpr SurfaceInfo info{
      .name = "powell_badly_scaled",
      .title = "Powell badly scaled",
      .formula = "(1e4*x*y - 1)^2 + (exp(-x) + exp(-y) - 1.0001)^2",
      .domain = {-1, 1, 0, 10},
      .lr = {2e-11, 0.002},
      .source =
          "J. More, B. Garbow, K. Hillstrom, Testing unconstrained optimization software, "
          "ACM TOMS 7, 1981, problem 3",
      .display = Display::log,
      .display_scale = 1e7};
  static constexpr KnownMinimum minima[] = {{1.0981593296998053e-05, 9.106146739866624, 0}};

  THALWEG_FORMULA { return sq(1e4 * (x * y) - 1) + sq(exp(-x) + exp(-y) - 1.0001); }
};

}  // namespace thalweg
