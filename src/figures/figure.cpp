// SPDX-License-Identifier: MIT
#include "figures/figure.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace thalweg::figures {

namespace {

// By ink.  Lines and words have a contrast of at least 3 : 1 and 4.5 : 1 on their paper (WCAG 2.2), except
// grids.
constexpr std::array<Srgb, kInks> kDark{0xe6e9ef, 0x9aa3b2, 0x3a424f, 0x1b1f26, 0xe6e9ef, 0x4aa3ff, 0xff8a4a,
                                        0xc58cff, 0x3ecf8e, 0xff6b81, 0xffd24a, 0x35c9d6, 0xf58ac6, 0xb9c24a};
constexpr std::array<Srgb, kInks> kLight{0x1c2128, 0x5b6472, 0xd5dae1, 0xffffff, 0x1c2128,
                                         0x1f6feb, 0xbf5000, 0x8250df, 0x0f7b4f, 0xcf2247,
                                         0x9a6b00, 0x0b7c88, 0xb4307f, 0x66700a};
constexpr std::array<const char*, kInks> kNames{"text",  "quiet",  "line",  "paper", "curve",
                                                "first", "second", "third", "good",  "bad",
                                                "gold",  "fourth", "fifth", "sixth"};

/// The part of a segment inside the rectangle (Liang & Barsky 1984); false if there is none.
bool clip(Spot low, Spot high, Spot& a, Spot& b) {
  double from = 0, to = 1;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double steps[4] = {-dx, dx, -dy, dy},
               rooms[4] = {a.x - low.x, high.x - a.x, a.y - low.y, high.y - a.y};
  for (int k = 0; k < 4; k++) {
    if (steps[k] == 0) {
      if (rooms[k] < 0) return false;
      continue;
    }
    const double t = rooms[k] / steps[k];
    if (steps[k] < 0)
      from = std::max(from, t);
    else
      to = std::min(to, t);
  }
  if (!(from <= to)) return false;
  const Spot start = a;
  a = {start.x + from * dx, start.y + from * dy};
  b = {start.x + to * dx, start.y + to * dy};
  return true;
}

bool finite(Spot s) { return std::isfinite(s.x) && std::isfinite(s.y); }

constexpr double kSmall = 13;

}  // namespace

Srgb color(Ink ink, ThemeName theme) {
  return (theme == ThemeName::kDark ? kDark : kLight)[std::size_t(ink)];
}

const char* name(Ink ink) { return kNames[std::size_t(ink)]; }

void add_mark(Figure& figure, Mark mark) { figure.marks.push_back(std::move(mark)); }

void add_line(Figure& figure, std::vector<Spot> points, Stroke stroke, bool arrow) {
  figure.marks.push_back(Line{std::move(points), stroke, arrow});
}

void add_words(Figure& figure, Spot at, std::string text, Ink ink, Align align, double size) {
  if (text.empty()) return;
  figure.marks.push_back(Text{.at = at, .text = std::move(text), .ink = ink, .size = size, .align = align});
}

void add_box(Figure& figure, Spot low, Spot high, Ink frame, Ink fill, double opacity) {
  const std::vector<Spot> corners{low, {high.x, low.y}, high, {low.x, high.y}};
  figure.marks.push_back(Area{corners, fill, opacity});
  std::vector<Spot> ring = corners;
  ring.push_back(low);
  add_line(figure, ring, {frame, 1});
}

Spot add_table(Figure& figure, Spot low, const std::vector<double>& widths,
               const std::vector<std::vector<std::string>>& rows, int marked_row) {
  constexpr double kRow = 28, kBaseline = 19;
  double width = 0;
  for (const double w : widths) width += w;
  for (std::size_t r = 0; r < rows.size(); r++) {
    const double y = low.y + double(r) * kRow;
    if (int(r) == marked_row)
      figure.marks.push_back(Area{
          {{low.x, y}, {low.x + width, y}, {low.x + width, y + kRow}, {low.x, y + kRow}}, Ink::first, 0.2});
    double x = low.x;
    for (std::size_t c = 0; c < widths.size(); c++) {
      if (c < rows[r].size() && !rows[r][c].empty())
        figure.marks.push_back(Text{.at = {x + 10, y + kBaseline},
                                    .text = rows[r][c],
                                    .ink = r == 0 ? Ink::quiet : Ink::text,
                                    .strong = r == 0});
      x += widths[c];
    }
    add_line(figure, {{low.x, y + kRow}, {low.x + width, y + kRow}}, {Ink::line, r == 0 ? 1.5 : 1});
  }
  return {low.x + width, low.y + double(rows.size()) * kRow};
}

Spot place(const Plot& plot, double x, double y) {
  return {plot.low.x + to_unit(plot.x, x) * (plot.high.x - plot.low.x),
          plot.high.y - to_unit(plot.y, y) * (plot.high.y - plot.low.y)};
}

Point value_at(const Plot& plot, Spot at) {
  return {from_unit(plot.x, (at.x - plot.low.x) / (plot.high.x - plot.low.x)),
          from_unit(plot.y, (plot.high.y - at.y) / (plot.high.y - plot.low.y))};
}

void add_axes(Figure& figure, const Plot& plot) {
  const int most_x = std::max(2, int((plot.high.x - plot.low.x) / 80)),
            most_y = std::max(2, int((plot.high.y - plot.low.y) / 50));
  for (const AxisTick& tick : axis_ticks(plot.x, most_x)) {
    const double x = plot.low.x + tick.position * (plot.high.x - plot.low.x);
    if (!tick.major) continue;
    add_line(figure, {{x, plot.low.y}, {x, plot.high.y}}, {Ink::line, 1, Dash::solid, 0.6});
    figure.marks.push_back(
        Text{{x, plot.high.y + 19}, tick_label(tick.value), Ink::quiet, kSmall, Align::center, false, true});
  }
  for (const AxisTick& tick : axis_ticks(plot.y, most_y)) {
    const double y = plot.high.y - tick.position * (plot.high.y - plot.low.y);
    if (!tick.major) continue;
    add_line(figure, {{plot.low.x, y}, {plot.high.x, y}}, {Ink::line, 1, Dash::solid, 0.6});
    figure.marks.push_back(Text{
        {plot.low.x - 9, y + 4.5}, tick_label(tick.value), Ink::quiet, kSmall, Align::right, false, true});
  }
  add_line(figure, {plot.low, {plot.low.x, plot.high.y}, plot.high}, {Ink::quiet, 1});
  if (!plot.x_label.empty())
    add_words(figure, {plot.high.x, plot.high.y + 40}, plot.x_label, Ink::quiet, Align::right);
  if (!plot.y_label.empty()) add_words(figure, {plot.low.x, plot.low.y - 12}, plot.y_label, Ink::quiet);
}

void add_path(Figure& figure, const Plot& plot, const std::vector<Point>& values, Stroke stroke, bool arrow) {
  std::vector<Spot> part;
  const auto finish = [&](bool last) {
    if (part.size() > 1) add_line(figure, part, stroke, arrow && last);
    part.clear();
  };
  for (std::size_t i = 1; i < values.size(); i++) {
    Spot a = place(plot, values[i - 1].x, values[i - 1].y), b = place(plot, values[i].x, values[i].y);
    const Spot end = b;
    if (!finite(a) || !finite(b) || !clip(plot.low, plot.high, a, b)) {
      finish(false);
      continue;
    }
    if (part.empty()) part.push_back(a);
    part.push_back(b);
    if (!(b == end)) finish(i + 1 == values.size());
  }
  finish(true);
}

void add_dot(Figure& figure, const Plot& plot, Point at, Ink ink, Shape shape, double radius) {
  const Spot spot = place(plot, at.x, at.y);
  constexpr double kSlack = 0.5;
  if (!(spot.x >= plot.low.x - kSlack && spot.x <= plot.high.x + kSlack && spot.y >= plot.low.y - kSlack &&
        spot.y <= plot.high.y + kSlack))
    return;
  figure.marks.push_back(Dot{spot, ink, shape, radius});
}

void add_note(Figure& figure, const Plot& plot, Point at, double dx, double dy, std::string text, Ink ink,
              Align align) {
  const Spot spot = place(plot, at.x, at.y);
  if (!finite(spot) || text.empty()) return;
  figure.marks.push_back(Text{
      .at = {spot.x + dx, spot.y + dy}, .text = std::move(text), .ink = ink, .align = align, .halo = true});
}

Axis axis_over(const std::vector<double>& values, bool log) {
  double low = INFINITY, high = -INFINITY;
  for (const double v : values)
    if (std::isfinite(v) && (!log || v > 0)) low = std::min(low, v), high = std::max(high, v);
  if (!(low <= high)) return {log ? 0.1 : 0, 1, log};
  if (log) return {low * 0.7, std::max(high, 1.01 * low) * 1.4, true};
  const double room = high > low ? 0.06 * (high - low) : std::max(0.5, 0.1 * std::abs(high));
  return {low - room, high + room, false};
}

}  // namespace thalweg::figures
