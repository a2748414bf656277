// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Three holes, one of them a narrow one inside a wide one, in a flat plane.
struct FourGaussians {
  static constexpr SurfaceInfo info{
      .name = "four_gaussians",
      .title = "Four Gaussians",
      .formula =
          "-(exp(-((x + 0.5)^2 + (y + 0.8)^2)/0.245)/0.245 + (exp(-((x - 1)^2 + (y + "
          "0.5)^2)/0.08) + exp(-((x + 1)^2 + (y - 0.5)^2)/0.08) + exp(-((x + 0.5)^2 + (y + "
          "0.8)^2)/0.08))/0.08)/pi",
      .domain = {-1.5, 1.5, -1.5, 1.5},
      .lr = {0.005, 0.005},
      .source = "J. Yun, optimizer-visualization, 2017"};
  static constexpr KnownMinimum minima[] = {
      {-0.5000000000130155, -0.7999999999654079, -5.278097602655116},
      {-0.9999805837604074, 0.49994951777705926, -3.9793466353357694, false},
      {0.9999886225942584, -0.5000022754811483, -3.9789659960383306, false}};

  THALWEG_FORMULA {
    const auto a = sq(x + 0.5) + sq(y + 0.8);
    const auto b = sq(x - 1) + sq(y + 0.5);
    const auto c = sq(x + 1) + sq(y - 0.5);
    const auto narrow = exp(-12.5 * a) + exp(-12.5 * b) + exp(-12.5 * c);
    return (-1 / (0.245 * kPi)) * exp((-1 / 0.245) * a) - (12.5 / kPi) * narrow;
  }
};

}  // namespace thalweg
