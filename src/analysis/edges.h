// SPDX-License-Identifier: MIT
// The rim of the box: where a landscape that is confined to its domain has its lowest points and its passes.
//
// On an edge, a point where the derivative along the edge vanishes counts if the landscape rises inwards: it
// is a minimum of the box if it is one along the edge, and a pass if it is a maximum along the edge.  A
// corner is a minimum if the landscape rises along both edges.  With these, and with the critical points
// inside,
//   minima - saddles + maxima + edge minima - edge passes + corner minima = 1,
// the Euler characteristic of the box (Morse theory on manifolds with corners).
#pragma once

#include <vector>

#include "engine/landscape.h"

namespace thalweg {

enum class Rim { edge_minimum, edge_pass, corner_minimum };

struct RimPoint {
  Rim kind;
  Point at;
  double value;
  /// The slope inwards vanishes, too: a critical point lies on the rim, and second derivatives decided.
  bool doubtful;
};

/// From sign changes of the derivative between `samples` + 1 points per edge.
std::vector<RimPoint> rim_points(const Landscape& f, int samples);

}  // namespace thalweg
