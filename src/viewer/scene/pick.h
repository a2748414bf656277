// SPDX-License-Identifier: MIT
// From a pixel to the surface below it: where a click drops a particle and what the hover card reads.
#pragma once

#include <glm/vec3.hpp>
#include <optional>
#include <span>

#include "viewer/scene/camera.h"
#include "viewer/scene/surface_model.h"

namespace thalweg::viewer {

struct SurfaceHit {
  Point position;     // in the domain
  double height = 0;  // in [0, 1]
  glm::dvec3 world;
};

/// The first point where the ray meets the top of the surface, to a fraction of a cell; nothing when it meets
/// a wall of the block first, or misses.  relief scales the heights as in Scene.
std::optional<SurfaceHit> pick_surface(const SurfaceModel& surface, const Ray& ray, double relief = 1);

/// The pixel at which a point of the surface is seen; nothing when the block hides it or it is behind the
/// viewer.
std::optional<glm::dvec2> seen_at(const SurfaceModel& surface, const Camera& camera, const Viewport& viewport,
                                  Point p, double relief = 1);

/// The point that is seen nearest to a pixel, at most `reach` pixels away.
std::optional<std::size_t> pick_point(const SurfaceModel& surface, const Camera& camera,
                                      const Viewport& viewport, std::span<const Point> points,
                                      glm::dvec2 pixel, double reach, double relief = 1);

}  // namespace thalweg::viewer
