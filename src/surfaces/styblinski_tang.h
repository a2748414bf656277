// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Four wells of three depths.  The minimum is -39.16616570377 per weight; lists print -39.16599, wrong
/// in the fifth digit.
struct StyblinskiTang {
  static constexpr SurfaceInfo info{
      .name = "styblinski_tang",
      .title = "Styblinski-Tang",
      .formula = "(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y) / 2",
      .domain = {-5, 5, -5, 5},
      .lr = {0.002, 0.02},
      .source =
          "M. Styblinski, T.-S. Tang, Experiments in nonconvex optimization, Neural "
          "Networks 3, 1990",
      .display = Display::log,
      .display_scale = 10};
  static constexpr KnownMinimum minima[] = {
      {-2.903534027771177, -2.903534027771177, -78.33233140754282},
      {-2.903534027771177, 2.746802770990837, -64.19561235905536, false},
      {2.746802770990837, -2.903534027771177, -64.19561235905536, false},
      {2.746802770990837, 2.746802770990837, -50.05889331056788, false}};

  THALWEG_FORMULA {
    const auto u = sq(x);
    const auto v = sq(y);
    return 0.5 * ((sq(u) - 16 * u + 5 * x) + (sq(v) - 16 * v + 5 * y));
  }
};

}  // namespace thalweg
