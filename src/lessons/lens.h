// SPDX-License-Identifier: MIT
// Landscapes of which only a disc is seen.
#pragma once

#include "lessons/contours.h"

namespace thalweg::lessons {

/// The ground of a square plot inside the circle that touches its sides; `outside` covers the corners.
void add_lens(Figure& figure, const Plot& square, const Landscape& f, const std::vector<double>& levels,
              Ink outside);

/// Fog over a map whose units are equal, and the ground as far as `radius` round p.  Nothing but fog if that
/// reaches beyond the map.
void add_fog(Figure& figure, const Plot& plot, const Landscape& f, Point p, double radius,
             const std::vector<double>& levels);

}  // namespace thalweg::lessons
