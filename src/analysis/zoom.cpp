// SPDX-License-Identifier: MIT
// Stacks of zooms to a basin boundary: whether it looks fractal depends on the scale, so every scale is
// asked.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/basins.h"
#include "core/error.h"

namespace thalweg {

namespace {

Zoom level_of(const BasinMap& basins, int box) {
  return {width(basins.region) / 2, centre(basins.region), box_dimension(basins.map),
          basin_entropy(basins.map, box), basins.result.plan.spec.precision};
}

Point point_at(const BasinMap& basins, const BoundaryPoint& b) {
  return {basins.region.x0 + b.column / basins.map.columns * width(basins.region),
          basins.region.y0 + b.row / basins.map.rows * height(basins.region)};
}

Box ten_times_smaller(const Box& box, Point middle) {
  const double w = width(box) / 20, h = height(box) / 20;
  return {middle.x - w, middle.x + w, middle.y - h, middle.y + h};
}

bool fractal_like(const Zoom& z) {
  return z.dimension.value - 2 * z.dimension.standard_error > kFractalDimension;
}

}  // namespace

ZoomStack zoom_in(const BasinMap& whole, const RunSpec& spec, int n, int levels, std::optional<Point> near,
                  int box, Backend& backend, Progress progress, void* context) {
  ZoomStack stack{{level_of(whole, box)}, "", whole};
  for (int k = 0; k < levels; k++) {
    const BasinMap& last = stack.last;
    double column = 0.5 * last.map.columns, row = 0.5 * last.map.rows;
    if (k == 0 && near) {
      column = (near->x - last.region.x0) / width(last.region) * last.map.columns;
      row = (near->y - last.region.y0) / height(last.region) * last.map.rows;
    }
    const BoundaryPoint boundary = nearest_boundary(last.map, column, row);
    if (!boundary.found) {
      stack.ended = fmt::format("no boundary at half-width {:.3g}", width(last.region) / 2);
      break;
    }
    const Box region = ten_times_smaller(last.region, point_at(last, boundary));
    if (last.pixel / 10 < last.double_floor) {
      stack.ended = fmt::format("at half-width {:.3g} pixels reach the floor of double, {:.1e}",
                                width(region) / 2, last.double_floor);
      break;
    }
    BasinMap next = map_basins(spec, n, region, backend, progress, context);
    if (!next.complete) {
      stack.ended = "stopped";
      break;
    }
    stack.last = std::move(next);
    stack.levels.push_back(level_of(stack.last, box));
  }
  return stack;
}

std::string fractal_statement(const ZoomStack& stack) {
  std::string text;
  for (std::size_t from = 0; from < stack.levels.size();) {
    const Zoom& first = stack.levels[from];
    const bool none = std::isnan(first.dimension.value), fractal = fractal_like(first);
    std::size_t to = from + 1;
    while (to < stack.levels.size() && std::isnan(stack.levels[to].dimension.value) == none &&
           fractal_like(stack.levels[to]) == fractal)
      to++;
    const Zoom& last = stack.levels[to - 1];
    const std::string scales =
        to - from == 1 ? fmt::format("half-width {:.3g}", first.half_width)
                       : fmt::format("half-widths {:.3g}..{:.3g}", first.half_width, last.half_width);
    text += fmt::format("{}{} at {}", text.empty() ? "" : ", ",
                        none      ? "no boundary to measure"
                        : fractal ? "fractal-like"
                                  : "smooth",
                        scales);
    from = to;
  }
  return text;
}

}  // namespace thalweg
