// SPDX-License-Identifier: MIT
// A height field made ready to be drawn and picked: heights, slopes, light, and where it stands in the world.
//
// World: x to the right, y away from the viewer of the home view, z up.  The domain's longer side becomes
// [-1, 1]; the other keeps its true proportion down to 1:3, because gradients cross contours at right angles
// only in true proportion.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "viewer/scene/height_field.h"

namespace thalweg::viewer {

inline constexpr float kBlockHeight = 0.46f;  // world height of height 1
inline constexpr float kBlockBase = -0.03f;   // world height of the floor

/// World x = (x - centre.x) * scale_x, and likewise y; the block spans [-half_x, half_x] x [-half_y, half_y].
struct WorldMap {
  Point centre;
  double scale_x = 1, scale_y = 1;
  double half_x = 1, half_y = 1;
};

WorldMap make_world_map(const Box& domain);
glm::dvec2 to_world(const WorldMap& map, Point domain_point);
Point to_domain(const WorldMap& map, glm::dvec2 world_point);

/// Immutable once made; shared between the application (picking) and the renderer (textures).
struct SurfaceModel {
  Box domain;
  HeightTransform transform;
  WorldMap world;
  int n = 0;                               // nodes per side; all arrays are n x n in the order of HeightField
  std::vector<float> height;               // [0, 1]
  std::vector<std::uint8_t> finite;        // 0 where the loss is not finite: drawn at the top, marked
  std::vector<float> occlusion, sunlight;  // BakedLight
  std::vector<float>
      beyond;  // how far above or below the heights that are shown; <= 0: shown.  Empty: all is
};

/// Throws Error when the field is not valid.
SurfaceModel make_surface_model(const HeightField& field, HeightScale scale);
SurfaceModel make_surface_model(const HeightField& field, const HeightTransform& transform);

/// Height in [0, 1] at a domain point, bilinear between nodes; points outside take the nearest edge's height.
double height_at(const SurfaceModel& surface, Point p);

/// The world point on the surface above a domain point; relief scales the heights (1: as built, 0: a flat
/// map).
glm::dvec3 surface_point(const SurfaceModel& surface, Point p, double relief = 1);

/// The heights of a coarser or finer mesh of m x m nodes, averaged over a mesh cell so that detail which the
/// mesh can't hold fades instead of turning into false shapes.  Edge nodes stay on the edge.
std::vector<float> mesh_heights(const SurfaceModel& surface, int m);

}  // namespace thalweg::viewer
