// SPDX-License-Identifier: MIT
#pragma once

#include "problems/problem.h"

namespace thalweg {

/// The brightness of a picture as a plane w0 + w1 x + w2 y over its pixels.  With coordinates from 0 to 1 the
/// built-in picture of 8 x 8 pixels has the Hessian eigenvalues 0.1394, 0.2143 and 3.0749; with pixel numbers
/// as they are, or up to 255, descent is far slower.
struct BrightnessPlane {
  static constexpr ProblemInfo info{.name = "brightness_plane",
                                    .title = "Brightness plane",
                                    .formula = "(w0 + w1*x + w2*y - brightness)^2",
                                    .row = "x, y, brightness",
                                    .domain = {-1, 1.4, -0.7, 1.7, -0.9, 1.5},
                                    .source = "least squares: A.-M. Legendre 1805",
                                    .scaling = Scaling::unit};
  static constexpr int weights = 3, inputs = 2;

  THALWEG_HD constexpr auto operator()(const auto& row, auto w0, auto w1, auto w2) const {
    return sq(w0 + w1 * row[0] + w2 * row[1] - row[2]);
  }

  /// The plane 0.2 + 0.5 x + 0.3 y itself, where x and y go from 0 to 1 over 8 pixels each.
  static constexpr int rows = 64;
  void row(int i, double* out) const {
    out[0] = i % 8;
    out[1] = i / 8;
    out[2] = 0.2 + 0.5 * (out[0] / 7) + 0.3 * (out[1] / 7);
  }
};

}  // namespace thalweg
