// SPDX-License-Identifier: MIT
#include "viewer/layers/frame.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <glm/matrix.hpp>

#include "viewer/scene/legend_layout.h"
#include "viewer/scene/light_bake.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

constexpr double kContourSpacing = 0.075;  // of the height, between major lines at least
constexpr double kMinorLines = 40;         // over the whole height
constexpr double kParticleRadius = 0.0086, kSmallestParticle = 1.6;  // world units; pixels at 720 lines
constexpr double kManyParticles = 2000;                              // from here on they shrink
constexpr int kFloorLines = 7, kWires = 24;  // the floor's are those that the axes name
constexpr float kBasinStrength = 0.88f, kDensityStrength = 0.85f;

glm::vec4 color_and(Srgb color, double fourth) { return {to_linear(color), float(fourth)}; }

void set_theme(FrameUniforms& f, const Scene& scene) {
  const Theme& t = theme(scene.theme);
  f.background_top = color_and(t.background_top, t.vignette * std::clamp(scene.relief, 0.0, 1.0));
  f.background_bottom = color_and(t.background_bottom, t.shadow);
  f.floor_color = color_and(t.floor, scene.layers.floor ? 1 : 0);
  f.grid_color = color_and(t.grid, scene.basins ? kBasinStrength : 0.f);
  f.wall_color = color_and(t.wall, scene.density ? kDensityStrength : 0.f);
  f.neutral = color_and(kNeutral, 1);
  constexpr double kNowhere = 1e38;
  f.hatch = color_and(kUnstable, scene.sharpness ? std::min(scene.unstable_above, kNowhere) : kNowhere);
  const std::size_t colors = std::min(scene.palette.size(), std::size_t(kMostPaletteColors));
  f.palette.fill(f.neutral);
  for (std::size_t i = 0; i < colors; i++) f.palette[i] = color_and(scene.palette[i], 1);
}

/// At most so many lines each way, at round coordinates: their distance in the world and where one
/// of them is.
glm::vec4 lines_at_round(const SurfaceModel& surface, int most_lines) {
  auto grid = [most_lines](double low, double high, double scale, double centre) {
    const std::vector<Tick> ticks = linear_ticks(low, high, most_lines);
    const double step = ticks.size() > 1 ? ticks[1].value - ticks[0].value : high - low;
    return glm::dvec2(step * scale, ((ticks.empty() ? low : ticks[0].value) - centre) * scale);
  };
  const Box& d = surface.domain;
  const WorldMap& w = surface.world;
  const glm::dvec2 x = grid(d.x0, d.x1, w.scale_x, w.centre.x), y = grid(d.y0, d.y1, w.scale_y, w.centre.y);
  return {x.x, y.x, x.y, y.y};
}

}  // namespace

std::vector<glm::vec4> contour_intervals(const HeightTransform& transform) {
  std::vector<double> starts{0};
  for (const Tick& tick : loss_ticks(transform, kContourSpacing))
    // Lines at the very bottom and top would be as wide as the flat ground there.
    if (tick.position > 0.02 && tick.position < 0.999) starts.push_back(tick.position);
  if (starts.size() > std::size_t(kMostContourIntervals)) starts.resize(kMostContourIntervals);
  std::vector<glm::vec4> intervals;
  for (std::size_t i = 0; i < starts.size(); i++) {
    const double end = i + 1 < starts.size() ? starts[i + 1] : 1;
    const double lines = std::max(1.0, std::round((end - starts[i]) * kMinorLines));
    intervals.push_back({starts[i], lines / std::max(end - starts[i], 1e-6), i > 0 ? 1 : 0, 0});
  }
  return intervals;
}

double particle_radius(std::size_t particles) {
  const double crowd = std::pow(kManyParticles / double(std::max(particles, std::size_t(1))), 0.25);
  return kParticleRadius * std::clamp(crowd, 0.45, 1.0);
}

FrameUniforms frame_uniforms(const Scene& scene, const Camera& camera, const Viewport& viewport,
                             const Tile& tile, const Quality& quality) {
  FrameUniforms f{};
  const SurfaceModel& surface = *scene.surface;
  const glm::dmat4 matrix = projection_matrix(camera, part_of(viewport, tile)) * view_matrix(camera);
  f.view_projection = glm::mat4(matrix);
  f.inverse_view_projection = glm::mat4(glm::inverse(matrix));
  f.eye = glm::vec4(glm::vec3(eye_position(camera)), float(pixels_per_unit(camera, viewport)));
  const double relief = std::max(0.0, scene.relief);
  f.sun = {kSun.x, kSun.y, kSun.z, float(std::min(1.0, relief))};
  f.screen = {tile.width, tile.height, 1.f / float(tile.width), 1.f / float(tile.height)};
  f.whole = {tile.x, tile.whole_height - tile.y - tile.height, tile.whole_width, tile.whole_height};
  f.block = {surface.world.half_x, surface.world.half_y, kBlockHeight * relief, kBlockBase};
  const WorldMap& w = surface.world;
  f.domain = {w.scale_x, w.scale_y, -w.centre.x * w.scale_x, -w.centre.y * w.scale_y};
  const double pixels = picture_unit(viewport.width, viewport.height);
  const std::vector<glm::vec4> contours = contour_intervals(surface.transform);
  std::copy(contours.begin(), contours.end(), f.contour.begin());
  f.detail = {pixels, quality.mesh, surface.n, scene.layers.contours ? double(contours.size()) : 0.0};
  const std::size_t colors =
      std::clamp(scene.palette.size(), std::size_t(1), std::size_t(kMostPaletteColors));
  f.particle = {surface.beyond.empty() ? 0 : 1, std::max(1.0, kSmallestParticle * pixels), colors,
                scene.trail_fade};
  f.floor_grid = lines_at_round(surface, kFloorLines);
  if (scene.layers.wireframe) f.wire = lines_at_round(surface, kWires);
  if (scene.fog)
    f.fog = {(scene.fog->at.x - w.centre.x) * w.scale_x, (scene.fog->at.y - w.centre.y) * w.scale_y,
             scene.fog->radius * 2 * surface.world.half_x, 0};
  set_theme(f, scene);
  return f;
}

}  // namespace thalweg::viewer
