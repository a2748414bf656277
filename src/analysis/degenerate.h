// SPDX-License-Identifier: MIT
// Critical points where second derivatives cannot say what they are, and continua of them, as connected sets
// of cells.
#pragma once

#include "analysis/critical.h"
#include "analysis/gradient_grid.h"
#include "analysis/polish.h"

namespace thalweg {

struct Degenerate {
  std::vector<CriticalPoint> points;
  std::vector<Region> regions;
};

/// The cells of the `singular` points (Newton's limits without curvature), of `unexplained` ones (where the
/// gradient turns and nothing was found) and those with no slope at all, joined.  A set that is many cells
/// long is a valley or, if it has an area, a plateau; a small one is a degenerate point.  `expected` is the
/// index of the regular points in each cell: the rest of the turns around a set is its own.
Degenerate degenerate_sets(const Landscape& f, const GradientGrid& grid, const CellWindings& windings,
                           const std::vector<int>& expected, const std::vector<Polished>& singular,
                           const std::vector<int>& unexplained);

}  // namespace thalweg
