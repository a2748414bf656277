// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A famous false minimum, 48.98, beside the global one.
struct FreudensteinRoth {
  static constexpr SurfaceInfo info{
      .name = "freudenstein_roth",
      .title = "Freudenstein-Roth",
      .formula = "(x - 13 + ((5 - y)*y - 2)*y)^2 + (x - 29 + ((y + 1)*y - 14)*y)^2",
      .domain = {-10, 15, -5, 6},
      .lr = {1e-5, 0.05},
      .source =
          "J. More, B. Garbow, K. Hillstrom, Testing unconstrained optimization software, "
          "ACM TOMS 7, 1981, problem 2",
      .display = Display::log,
      .display_scale = 50};
  static constexpr KnownMinimum minima[] = {
      {5, 4, 0}, {11.412778986902094, -0.8968052532744765, 48.98425367924002, false}};

  THALWEG_FORMULA { return sq(x - 13 + ((5 - y) * y - 2) * y) + sq(x - 29 + ((y + 1) * y - 14) * y); }
};

}  // namespace thalweg
