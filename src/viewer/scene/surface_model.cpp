// SPDX-License-Identifier: MIT
#include "viewer/scene/surface_model.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "viewer/scene/light_bake.h"

namespace thalweg::viewer {
namespace {

constexpr double kNarrowest = 1.0 / 3.0;

/// Weights with which the nodes of one axis make one node of the mesh.
struct Tap {
  int first;
  std::vector<float> weights;
};

/// The integral of the hat function (1 at 0, 0 beyond -1 and 1) up to x.
double hat_integral(double x) {
  const double c = std::clamp(x, -1.0, 1.0);
  return c < 0 ? 0.5 * (c + 1) * (c + 1) : 1 - 0.5 * (1 - c) * (1 - c);
}

/// The mean of the linear interpolation between the nodes over the mesh node's cell.  Towards an edge the
/// cell shrinks symmetrically, so that the edge keeps its own profile, where the walls end, and planes stay
/// planes.
std::vector<Tap> cell_taps(int n, int m) {
  const double spacing = double(n - 1) / double(m - 1);
  std::vector<Tap> taps;
  for (int k = 0; k < m; k++) {
    const double centre = k * spacing, coarse = spacing > 1 ? 0.5 * spacing : 0;
    const double radius = std::max(std::min({coarse, centre, n - 1 - centre}), 1e-6);
    const int first = std::max(0, int(std::floor(centre - radius)));
    const int last = std::min(n - 1, int(std::ceil(centre + radius)));
    Tap tap{first, {}};
    for (int i = first; i <= last; i++)
      tap.weights.push_back(
          float((hat_integral(centre + radius - i) - hat_integral(centre - radius - i)) / (2 * radius)));
    taps.push_back(std::move(tap));
  }
  return taps;
}

/// The node left of coordinate t in [0, 1] and the fraction of the way to the next.
std::pair<int, double> cell_of(double t, int n) {
  const double x = std::clamp(t, 0.0, 1.0) * (n - 1);
  const int i = std::min(int(x), n - 2);
  return {i, x - i};
}

/// How far out of what is shown; what is not finite is marked as that.
float beyond_range(const HeightTransform& t, double loss) {
  if (!std::isfinite(loss)) return -1;
  const double h = unclamped_height(t, loss);
  return float(std::max(t.clips_high ? h - 1 : -1, t.clips_low ? -h : -1));
}

}  // namespace

WorldMap make_world_map(const Box& domain) {
  const double longer = std::max(width(domain), height(domain));
  WorldMap map{centre(domain), 1, 1, std::max(width(domain) / longer, kNarrowest),
               std::max(height(domain) / longer, kNarrowest)};
  map.scale_x = 2 * map.half_x / width(domain);
  map.scale_y = 2 * map.half_y / height(domain);
  return map;
}

glm::dvec2 to_world(const WorldMap& map, Point p) {
  return {(p.x - map.centre.x) * map.scale_x, (p.y - map.centre.y) * map.scale_y};
}

Point to_domain(const WorldMap& map, glm::dvec2 p) {
  return {map.centre.x + p.x / map.scale_x, map.centre.y + p.y / map.scale_y};
}

SurfaceModel make_surface_model(const HeightField& field, HeightScale scale) {
  return make_surface_model(field, make_transform(field, scale));
}

SurfaceModel make_surface_model(const HeightField& field, const HeightTransform& transform) {
  make_transform(field, HeightScale::kLinear);  // checks the field
  SurfaceModel s{field.domain, transform, make_world_map(field.domain), field.n, {}, {}, {}, {}, {}};
  s.height.reserve(field.loss.size());
  s.finite.reserve(field.loss.size());
  std::vector<float> world_height;
  world_height.reserve(field.loss.size());
  for (const float loss : field.loss) {
    s.height.push_back(float(to_height(transform, loss)));
    s.finite.push_back(std::isfinite(loss) ? 1 : 0);
    world_height.push_back(s.height.back() * kBlockHeight);
  }
  if (transform.clips_low || transform.clips_high) {
    s.beyond.reserve(field.loss.size());
    for (const float loss : field.loss) s.beyond.push_back(beyond_range(transform, loss));
  }
  const auto cells = double(field.n - 1);
  BakedLight light =
      bake_light(world_height, field.n, float(2 * s.world.half_x / cells), float(2 * s.world.half_y / cells));
  s.occlusion = std::move(light.occlusion);
  s.sunlight = std::move(light.sunlight);
  return s;
}

double height_at(const SurfaceModel& s, Point p) {
  const auto [i, fx] = cell_of((p.x - s.domain.x0) / width(s.domain), s.n);
  const auto [j, fy] = cell_of((p.y - s.domain.y0) / height(s.domain), s.n);
  const float* h = &s.height[std::size_t(j) * std::size_t(s.n) + std::size_t(i)];
  return (1 - fy) * ((1 - fx) * h[0] + fx * h[1]) + fy * ((1 - fx) * h[s.n] + fx * h[s.n + 1]);
}

glm::dvec3 surface_point(const SurfaceModel& s, Point p, double relief) {
  return {to_world(s.world, p), height_at(s, p) * kBlockHeight * relief};
}

std::vector<float> mesh_heights(const SurfaceModel& s, int m) {
  if (m == s.n) return s.height;
  const auto n = std::size_t(s.n), columns = std::size_t(m);
  const std::vector<Tap> taps = cell_taps(s.n, m);
  std::vector<float> narrow(n * columns), mesh(columns * columns);
  for (std::size_t j = 0; j < n; j++)
    for (std::size_t k = 0; k < columns; k++) {
      const float* row = &s.height[j * n + std::size_t(taps[k].first)];
      for (std::size_t w = 0; w < taps[k].weights.size(); w++)
        narrow[j * columns + k] += taps[k].weights[w] * row[w];
    }
  for (std::size_t k = 0; k < columns; k++)
    for (std::size_t w = 0; w < taps[k].weights.size(); w++) {
      const float* row = &narrow[(std::size_t(taps[k].first) + w) * columns];
      for (std::size_t i = 0; i < columns; i++) mesh[k * columns + i] += taps[k].weights[w] * row[i];
    }
  return mesh;
}

}  // namespace thalweg::viewer
