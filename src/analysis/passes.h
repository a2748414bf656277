// SPDX-License-Identifier: MIT
// Which minima lie next to each other, and over which saddle the way leads.
//
// From every saddle the gradient flow descends on both sides to a minimum: the two branches are the way of
// lowest heights between them (the minimum-energy path), and all of them together the graph from which every
// barrier follows. In two weights this needs no chain of states; the merge tree of a grid
// (analysis/merge_tree.h) is the independent check.  The landscape is confined to its domain: minima and
// passes of the rim take part.
#pragma once

#include <string>
#include <vector>

#include "analysis/critical.h"
#include "analysis/merge_tree.h"

namespace thalweg {

/// A saddle and where its two branches end.
struct Pass {
  int saddle;               ///< number in PassGraph::saddles
  int minima[2];            ///< numbers in PassGraph::minima; -1 where a branch ends at none
  std::vector<Point> path;  ///< from the first minimum over the saddle to the second
};

struct PassGraph {
  std::vector<CriticalPoint> minima;   ///< all bottoms, by value
  std::vector<CriticalPoint> saddles;  ///< saddles, passes of the rim and degenerate saddles, by value
  std::vector<Pass> passes;            ///< a degenerate saddle with n branches has n - 1
  /// The merge tree: minimum, pass and into are numbers in minima, passes and minima.  Most persistent first.
  std::vector<Branch> branches;
  i64 lost = 0;  ///< branches that ended at no minimum
  /// By saddle: from it uphill on both sides to a maximum or to the rim, as one line.  Together they part the
  /// basins of the gradient flow.  Of passes of the rim the one side that leads inwards; of degenerate
  /// saddles none.
  std::vector<std::vector<Point>> separatrices;
};

PassGraph find_passes(const Landscape& f, const CriticalPoints& critical, const Loop& loop = one_by_one);

/// The way of lowest heights from minimum a to minimum b: passes in the order in which they are crossed,
/// empty if there is none or a == b.  Its highest one is barrier(graph.branches, a, b).
std::vector<int> way(const PassGraph& graph, int a, int b);

/// The largest difference between the heights at which minima join by the graph and by the merge tree of a
/// grid of so many cells; the grid's error falls with the square of its cells.
struct CrossCheck {
  int cells;
  double difference;
};
CrossCheck cross_check(const Landscape& f, const PassGraph& graph, int cells, const Loop& loop = one_by_one);

}  // namespace thalweg
