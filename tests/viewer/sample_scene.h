// SPDX-License-Identifier: MIT
// A scene whose every number is computed here: Himmelblau's function and heavy-ball descents on it.  The
// tests of the renderer need no engine, so a change there cannot change these pictures.
#pragma once

#include <cstdint>
#include <vector>

#include "viewer/scene/scene.h"

namespace thalweg::viewer::test {

/// Owns what a Scene only refers to.
struct SampleScene {
  std::vector<float> positions, trail_points;
  std::vector<std::uint8_t> labels;
  Scene scene;
};

double himmelblau(double x, double y);

/// Himmelblau on [-5.2, 5.2]^2, logarithmic heights.
HeightField himmelblau_field(int n);

/// The surface alone, with markers at the four minima, title and key.
SampleScene himmelblau_surface(int n);

/// With `particles` particles and trails of `slots` points each, labelled by the minimum they approach; some
/// of them are still under way.
SampleScene himmelblau_descent(int n, int particles, int slots);

}  // namespace thalweg::viewer::test
