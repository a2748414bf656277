// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// MATLAB's sample surface: three minima, three maxima and a flat far field.
struct Peaks {
  static constexpr SurfaceInfo info{
      .name = "peaks",
      .title = "Peaks",
      .formula =
          "3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2) - "
          "exp(-(x + 1)^2 - y^2)/3",
      .domain = {-3, 3, -3, 3},
      .lr = {0.01, 0.01},
      .source = "The MathWorks, MATLAB function peaks"};
  static constexpr KnownMinimum minima[] = {
      {0.22827892055636909, -1.6255349574999964, -6.551133332835837},
      {-1.3473962443682108, 0.20451886609700518, -3.04984940280026, false},
      {0.2964455538468321, 0.32019624766683435, -0.06493586825552689, false}};

  THALWEG_FORMULA {
    const auto u = sq(x);
    const auto v = sq(y);
    const auto a = 3 * sq(1 - x) * exp(-u - sq(y + 1));
    const auto b = 10 * (0.2 * x - u * x - sq(v) * y) * exp(-u - v);
    const auto c = (1.0 / 3) * exp(-sq(x + 1) - v);
    return a - b - c;
  }
};

}  // namespace thalweg
