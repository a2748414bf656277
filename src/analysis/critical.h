// SPDX-License-Identifier: MIT
// All critical points of a landscape of two weights in its domain.
//
// Cells of a grid where the gradient turns, or where both derivatives may vanish, are searched by Newton's
// method; the grid is refined until two successive ones find the same, and two sums are right:
//   - inside the box, minima - saddles + maxima = the winding number of the gradient along the rim
//   (Poincare-Hopf);
//   - with the rim (analysis/edges.h), the sum over the closed box is 1.
// The sums are necessary, not sufficient: a proof is analysis/certificate.h.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/loop.h"
#include "engine/landscape.h"
#include "engine/outcome.h"

namespace thalweg {

enum class PointKind {
  minimum,
  saddle,
  maximum,
  degenerate,    ///< an eigenvalue of the Hessian vanishes there, or the Hessian does not exist
  edge_minimum,  ///< of the landscape confined to its domain; critical only along the edge
  edge_pass,     ///< the highest point of a way along the edge, rising inwards: a saddle of the confined
                 ///< landscape
  corner_minimum,
};
inline constexpr int kPointKinds = 7;
std::string_view name(PointKind kind);

struct CriticalPoint {
  PointKind kind;
  Point at;
  double value;
  double eigenvalues[2];  ///< of the Hessian, ascending; NaN where it does not exist
  i64 index = 0;          ///< turns of the gradient around it: 1, -1, 1, any; 0 on the rim
  bool bottom =
      false;  ///< all kinds of minima, and degenerate points that are lower than what surrounds them
  double persistence =
      0;  ///< of bottoms: how far the water rises until they join a lower one; infinity if never
  bool global = false;  ///< as low as the lowest
};

/// A continuum of critical points: a curve (valley, or ridge) or an area (plateau).
struct Region {
  CriticalKind kind;    ///< valley or plateau
  double length, area;  ///< of a valley and of a plateau; 0 of the other
  double low, high;     ///< values on it
  Point at;             ///< one point of it
  i64 cells;            ///< of the grid that it passes through
  i64 index;            ///< turns of the gradient around it
};

struct Checksum {
  i64 index_sum = 0;                    ///< of what was found inside the box
  std::optional<i64> boundary_winding;  ///< nothing where the gradient vanishes or does not exist on the rim
  i64 cell_winding = 0;                 ///< summed over the grid's cells
  i64 closed_box_sum = 0;               ///< with the rim; 1 if all is right
  bool ok = false;
};
/// Of these points and regions, against what the gradient says.
Checksum checksum(const std::vector<CriticalPoint>& points, const std::vector<Region>& regions,
                  std::optional<i64> boundary_winding, i64 cell_winding);

struct CriticalPoints {
  std::vector<CriticalPoint> points;  ///< by kind, then by value
  std::vector<Region> regions;
  Checksum checksum;
  int cells = 0;         ///< of the last grid, per side
  i64 ambiguous = 0;     ///< cells of it with a critical point on their edge
  i64 on_rim = 0;        ///< critical points on the rim itself, which are neither inside nor outside
  i64 undefined = 0;     ///< cells with a corner where the landscape is not finite
  double steepest = 0;   ///< the largest change of value over a cell that a slope on the grid amounts to
  bool stable = false;   ///< the grid before found the same, and the largest change shrinks with the cells
  bool certain = false;  ///< stable, both sums right, nothing degenerate, no kinks, finite everywhere
  std::string reason;    ///< why it is not certain; empty if it is
};

std::array<i64, kPointKinds> counts(const std::vector<CriticalPoint>& points);

struct CriticalSearch {
  int cells = 127;    ///< of the first grid, per side; rounded up to a prime
  int finest = 2100;  ///< no grid is finer, but there are always two
  Loop loop = one_by_one;
};

/// Throws InputError unless the landscape has two weights.  The result does not depend on the loop.
CriticalPoints find_critical_points(const Landscape& f, const CriticalSearch& search = {});

/// What one grid of so many cells finds, without refinement and persistence: `stable` and `certain` are
/// false.
CriticalPoints find_on_grid(const Landscape& f, int cells, const Loop& loop = one_by_one);

/// Persistence and globality of all bottoms, from the merge tree of a grid of so many cells.  Where a pass of
/// the tree is a saddle or a pass of the rim among the points, its exact height counts.
void add_persistence(const Landscape& f, int cells, const Loop& loop, std::vector<CriticalPoint>& points);

/// How many of them after a search whose last grid had `cells`.
int tree_cells(int cells);

/// InputError "NAME has 3 weights; ..." unless it has two.
void check_two_weights(const Landscape& f, const char* analysis);

}  // namespace thalweg
