// SPDX-License-Identifier: MIT
#include "lessons/lens.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace thalweg::lessons {

namespace {

constexpr int kCorners = 72;

Spot on_circle(Spot centre, double radius, int k) {
  const double turn = 2 * std::numbers::pi * (k % kCorners) / kCorners;
  return {centre.x + radius * std::cos(turn), centre.y + radius * std::sin(turn)};
}

/// Where a segment crosses the rim of what is inside, by bisection.
template <class Inside>
Spot on_rim(Spot a, Spot b, const Inside& inside) {
  constexpr int kHalvings = 12;
  for (int k = 0; k < kHalvings; k++) {
    const Spot middle{0.5 * (a.x + b.x), 0.5 * (a.y + b.y)};
    (inside(middle) == inside(a) ? a : b) = middle;
  }
  return a;
}

/// The part of a plot round a point, as far as `radius`.
Plot around(const Plot& plot, Point p, double radius) {
  return {.low = place(plot, p.x - radius, p.y + radius),
          .high = place(plot, p.x + radius, p.y - radius),
          .x = {p.x - radius, p.x + radius},
          .y = {p.y - radius, p.y + radius}};
}

/// rim.
}  // namespace

void add_lens(Figure& figure, const Plot& square, const Landscape& f, const std::vector<double>& levels,
              Ink outside) {
  const double radius = 0.5 * (square.high.x - square.low.x);
  const Spot centre{square.low.x + radius, square.low.y + radius};
  std::vector<Spot> circle;
  for (int k = 0; k <= kCorners; k++) circle.push_back(on_circle(centre, radius, k));
  figure.marks.emplace_back(Area{{circle.begin(), circle.end() - 1}, Ink::paper, 1});
  add_ground(figure, square, f, levels);
  const auto mask = [&](std::vector<Spot> corners) { figure.marks.emplace_back(Area{corners, outside, 1}); };
  for (int k = 0; k < kCorners; k++) {  // triangles that overlap, so that no hairline stays between them
    const Spot a = circle[std::size_t(k)], b = on_circle(centre, radius, k + 2),
               mid = on_circle(centre, radius, k + 1);
    const Spot corner{mid.x > centre.x ? square.high.x : square.low.x,
                      mid.y > centre.y ? square.high.y : square.low.y};
    mask({corner, a, b});
  }
  constexpr double kEdge = 1.5;  // cells are drawn to whole pixels, and may reach over the square's sides
  for (const double side : {square.low.x, square.high.x})
    mask({{side - kEdge, square.low.y - kEdge},
          {side + kEdge, square.low.y - kEdge},
          {side + kEdge, square.high.y + kEdge},
          {side - kEdge, square.high.y + kEdge}});
  for (const double side : {square.low.y, square.high.y})
    mask({{square.low.x - kEdge, side - kEdge},
          {square.high.x + kEdge, side - kEdge},
          {square.high.x + kEdge, side + kEdge},
          {square.low.x - kEdge, side + kEdge}});
  for (const double level : levels)
    for (const std::vector<Point>& line : contour_lines(square, f, level)) {
      std::vector<Spot> part;
      const auto finish = [&] {
        if (part.size() > 1) add_line(figure, part, {Ink::quiet, 1.2});
        part.clear();
      };
      const auto inside = [&](Spot s) { return std::hypot(s.x - centre.x, s.y - centre.y) <= radius; };
      for (std::size_t k = 0; k < line.size(); k++) {
        const Spot s = place(square, line[k].x, line[k].y);
        if (k > 0) {
          const Spot before = place(square, line[k - 1].x, line[k - 1].y);
          if (inside(before) != inside(s)) part.push_back(on_rim(before, s, inside));
          if (inside(before) && !inside(s)) finish();
        }
        if (inside(s)) part.push_back(s);
      }
      finish();
    }
  add_line(figure, circle, {Ink::quiet, 2});
}

void add_fog(Figure& figure, const Plot& plot, const Landscape& f, Point p, double radius,
             const std::vector<double>& levels) {
  add_axes(figure, plot);
  figure.marks.emplace_back(
      Area{{plot.low, {plot.high.x, plot.low.y}, plot.high, {plot.low.x, plot.high.y}}, Ink::line, 1});
  const Plot near = around(plot, p, radius);
  if (near.low.x >= plot.low.x && near.high.x <= plot.high.x && near.low.y >= plot.low.y &&
      near.high.y <= plot.high.y)
    add_lens(figure, near, f, levels, Ink::line);
}

}  // namespace thalweg::lessons
