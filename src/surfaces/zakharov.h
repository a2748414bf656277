// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// One minimum in a plate that a quartic bends up along x + 2 y.  The weight of x_i is 0.5 i, which
/// lists often print as 0.5.
struct Zakharov {
  static constexpr SurfaceInfo info{
      .name = "zakharov",
      .title = "Zakharov",
      .formula = "let s = 0.5*x + y; x^2 + y^2 + s^2 + s^4",
      .domain = {-5, 10, -5, 10},
      .lr = {0.0002, 0.05},
      .source =
          "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global "
          "optimization problems, 2013",
      .display = Display::log,
      .display_scale = 10};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA {
    const auto s = sq(0.5 * x + y);
    return sq(x) + sq(y) + s + sq(s);
  }
};

}  // namespace thalweg
