// SPDX-License-Identifier: MIT
// The exact number of critical points in the open box, proved with interval arithmetic.
//
// Boxes are split until each one is decided: it holds no critical point (0 is not in the enclosure of a
// derivative, or not in its mean-value form, or Krawczyk's operator maps it apart from itself), or exactly
// one (Krawczyk's operator maps a slightly larger box into its inside; R. Krawczyk 1969, R. E. Moore 1977) of
// the kind that the enclosure of the Hessian says.  Cuts are irregular, so that none runs through the points
// of symmetric landscapes.  The proof is of the formula with its constants as doubles, and trusts the outward
// rounding of core/interval.h.
#pragma once

#include <vector>

#include "analysis/critical.h"
#include "core/interval.h"
#include "engine/result.h"

namespace thalweg {

/// A box with exactly one critical point, which is not degenerate.
struct ProvedPoint {
  CriticalKind kind;  ///< minimum, saddle or maximum
  Interval x, y;
};

struct Certificate {
  bool decided = false;
  std::vector<ProvedPoint> points;  ///< all of them if decided
  i64 boxes = 0;                    ///< that were looked at
  i64 undecided = 0;                ///< that were left: too small to be split further, or beyond the budget
  std::vector<Box> where;           ///< what they lie in, one box for each connected set
};

/// Stops after so many boxes, or when progress (called with the decided share of the box, in millionths)
/// returns false.
Certificate certify(const Landscape& f, i64 budget = 400'000, Progress progress = nullptr,
                    void* context = nullptr);

/// The proved points in double, instead of those that the search found inside; the rim is the search's, and
/// if its sums are not right with the proved points, the result is not certain.  Only of a decided
/// certificate.
CriticalPoints with_proof(const Landscape& f, const Certificate& certificate, const CriticalPoints& found,
                          const Loop& loop = one_by_one);

/// Whether the search found inside exactly what is proved: each point in a proved box of its kind, and none
/// too few.
bool agree(const Certificate& certificate, const CriticalPoints& found);

}  // namespace thalweg
