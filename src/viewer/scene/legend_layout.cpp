// SPDX-License-Identifier: MIT
#include "viewer/scene/legend_layout.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <glm/common.hpp>
#include <string>

#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

constexpr double kSmallestText = 0.8;  // of the sizes at 720 lines: 10 pixels

/// What the parts of the legend share.
struct Page {
  OverlayList& list;
  const Scene& scene;
  const Viewport& viewport;
  const FontAtlas& font;
  const Theme& colors;
  double u;  // pixels per pixel of a 720-line picture

  std::uint32_t ink(double alpha = 1) const { return with_alpha(colors.text, alpha); }
  std::uint32_t secondary() const { return with_alpha(colors.secondary, 1); }
};

/// Decimals that show a coordinate of this domain to about four digits.
int coordinate_decimals(const Box& domain) {
  const double size =
      std::max({std::abs(domain.x0), std::abs(domain.x1), std::abs(domain.y0), std::abs(domain.y1)});
  const int decimals = 3 - int(std::floor(std::log10(std::max(size, 1e-6))));
  return std::clamp(decimals, 0, size >= 1 ? 2 : 6);
}

std::size_t length_in_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); count++) next_character(text);
  return count;
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t length = length_in_characters(text);
  return length >= width ? text : std::string(width - length, ' ') + text;
}

/// The coordinates of all rows, padded so that the columns of the mono-spaced digits line up.
std::vector<std::string> coordinate_texts(const Scene& scene) {
  const int decimals = coordinate_decimals(scene.surface->domain);
  std::size_t wide_x = 0, wide_y = 0;
  for (const KeyEntry& entry : scene.legend.key) {
    wide_x = std::max(wide_x, length_in_characters(decimal_label(entry.position.x, decimals)));
    wide_y = std::max(wide_y, length_in_characters(decimal_label(entry.position.y, decimals)));
  }
  std::vector<std::string> texts;
  for (const KeyEntry& entry : scene.legend.key)
    texts.push_back("(" + padded(decimal_label(entry.position.x, decimals), wide_x) + ", " +
                    padded(decimal_label(entry.position.y, decimals), wide_y) + ")");
  return texts;
}

/// A veil in the background's colour: invisible beside the block, and what keeps text readable in front of
/// it.  Goes under what was added to the list from `first` on.
void veil(const Page& page, std::size_t first) {
  if (first == page.list.size()) return;
  glm::dvec2 low(page.list[first].rect.x, page.list[first].rect.y), high = low;
  for (std::size_t i = first; i < page.list.size(); i++) {
    const glm::vec4& r = page.list[i].rect;
    low = glm::min(low, glm::dvec2(r.x, r.y));
    high = glm::max(high, glm::dvec2(r.z, r.w));
  }
  const double margin = 8 * page.u;  // the title's veil ends where the key's begins
  OverlayList box;
  add_box(box, low - margin, high + margin, with_alpha(page.colors.background_bottom, 0.62), 8 * page.u);
  page.list.insert(page.list.begin() + std::ptrdiff_t(first), box.front());
}

double layout_title(const Page& page) {
  const double x = page.viewport.left + 24 * page.u;
  double y = page.viewport.top + 38 * page.u;
  add_text(page.list, page.font, TextStyle::kTitle, {x, y}, page.scene.legend.title, page.ink());
  if (!page.scene.legend.subtitle.empty()) {
    y += 22 * page.u;
    add_text(page.list, page.font, TextStyle::kText, {x, y}, page.scene.legend.subtitle, page.secondary());
  }
  return y;
}

void layout_key_row(const Page& page, const KeyEntry& entry, const std::string& coordinates, double y,
                    double column) {
  const double u = page.u, x = page.viewport.left + 24 * u;
  const double middle = y - 0.5 * page.font.cap_height(TextStyle::kNumber);
  const std::uint32_t color =
      with_alpha(entry.color ? *entry.color : label_color(page.scene.palette, entry.label), 1);
  // A thin dark edge keeps pale swatches visible on the light theme.
  add_shape(page.list, OverlayKind::kDisc, {x + 5 * u, middle}, 5.6 * u, with_alpha(0x10141a, 0.55));
  add_shape(page.list, OverlayKind::kDisc, {x + 5 * u, middle}, 4.6 * u, color);
  if (entry.text.empty())
    add_text(page.list, page.font, TextStyle::kNumber, {x + 18 * u, y}, coordinates, page.ink());
  else
    add_text(page.list, page.font, TextStyle::kText, {x + 18 * u, y}, entry.text, page.ink());
  double right = x + 18 * u + column + 12 * u;
  if (entry.fraction) {
    // In small pictures text is relatively large: the bar goes first.
    const bool roomy = u < 1.35 * picture_unit(page.viewport.width, page.viewport.height);
    const double width = roomy ? 44 * u : 0, share = std::clamp(*entry.fraction, 0.0, 1.0);
    if (roomy)
      add_box(page.list, {right, middle - 2 * u}, {right + width, middle + 2 * u}, page.ink(0.12), 2 * u);
    if (roomy && share > 0)
      add_box(page.list, {right, middle - 2 * u}, {right + std::max(share * width, 4 * u), middle + 2 * u},
              color, 2 * u);
    right += width + 48 * u;
    add_text(page.list, page.font, TextStyle::kNumber, {right, y}, decimal_label(100 * share, 1) + "%",
             page.secondary(), Align::kRight);
  }
  if (entry.global) {
    add_shape(page.list, OverlayKind::kStar, {right + 13 * u, middle}, 7 * u, with_alpha(0x10141a, 0.7));
    add_shape(page.list, OverlayKind::kStar, {right + 13 * u, middle}, 5.6 * u, with_alpha(kGold, 1));
  }
}

void layout_key(const Page& page, double below) {
  const std::vector<KeyEntry>& key = page.scene.legend.key;
  const std::vector<std::string> coordinates = coordinate_texts(page.scene);
  const std::size_t rows = std::min(key.size(), std::size_t(kKeyRows));
  double column = 0, y = below + 30 * page.u;
  for (std::size_t i = 0; i < rows; i++)
    column = std::max(column, key[i].text.empty() ? page.font.measure(TextStyle::kNumber, coordinates[i])
                                                  : page.font.measure(TextStyle::kText, key[i].text));
  for (std::size_t i = 0; i < rows; i++, y += 20 * page.u)
    layout_key_row(page, key[i], coordinates[i], y, column);
  if (key.size() > rows)
    add_text(page.list, page.font, TextStyle::kText, {page.viewport.left + 42 * page.u, y},
             "and " + std::to_string(key.size() - rows) + " more", page.secondary());
}

void layout_color_bar(const Page& page) {
  const double u = page.u, free = page.viewport.height - page.viewport.top - page.viewport.bottom;
  const double right = page.viewport.width - page.viewport.right - 28 * u, left = right - 12 * u;
  const double length = std::round(0.5 * free), top = std::round(page.viewport.top + 0.25 * free);
  add_color_bar(page.list, {std::round(left), top}, {std::round(right), top + length});
  const double spacing = std::min(0.4, 26 * u / length);
  const HeightTransform& heights = page.scene.surface->transform;
  const auto cut_off = [&](double y, double cap, double loss) {
    add_box(page.list, {left, std::min(cap, cap + 5 * u)}, {right, std::max(cap, cap + 5 * u)},
            page.secondary(), 1.5 * u);
    add_text(page.list, page.font, TextStyle::kText,
             {left - 9 * u, y + 0.5 * page.font.cap_height(TextStyle::kText)},
             "cut off at " + tick_label(loss), page.ink(), Align::kRight);
  };
  if (heights.clips_high) cut_off(top - 4.5 * u, top - 7 * u, heights.vmax);
  if (heights.clips_low) cut_off(top + length + 4.5 * u, top + length + 2 * u, heights.vmin);
  for (const Tick& tick : loss_ticks(heights, spacing)) {
    // The ends say what they are cut off at.
    if (heights.clips_high && 1 - tick.position < 0.9 * spacing) continue;
    if (heights.clips_low && tick.position < 0.9 * spacing) continue;
    const double y = top + length * (1 - tick.position);
    add_segment(page.list, {left - 5 * u, y}, {left - 1 * u, y}, std::max(1.0, u), page.secondary());
    add_text(page.list, page.font, TextStyle::kNumber,
             {left - 9 * u, y + 0.5 * page.font.cap_height(TextStyle::kNumber)}, tick_label(tick.value),
             page.ink(), Align::kRight);
  }
  add_text(page.list, page.font, TextStyle::kText, {right, top - (heights.clips_high ? 28 : 14) * u},
           page.scene.legend.loss_name, page.ink(), Align::kRight);
}

}  // namespace

double picture_unit(int width, int height) { return std::min(height / 720.0, width / 960.0); }

double marker_scale(std::size_t count) {
  constexpr double kFew = 60, kLeast = 0.5;
  return std::clamp(std::sqrt(kFew / double(std::max<std::size_t>(count, 1))), kLeast, 1.0);
}

double text_unit(const Scene& scene, int width, int height) {
  return scene.text_scale > 0 ? scene.text_scale : std::max(picture_unit(width, height), kSmallestText);
}

OverlayList layout_legend(const Scene& scene, const Camera& camera, const Viewport& viewport,
                          const FontAtlas& font) {
  OverlayList list;
  const Page page{list, scene, viewport, font, theme(scene.theme), font.scale()};
  if (scene.layers.axes) layout_axes(list, scene, camera, viewport, font);
  layout_labels(list, scene, camera, viewport, font);
  double below = viewport.top + 10 * page.u;
  std::size_t first = list.size();
  if (scene.layers.title) below = layout_title(page);
  veil(page, first);
  first = list.size();
  if (scene.layers.key && !scene.legend.key.empty()) layout_key(page, below);
  veil(page, first);
  first = list.size();
  if (scene.layers.color_bar) layout_color_bar(page);
  veil(page, first);
  return list;
}

}  // namespace thalweg::viewer
