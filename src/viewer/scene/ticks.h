// SPDX-License-Identifier: MIT
// Ticks at round losses on the height axis and the colour bar.
#pragma once

#include <vector>

#include "core/axis.h"
#include "viewer/scene/height_field.h"

namespace thalweg::viewer {

/// Ticks of the loss on the height axis, ascending, no two closer than `spacing` (0..1) on it: zero and
/// powers of ten first, then 3, 2 and 5 times those, then even steps where a range that is not near zero has
/// room left.
std::vector<Tick> loss_ticks(const HeightTransform& transform, double spacing);

}  // namespace thalweg::viewer
