// SPDX-License-Identifier: MIT
// Flat drawing on top of the picture, as a list of instances that one shader draws: text and the few shapes
// that a legend needs.  Pixels from the top left corner.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec4.hpp>
#include <string_view>
#include <vector>

#include "viewer/scene/color.h"
#include "viewer/scene/font.h"

namespace thalweg::viewer {

enum class OverlayKind : std::uint32_t { kBox, kGlyph, kColorBar, kDisc, kStar, kRing, kSegment };

/// One instance, laid out as shaders/overlay.vert reads it (std430).
struct OverlayItem {
  glm::vec4 rect;           // x0, y0, x1, y1: the pixels that may be touched
  glm::vec4 data;           // glyph: texels u0, v0, u1, v1; segment: its two ends; else unused
  std::uint32_t color = 0;  // 0xAABBGGRR, straight alpha
  OverlayKind kind = OverlayKind::kBox;
  float size = 0;  // box: corner radius; ring and segment: half the line's width; in pixels
  float pad = 0;
};
static_assert(sizeof(OverlayItem) == 48);

using OverlayList = std::vector<OverlayItem>;

enum class Align { kLeft, kCenter, kRight };

/// 0xAABBGGRR from an sRGB colour and an opacity in [0, 1].
std::uint32_t with_alpha(Srgb color, double alpha);

void add_box(OverlayList& list, glm::dvec2 low, glm::dvec2 high, std::uint32_t color, double radius = 0);
void add_color_bar(OverlayList& list, glm::dvec2 low, glm::dvec2 high);
/// kind: kDisc, kStar or kRing.
void add_shape(OverlayList& list, OverlayKind kind, glm::dvec2 centre, double radius, std::uint32_t color,
               double line_width = 0);
void add_segment(OverlayList& list, glm::dvec2 a, glm::dvec2 b, double line_width, std::uint32_t color);
/// Text on the baseline y; x is its left end, centre or right end.  Returns the width.
double add_text(OverlayList& list, const FontAtlas& font, TextStyle style, glm::dvec2 at,
                std::string_view text, std::uint32_t color, Align align = Align::kLeft);

}  // namespace thalweg::viewer
