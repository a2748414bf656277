// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Four equal minima at the corners.  Kinks where sin x or cos y vanish and on the circle r = pi: the
/// slope of abs is defined as 0 there.
struct HolderTable {
  static constexpr SurfaceInfo info{
      .name = "holder_table",
      .title = "Hoelder table",
      .formula = "-abs(sin(x)*cos(y)*exp(abs(1 - hypot(x, y)/pi)))",
      .domain = {-10, 10, -10, 10},
      .lr = {0.02, 0.02},
      .source = "S. Mishra, Some new test functions for global optimization, 2006",
      .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{-8.055023475736563, -9.664590019241272, -19.208502567886732},
                                            {-8.055023475736563, 9.664590019241272, -19.208502567886732},
                                            {8.055023475736563, -9.664590019241272, -19.208502567886732},
                                            {8.055023475736563, 9.664590019241272, -19.208502567886732}};

  THALWEG_FORMULA { return -(abs(sin(x) * cos(y)) * exp(abs(1 - (1 / kPi) * sqrt(sq(x) + sq(y))))); }
};

}  // namespace thalweg
