// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <string>

#include "viewer/scene/legend_layout.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

// Distances from the block's foot, in world units for a view from the home distance.
constexpr double kTickLength = 0.03, kLabelDistance = 0.10, kNameDistance = 0.22;
constexpr int kMostTicks = 7;

/// One of the block's lower edges, with the direction away from the block.
struct Edge {
  glm::dvec3 low, high, outward;
  double from = 0, to = 0;  // domain values at its ends
  const std::string& name;
};

struct Pen {
  OverlayList& list;
  const Camera& camera;
  const Viewport& viewport;
  const FontAtlas& font;
  const Theme& colors;
};

/// Text whose middle is at the projected point.
void centred_text(const Pen& pen, TextStyle style, glm::dvec3 world, const std::string& text, Srgb color) {
  const auto at = project(pen.camera, pen.viewport, world);
  if (!at) return;
  add_text(pen.list, pen.font, style, {at->x, at->y + 0.5 * pen.font.cap_height(style)}, text,
           with_alpha(color, 1), Align::kCenter);
}

/// The largest number of ticks whose labels don't touch on the screen.
std::vector<Tick> fitting_ticks(const Pen& pen, const Edge& edge) {
  const auto a = project(pen.camera, pen.viewport, edge.low),
             b = project(pen.camera, pen.viewport, edge.high);
  if (!a || !b) return {};
  const glm::dvec2 across = glm::abs(*b - *a);
  for (int most = kMostTicks; most > 2; most--) {
    const std::vector<Tick> ticks = linear_ticks(edge.from, edge.to, most);
    if (ticks.size() < 2) continue;
    double widest = 0;
    for (const Tick& tick : ticks)
      widest = std::max(widest, pen.font.measure(TextStyle::kNumber, tick_label(tick.value)));
    const glm::dvec2 step = across * (ticks[1].position - ticks[0].position);
    if (step.x > widest + 10 * pen.font.scale() || step.y > 18 * pen.font.scale()) return ticks;
  }
  return {};
}

/// An edge without a name means nothing and stays bare.
void layout_edge(const Pen& pen, const Edge& edge) {
  if (edge.name.empty()) return;
  const double u = pen.font.scale();
  for (const Tick& tick : fitting_ticks(pen, edge)) {
    const glm::dvec3 foot = edge.low + tick.position * (edge.high - edge.low);
    const auto a = project(pen.camera, pen.viewport, foot);
    const auto b = project(pen.camera, pen.viewport, foot + kTickLength * edge.outward);
    if (!a || !b) continue;
    add_segment(pen.list, *a, *b, std::max(1.0, u), with_alpha(pen.colors.secondary, 0.8));
    centred_text(pen, TextStyle::kNumber, foot + kLabelDistance * edge.outward, tick_label(tick.value),
                 pen.colors.secondary);
  }
  centred_text(pen, TextStyle::kText, 0.5 * (edge.low + edge.high) + kNameDistance * edge.outward, edge.name,
               pen.colors.text);
}

}  // namespace

void layout_axes(OverlayList& list, const Scene& scene, const Camera& camera, const Viewport& viewport,
                 const FontAtlas& font) {
  const Pen pen{list, camera, viewport, font, theme(scene.theme)};
  const WorldMap& map = scene.surface->world;
  const Box& domain = scene.surface->domain;
  const glm::dvec3 eye = eye_position(camera) - camera.target;
  const double z = kBlockBase, front = eye.y > 1e-6 ? 1 : -1, side = eye.x > 1e-6 ? 1 : -1;
  const double y = front * map.half_y, x = side * map.half_x;
  layout_edge(
      pen,
      {{-map.half_x, y, z}, {map.half_x, y, z}, {0, front, 0}, domain.x0, domain.x1, scene.legend.x_name});
  layout_edge(
      pen,
      {{x, -map.half_y, z}, {x, map.half_y, z}, {side, 0, 0}, domain.y0, domain.y1, scene.legend.y_name});
}

}  // namespace thalweg::viewer
