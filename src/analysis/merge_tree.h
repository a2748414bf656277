// SPDX-License-Identifier: MIT
// The merge tree of a grid of values: which minimum joins which as the water rises, and at what height.
//
// Nodes are sorted by value and flooded upwards; where two lakes meet, the one with the higher minimum ends
// and its persistence is the height from its minimum to the pass.  (H. Edelsbrunner, J. Harer, Computational
// Topology, 2010, chapter VII.)  Neighbours are the eight nodes around a node.  Ties are broken by node
// number, so that the result is unique.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "core/hd.h"

namespace thalweg {

struct Branch {
  int minimum;          ///< node where it begins
  int pass;             ///< node where it ends; -1 for a lake that no other one swallows
  int into;             ///< the minimum of the lake that swallows it; -1 likewise
  double birth, death;  ///< values of the two; infinity likewise
  double persistence() const { return death - birth; }
};

/// All minima of the grid of columns x rows values, most persistent first.  Nodes that are not finite are dry
/// land: they separate, so that there may be several lakes that never end.
std::vector<Branch> merge_tree(std::span<const double> values, int columns, int rows);

/// How many branches matter: persistence above `share` of the loss window [lowest, lowest + window], and a
/// minimum inside that window.  The grid invents shallow minima along curved valleys; their persistence is
/// tiny.
int persistent_minima(std::span<const Branch> branches, double window, double share = 1e-4);

/// Height of the lowest pass between the nodes a and b, which must be minima of the tree; infinity if there
/// is none.
double barrier(std::span<const Branch> branches, int a, int b);

}  // namespace thalweg
