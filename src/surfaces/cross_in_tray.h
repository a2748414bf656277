// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Four equal minima in a cross of kinks (on x = k pi and y = k pi the slope of abs is defined as 0).
/// The formula has exp(100), which overflows float: e^50 is taken out of the root.
struct CrossInTray {
  static constexpr SurfaceInfo info{
      .name = "cross_in_tray",
      .title = "Cross in tray",
      .formula = "-1e-4*(abs(sin(x)*sin(y)*exp(abs(100 - hypot(x, y)/pi))) + 1)^0.1",
      .domain = {-10, 10, -10, 10},
      .lr = {0.002, 0.02},
      .source = "S. Mishra, Some new test functions for global optimization, 2006",
      .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{-1.3494066171539107, -1.3494066171539107, -2.0626118708227383},
                                            {-1.3494066171539107, 1.3494066171539107, -2.0626118708227383},
                                            {1.3494066171539107, -1.3494066171539107, -2.0626118708227383},
                                            {1.3494066171539107, 1.3494066171539107, -2.0626118708227383}};

  THALWEG_FORMULA {
    constexpr double small = 1.9287498479639178e-22, factor = -0.01484131591025766;  // e^-50, -1e-4 e^5
    const auto e = exp(50 - (1 / kPi) * sqrt(sq(x) + sq(y)));
    return factor * pow(abs(sin(x) * sin(y)) * e + small, 0.1);
  }
};

}  // namespace thalweg
