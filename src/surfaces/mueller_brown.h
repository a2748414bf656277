// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Three minima along a bent path over two passes: the standard example of reaction paths.
struct MuellerBrown {
  static constexpr SurfaceInfo info{
      .name = "mueller_brown",
      .title = "Mueller-Brown",
      .formula =
          "-200*exp(-(x - 1)^2 - 10*y^2) - 100*exp(-x^2 - 10*(y - 0.5)^2) - "
          "170*exp(-6.5*(x + 0.5)^2 + 11*(x + 0.5)*(y - 1.5) - 6.5*(y - 1.5)^2) + "
          "15*exp(0.7*(x + 1)^2 + 0.6*(x + 1)*(y - 1) + 0.7*(y - 1)^2)",
      .domain = {-1.5, 1.2, -0.2, 2},
      .lr = {5e-5, 0.005},
      .source =
          "K. Mueller, L. Brown, Location of saddle points and minimum energy paths, "
          "Theoretica Chimica Acta 53, 1979",
      .display = Display::log,
      .display_scale = 5};
  static constexpr KnownMinimum minima[] = {
      {-0.5582236346330243, 1.4417258418046686, -146.69951720995402},
      {0.6234994049308765, 0.02803775852868566, -108.16672411685236, false},
      {-0.05001082299820604, 0.4666941048719721, -80.76781812965903, false}};

  THALWEG_FORMULA {
    const auto a = 200 * exp(-sq(x - 1) - 10 * sq(y));
    const auto b = 100 * exp(-sq(x) - 10 * sq(y - 0.5));
    const auto c = 170 * exp(11 * ((x + 0.5) * (y - 1.5)) - 6.5 * (sq(x + 0.5) + sq(y - 1.5)));
    const auto d = 15 * exp(0.7 * (sq(x + 1) + sq(y - 1)) + 0.6 * ((x + 1) * (y - 1)));
    return d - a - b - c;
  }
};

}  // namespace thalweg
