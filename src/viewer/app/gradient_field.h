// SPDX-License-Identifier: MIT
// Where the ground falls: arrows along -grad f, evenly over what is drawn.
#pragma once

#include <memory>

#include "engine/landscape.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Cells along the longer side of what is drawn; each has an arrow around its centre that stays inside.
inline constexpr int kArrowCells = 26;
/// Lengths of the arrows where the slope is smallest and largest, as shares of a cell.
inline constexpr double kShortestArrow = 0.22, kLongestArrow = 0.86;

/// Lengths grow with the logarithm of |grad f| from its 5 % to its 95 % quantile over the cells.  There is no
/// arrow where the gradient is zero or not finite.  Of three weights: the first two components in the slice.
std::shared_ptr<const DescentField> gradient_field(const Landscape& f, const WorldMap& world, double slice);

}  // namespace thalweg::viewer
