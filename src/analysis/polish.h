// SPDX-License-Identifier: MIT
// Newton's method on the gradient: from the neighbourhood of a critical point of any kind to the point
// itself.
#pragma once

#include <optional>

#include "engine/landscape.h"
#include "engine/outcome.h"

namespace thalweg {

/// Eigenvalues, ascending, and unit eigenvectors of a symmetric 2 x 2 matrix.
struct Spectrum {
  double low, high;
  Vec<double, 2> low_vector, high_vector;
};
Spectrum spectrum(const Symmetric<double, 2>& h);

struct Polished {
  CriticalKind kind;  ///< minimum, saddle, maximum, or valley where an eigenvalue vanishes
  Point at;
  double value;
  double eigenvalues[2];  ///< of the Hessian, ascending
};

/// Damped steps of at most one unit (hx, hy) within `reach` units of the start; a direction without curvature
/// is left alone, so that it also ends on continua of critical points.  In double, to the last digits.
/// Nothing where it ends nowhere.  Eigenvalues are judged by Thresholds::degenerate in these units, and
/// against the curvature at the start, so that the kind does not depend on how the two weights are scaled.
std::optional<Polished> polish(const Landscape& f, Point start, double hx, double hy, double reach = 2.5);

}  // namespace thalweg
