// SPDX-License-Identifier: MIT
// The merge tree as a drawing without a canvas: a vertical line for every minimum, from its height up to
// where its lake runs over into a deeper one's, and a horizontal one across.
#pragma once

#include <optional>
#include <vector>

#include "analysis/passes.h"
#include "viewer/scene/height_field.h"

namespace thalweg::viewer {

/// A minimum of the graph: at x, from height `foot` to `top`, there joined to the line at `joins`; the
/// deepest joins none and ends at 1.  x in 0..1, heights as the surface is drawn with.
struct TreeBranch {
  int minimum;
  double x, foot, top;
  std::optional<double> joins;
};

/// Minima of at least this persistence, from left to right; lines do not cross.
std::vector<TreeBranch> lay_out_tree(const PassGraph& graph, const HeightTransform& heights,
                                     double least_persistence);

/// The largest persistence that is finite; 0 if there is none.
double most_persistence(const PassGraph& graph);

}  // namespace thalweg::viewer
