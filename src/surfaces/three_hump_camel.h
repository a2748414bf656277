// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// One global minimum between two local ones.
struct ThreeHumpCamel {
  static constexpr SurfaceInfo info{
      .name = "three_hump_camel",
      .title = "Three-hump camel",
      .formula = "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
      .domain = {-5, 5, -5, 5},
      .lr = {0.0002, 0.05},
      .source =
          "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global "
          "optimization problems, 2013",
      .display = Display::log,
      .display_scale = 1};
  static constexpr KnownMinimum minima[] = {
      {0, 0, 0},
      {-1.747552345830289, 0.8737761729151445, 0.2986384422368594, false},
      {1.747552345830289, -0.8737761729151445, 0.2986384422368594, false}};

  THALWEG_FORMULA {
    const auto u = sq(x);
    return u * (2 + u * ((1.0 / 6) * u - 1.05)) + x * y + sq(y);
  }
};

}  // namespace thalweg
