// SPDX-License-Identifier: MIT
// Light that depends only on the shape of the surface, computed once per surface on the CPU: how much of the
// sky each node sees, and how much of the sun.  Height fields allow both by marching horizons (Max 1988,
// horizon mapping).
#pragma once

#include <span>
#include <vector>

namespace thalweg::viewer {

/// A direction to the sun in world axes (x right, y away, z up), of unit length.
struct SunDirection {
  float x = 0, y = 0, z = 1;
};

/// From the left of the home view and slightly in front, so that slopes read as slopes.
inline constexpr SunDirection kSun{-0.7287f, -0.2004f, 0.6549f};

/// n x n values in [0, 1], in the order of the heights.
struct BakedLight {
  std::vector<float> occlusion;  // 1: the whole sky is visible, 0: none
  std::vector<float> sunlight;   // 1: the sun is visible, 0: hidden, soft in between
};

/// Heights are n x n in world units, cell_x and cell_y the distance of neighbouring nodes in world units.
BakedLight bake_light(std::span<const float> heights, int n, float cell_x, float cell_y,
                      SunDirection sun = kSun);

}  // namespace thalweg::viewer
