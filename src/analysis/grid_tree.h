// SPDX-License-Identifier: MIT
// The merge tree of a landscape's grid, with known minima put into it.
#pragma once

#include <span>
#include <vector>

#include "analysis/critical.h"
#include "analysis/gradient_grid.h"
#include "analysis/merge_tree.h"

namespace thalweg {

struct GridTree {
  GradientGrid grid;             ///< values only
  std::vector<Branch> branches;  ///< most persistent first
  std::vector<int> node;         ///< of each minimum: the nearest one, which has its value
  std::vector<int> branch;       ///< by node: the one that begins there, or -1

  /// Whether the grid tells the minimum at this node from its neighbours.
  bool begins(int at) const { return branch[std::size_t(at)] >= 0; }
};

/// Each of the minima becomes the value of the node next to it, so that equal ones are equal and none is cut
/// off.
GridTree grid_tree(const Landscape& f, int cells, const Loop& loop, std::span<const CriticalPoint> minima);

}  // namespace thalweg
