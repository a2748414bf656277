// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Three valleys that leave a degenerate saddle (the Hessian vanishes at 0), closed by a quartic rim.
struct MonkeySaddle {
  static constexpr SurfaceInfo info{.name = "monkey_saddle",
                                    .title = "Monkey saddle",
                                    .formula = "x^3 - 3*x*y^2 + (x^2 + y^2)^2/4",
                                    .domain = {-4, 4, -4, 4},
                                    .lr = {5e-3, 0.02},
                                    .source =
                                        "D. Hilbert, S. Cohn-Vossen, Geometry and the Imagination, 1952, "
                                        "section 29, with a quartic term that bounds it",
                                    .display = Display::log,
                                    .display_scale = 5};
  static constexpr KnownMinimum minima[] = {
      {-3, 0, -6.75}, {1.5, 2.598076211353316, -6.75}, {1.5, -2.598076211353316, -6.75}};

  THALWEG_FORMULA {
    const auto u = sq(x);
    const auto v = sq(y);
    return x * (u - 3 * v) + 0.25 * sq(u + v);
  }
};

}  // namespace thalweg
