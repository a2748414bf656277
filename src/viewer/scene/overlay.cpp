// SPDX-License-Identifier: MIT
#include "viewer/scene/overlay.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>

namespace thalweg::viewer {
namespace {

glm::vec4 rect(glm::dvec2 low, glm::dvec2 high) { return {low.x, low.y, high.x, high.y}; }

}  // namespace

std::uint32_t with_alpha(Srgb c, double alpha) {
  const auto a = std::uint32_t(std::lround(std::clamp(alpha, 0.0, 1.0) * 255));
  return a << 24 | (c & 255u) << 16 | (c & 0xff00u) | (c >> 16 & 255u);
}

void add_box(OverlayList& list, glm::dvec2 low, glm::dvec2 high, std::uint32_t color, double radius) {
  list.push_back({rect(low, high), {}, color, OverlayKind::kBox, float(radius)});
}

void add_color_bar(OverlayList& list, glm::dvec2 low, glm::dvec2 high) {
  list.push_back({rect(low, high), {}, ~0u, OverlayKind::kColorBar, 0});
}

void add_shape(OverlayList& list, OverlayKind kind, glm::dvec2 centre, double radius, std::uint32_t color,
               double line_width) {
  const double reach = radius + 0.5 * line_width + 1;
  list.push_back({rect(centre - reach, centre + reach),
                  {centre.x, centre.y, radius, 0},
                  color,
                  kind,
                  float(0.5 * line_width)});
}

void add_segment(OverlayList& list, glm::dvec2 a, glm::dvec2 b, double line_width, std::uint32_t color) {
  const double reach = 0.5 * line_width + 1;
  list.push_back({rect(glm::min(a, b) - reach, glm::max(a, b) + reach),
                  {a.x, a.y, b.x, b.y},
                  color,
                  OverlayKind::kSegment,
                  float(0.5 * line_width)});
}

double add_text(OverlayList& list, const FontAtlas& font, TextStyle style, glm::dvec2 at,
                std::string_view text, std::uint32_t color, Align align) {
  const double width = font.measure(style, text);
  double pen = at.x - (align == Align::kRight ? width : align == Align::kCenter ? 0.5 * width : 0);
  const double baseline = std::round(at.y);
  while (!text.empty()) {
    const Glyph& g = font.glyph(style, next_character(text));
    if (g.x1 > g.x0)
      list.push_back({{pen + g.x0, baseline + g.y0, pen + g.x1, baseline + g.y1},
                      {g.u0, g.v0, g.u1, g.v1},
                      color,
                      OverlayKind::kGlyph,
                      0});
    pen += g.advance;
  }
  return width;
}

}  // namespace thalweg::viewer
