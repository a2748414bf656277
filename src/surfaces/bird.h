// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Two equal global minima among several.
struct Bird {
  static constexpr SurfaceInfo info{
      .name = "bird",
      .title = "Bird",
      .formula = "sin(x)*exp((1 - cos(y))^2) + cos(y)*exp((1 - sin(x))^2) + (x - y)^2",
      .domain = {-2 * kPi, 2 * kPi, -2 * kPi, 2 * kPi},
      .lr = {0.002, 0.05},
      .source = "S. Mishra, Some new test functions for global optimization, 2006"};
  static constexpr KnownMinimum minima[] = {
      {-1.5821421769300335, -3.1302468034546562, -106.76453674926468},
      {4.701043130249553, 3.15293850372493, -106.76453674926468},
      {-1.536662471846804, 3.1074587986417006, -87.31088273300352, false},
      {4.655171399427279, -3.084375072632382, -48.40602343067036, false},
      {-5.617907679231666, -5.37766660833261, 1.4870191265420762, false},
      {0.6652776279479201, 0.9055186988469766, 1.4870191265420762, false}};

  THALWEG_FORMULA {
    const auto s = sin(x);
    const auto c = cos(y);
    return s * exp(sq(1 - c)) + c * exp(sq(1 - s)) + sq(x - y);
  }
};

}  // namespace thalweg
