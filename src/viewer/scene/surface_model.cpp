// SPDX-License-Identifier: MIT
#include "viewer/scene/surface_model.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "viewer/scene/light_bake.h"

namespace thalweg::viewer {
namespace {

constexpr double kNarrowest = 1.0 / 3.0;

/// Weights with which the nodes of one axis make the m coarser nodes: a tent as wide as a coarse cell, at
/// least bilinear.
struct Tap {
  int first;
  std::vector<float> weights;
};

std::vector<Tap> tent_taps(int n, int m) {
  const double spacing = double(n - 1) / double(m - 1), radius = std::max(spacing, 1.0);
  std::vector<Tap> taps;
  for (int k = 0; k < m; k++) {
    const double centre = k * spacing;
    // The tent shrinks towards an edge so that the edge's own profile is kept: the walls end there.
    const double room = std::max({1.0, std::min({radius, centre, n - 1 - centre})});
    const int first = std::max(0, int(std::ceil(centre - room))),
              last = std::min(n - 1, int(std::floor(centre + room)));
    Tap tap{first, {}};
    double sum = 0;
    for (int i = first; i <= last; i++) {
      const double w = std::max(0.0, 1 - std::abs(i - centre) / room);
      tap.weights.push_back(float(w));
      sum += w;
    }
    for (float& w : tap.weights) w = float(w / sum);
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
  SurfaceModel s{field.domain, transform, make_world_map(field.domain), field.n, {}, {}, {}, {}};
  s.height.reserve(field.loss.size());
  s.finite.reserve(field.loss.size());
  std::vector<float> world_height;
  world_height.reserve(field.loss.size());
  for (const float loss : field.loss) {
    s.height.push_back(float(to_height(transform, loss)));
    s.finite.push_back(std::isfinite(loss) ? 1 : 0);
    world_height.push_back(s.height.back() * kBlockHeight);
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
  const std::vector<Tap> taps = tent_taps(s.n, m);
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
