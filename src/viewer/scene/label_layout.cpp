// SPDX-License-Identifier: MIT
#include <glm/vec2.hpp>
#include <vector>

#include "viewer/scene/legend_layout.h"
#include "viewer/scene/pick.h"

namespace thalweg::viewer {
namespace {

struct Rect {
  glm::dvec2 low, high;
};

bool overlap(const Rect& a, const Rect& b) {
  return a.low.x < b.high.x && b.low.x < a.high.x && a.low.y < b.high.y && b.low.y < a.high.y;
}

bool free(const Rect& rect, const std::vector<Rect>& taken, const Viewport& v) {
  if (rect.low.x < v.left || rect.low.y < v.top || rect.high.x > v.width - v.right ||
      rect.high.y > v.height - v.bottom)
    return false;
  for (const Rect& other : taken)
    if (overlap(rect, other)) return false;
  return true;
}

/// Where markers are: words must not cover them.
std::vector<Rect> markers_seen(const Scene& scene, const Camera& camera, const Viewport& viewport,
                               double reach) {
  std::vector<Rect> rects;
  if (scene.labels.empty() || !scene.layers.markers) return rects;
  for (const Marker& m : scene.markers)
    if (const auto at = project(camera, viewport, surface_point(*scene.surface, m.position, scene.relief)))
      rects.push_back({*at - reach, *at + reach});
  return rects;
}

}  // namespace

void layout_labels(OverlayList& list, const Scene& scene, const Camera& camera, const Viewport& viewport,
                   const FontAtlas& font) {
  const double u = font.scale(), height = 17 * u, gap = 11 * u;
  const Theme& colors = theme(scene.theme);
  std::vector<Rect> taken =
      markers_seen(scene, camera, viewport, 10 * u * marker_scale(scene.markers.size()));
  for (const SurfaceLabel& label : scene.labels) {
    const auto at = seen_at(*scene.surface, camera, viewport, label.at, scene.relief);
    if (!at) continue;
    const double width = font.measure(TextStyle::kNumber, label.text) + 10 * u;
    // Above, below, right, left: the first place that is free.
    const glm::dvec2 centres[] = {{at->x, at->y - gap - 0.5 * height},
                                  {at->x, at->y + gap + 0.5 * height},
                                  {at->x + gap + 0.5 * width, at->y},
                                  {at->x - gap - 0.5 * width, at->y}};
    for (const glm::dvec2 c : centres) {
      const Rect rect{c - 0.5 * glm::dvec2(width, height), c + 0.5 * glm::dvec2(width, height)};
      if (!free(rect, taken, viewport)) continue;
      taken.push_back(rect);
      add_box(list, rect.low, rect.high, with_alpha(colors.panel, 0.84), 4 * u);
      add_text(list, font, TextStyle::kNumber, {c.x, c.y + 0.5 * font.cap_height(TextStyle::kNumber)},
               label.text, with_alpha(colors.text, 1), Align::kCenter);
      break;
    }
  }
}

}  // namespace thalweg::viewer
