// SPDX-License-Identifier: MIT
// Gradient flow dx/dt = -grad f, confined to the box: on the rim it slides along where it would leave.
#pragma once

#include <vector>

#include "engine/landscape.h"

namespace thalweg {

struct Descent {
  std::vector<Point>
      path;  ///< from the start to the end, no two points further apart than a fiftieth of the box
  bool arrived = false;  ///< the flow has come to rest; if not, its steps were spent or the landscape ends
};

/// The modified Rosenbrock method of order 2 with error estimate (L. F. Shampine, M. W. Reichelt, The MATLAB
/// ODE suite, 1997, "ode23s"), with the exact Hessian: L-stable, so that narrow valleys cost no more than
/// round ones.  Errors per step are kept below 1e-6 of the box; the start must be in the box.
Descent descend(const Landscape& f, Point start);

/// The same uphill, to where it comes to rest or meets the rim.
Descent ascend(const Landscape& f, Point start);

/// The polyline with as few of its points as leave the others within `tolerance` of the box (Ramer, Douglas &
/// Peucker).
std::vector<Point> thinned(const Box& box, const std::vector<Point>& path, double tolerance = 2e-4);

}  // namespace thalweg
