// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Six minima in three mirrored pairs, the lowest pair global: its coordinates have opposite signs.
struct SixHumpCamel {
  static constexpr SurfaceInfo info{.name = "six_hump_camel",
                                    .title = "Six-hump camel",
                                    .formula = "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2",
                                    .domain = {-3, 3, -2, 2},
                                    .lr = {5e-3, 0.02},
                                    .source = "L. Dixon, G. Szego, Towards Global Optimisation 2, 1978",
                                    .display = Display::log,
                                    .display_scale = 1};
  static constexpr KnownMinimum minima[] = {
      {-0.089842013100318058, 0.71265640302073963, -1.0316284534898774},
      {0.089842013100318058, -0.71265640302073963, -1.0316284534898774},
      {1.7036067149699807, -0.7960835686726252, -0.21546382438371725, false},
      {-1.7036067149699807, 0.7960835686726252, -0.21546382438371725, false},
      {1.6071047529201976, 0.56865145488413127, 2.104250310311258, false},
      {-1.6071047529201976, -0.56865145488413127, 2.104250310311258, false}};

  THALWEG_FORMULA {
    const auto u = sq(x);
    const auto v = sq(y);
    return (4 - 2.1 * u + (1.0 / 3) * sq(u)) * u + x * y + (4 * v - 4) * v;
  }
};

}  // namespace thalweg
