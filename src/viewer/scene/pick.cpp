// SPDX-License-Identifier: MIT
#include "viewer/scene/pick.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <limits>
#include <utility>

namespace thalweg::viewer {
namespace {

constexpr double kStepsPerCell = 2;
constexpr int kBisections = 40;
constexpr double kEdge = 1e-9;  // a ray that grazes the rim counts as inside

/// The part of the ray inside the block's footprint and below its highest possible point.
std::optional<std::pair<double, double>> clip_to_block(const WorldMap& map, const Ray& ray, double top) {
  double enter = 0, leave = std::numeric_limits<double>::infinity();
  auto clip = [&](double origin, double direction, double low, double high) {
    if (direction == 0) return origin >= low && origin <= high;
    const auto [a, b] = std::minmax({(low - origin) / direction, (high - origin) / direction});
    enter = std::max(enter, a);
    leave = std::min(leave, b);
    return enter <= leave;
  };
  if (!clip(ray.origin.x, ray.direction.x, -map.half_x, map.half_x) ||
      !clip(ray.origin.y, ray.direction.y, -map.half_y, map.half_y) ||
      !clip(ray.origin.z, ray.direction.z, double(kBlockBase), top + kEdge))
    return std::nullopt;
  return std::pair(enter, leave);
}

}  // namespace

std::optional<SurfaceHit> pick_surface(const SurfaceModel& surface, const Ray& ray, double relief) {
  const auto span = clip_to_block(surface.world, ray, double(kBlockHeight) * relief);
  if (!span) return std::nullopt;
  auto above = [&](double t) {  // the height of the ray over the surface
    const glm::dvec3 p = ray.origin + t * ray.direction;
    const Point q = to_domain(surface.world, {p.x, p.y});
    return p.z - height_at(surface, q) * double(kBlockHeight) * relief;
  };
  if (above(span->first) < -kEdge) return std::nullopt;  // it entered through a wall
  const double cell = 2 * std::min(surface.world.half_x, surface.world.half_y) / (surface.n - 1);
  const double step = cell / kStepsPerCell / std::max(1e-3, std::hypot(ray.direction.x, ray.direction.y));
  const double limited = std::min(step, (span->second - span->first) / 4 + kEdge);
  for (double t = span->first; t < span->second;) {
    const double next = std::min(t + limited, span->second);
    if (above(next) > 0) {
      t = next;
      continue;
    }
    double low = t, high = next;
    for (int i = 0; i < kBisections; i++) {
      const double middle = 0.5 * (low + high);
      (above(middle) > 0 ? low : high) = middle;
    }
    const glm::dvec3 world = ray.origin + high * ray.direction;
    const Point position = to_domain(surface.world, {world.x, world.y});
    return SurfaceHit{position, height_at(surface, position), world};
  }
  return std::nullopt;
}

std::optional<glm::dvec2> seen_at(const SurfaceModel& surface, const Camera& camera, const Viewport& viewport,
                                  Point p, double relief) {
  const glm::dvec3 world = surface_point(surface, p, relief);
  const auto pixel = project(camera, viewport, world);
  if (!pixel) return std::nullopt;
  // From the point towards the eye, a little above the ground that it lies on, until the way leaves the
  // block.
  constexpr double kLift = 0.012, kStep = 0.01;
  const double top = double(kBlockHeight) * relief;
  const glm::dvec3 way = kStep * glm::normalize(eye_position(camera) - world);
  glm::dvec3 q = world + glm::dvec3(0, 0, kLift) + way;
  for (; q.z <= top && std::abs(q.x) <= surface.world.half_x && std::abs(q.y) <= surface.world.half_y;
       q += way)
    if (q.z < height_at(surface, to_domain(surface.world, {q.x, q.y})) * top) return std::nullopt;
  return pixel;
}

std::optional<std::size_t> pick_point(const SurfaceModel& surface, const Camera& camera,
                                      const Viewport& viewport, std::span<const Point> points,
                                      glm::dvec2 pixel, double reach, double relief) {
  std::optional<std::size_t> best;
  double nearest = reach;
  for (std::size_t i = 0; i < points.size(); i++) {
    // The cheap question first: most points are far from the pointer.
    const auto at = project(camera, viewport, surface_point(surface, points[i], relief));
    if (!at || glm::distance(*at, pixel) > nearest) continue;
    if (!seen_at(surface, camera, viewport, points[i], relief)) continue;
    nearest = glm::distance(*at, pixel);
    best = i;
  }
  return best;
}

}  // namespace thalweg::viewer
