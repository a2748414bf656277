// SPDX-License-Identifier: MIT
// What all shaders of one picture share, computed from the scene without OpenGL.
#pragma once

#include <array>
#include <cstddef>
#include <glm/mat4x4.hpp>
#include <glm/vec4.hpp>
#include <vector>

#include "viewer/scene/camera.h"
#include "viewer/scene/quality.h"
#include "viewer/scene/scene.h"
#include "viewer/scene/tile.h"

namespace thalweg::viewer {

inline constexpr int kMostContourIntervals = 24;

/// The uniform block of shaders/common.glsl (std140), where every field is explained.
struct FrameUniforms {
  glm::mat4 view_projection, inverse_view_projection;
  glm::vec4 eye, sun, screen, block, domain, detail;
  glm::vec4 background_top, background_bottom, floor_color, grid_color, wall_color;
  glm::vec4 floor_grid, particle, neutral, fog, hatch, wire, whole;
  std::array<glm::vec4, kMostPaletteColors> palette;
  std::array<glm::vec4, kMostContourIntervals> contour;
};
static_assert(sizeof(FrameUniforms) == (8 + 18 + kMostPaletteColors + kMostContourIntervals) * 16);

/// In the world.  More particles are drawn smaller, so that a crowd stays a crowd of dots.
double particle_radius(std::size_t particles);

/// viewport: of the whole picture, of which the tile is drawn.
FrameUniforms frame_uniforms(const Scene& scene, const Camera& camera, const Viewport& viewport,
                             const Tile& tile, const Quality& quality);

/// The contour lines of a surface: per interval between major lines its height, the minor lines per unit of
/// height, and 1 when its lower end is a major line.  Majors are at the round losses that the colour bar
/// shows.
std::vector<glm::vec4> contour_intervals(const HeightTransform& transform);

}  // namespace thalweg::viewer
