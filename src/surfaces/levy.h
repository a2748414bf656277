// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A wavy bowl.  The last term has sin^2(2 pi w), which some lists print without the 2.
struct Levy {
  static constexpr SurfaceInfo info{
      .name = "levy",
      .title = "Levy",
      .formula =
          "let v = (x + 3)/4; let w = (y + 3)/4; sin(pi*v)^2 + (v - 1)^2*(1 + 10*sin(pi*v "
          "+ 1)^2) + (w - 1)^2*(1 + sin(2*pi*w)^2)",
      .domain = {-10, 10, -10, 10},
      .lr = {0.005, 0.02},
      .source =
          "A. Levy, A. Montalvo, The tunneling algorithm for the global minimization of "
          "functions, 1985",
      .display = Display::log,
      .display_scale = 2};
  static constexpr KnownMinimum minima[] = {{1, 1, 0}};

  THALWEG_FORMULA {
    const auto v = 0.25 * (x + 3);
    const auto w = 0.25 * (y + 3);
    return sq(sin(kPi * v)) + sq(v - 1) * (1 + 10 * sq(sin(kPi * v + 1))) +
           sq(w - 1) * (1 + sq(sin(2 * kPi * w)));
  }
};

}  // namespace thalweg
