// SPDX-License-Identifier: MIT
#include "lessons/contours.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/color_map.h"

namespace thalweg::lessons {

namespace {

constexpr double kLineCell = 6, kGroundCell = 4;  // figure units

/// f at the corners of the cells of a grid over the plot, the lowest row first.
struct Grid {
  const Plot& plot;
  int columns, rows;
  std::vector<double> values = {};

  Grid(const Plot& p, const Landscape& f, double cell)
      : plot(p),
        columns(std::max(1, int((p.high.x - p.low.x) / cell))),
        rows(std::max(1, int((p.high.y - p.low.y) / cell))) {
    values.reserve(std::size_t((columns + 1) * (rows + 1)));
    for (int r = 0; r <= rows; r++)
      for (int c = 0; c <= columns; c++) values.push_back(value(f, at(c, r)));
  }
  Point at(double c, double r) const { return {from_unit(plot.x, c / columns), from_unit(plot.y, r / rows)}; }
  int corner(int c, int r) const { return r * (columns + 1) + c; }
};

/// Marching squares.  A line crosses edges of cells; an edge is twice the number of the corner that it starts
/// from, and one more if it goes upwards.  Crossings that share a cell are joined.
class Tracer {
 public:
  Tracer(const Grid& grid, double level) : grid_(grid), level_(level), next_(2 * grid.values.size(), kNone) {
    for (int r = 0; r < grid.rows; r++)
      for (int c = 0; c < grid.columns; c++) cross(c, r);
  }

  std::vector<std::vector<Point>> lines() {
    std::vector<std::vector<Point>> found;
    for (int edge = 0; edge < int(next_.size()); edge++)  // open ones first, from an end
      if (links(edge) == 1) found.push_back(walk(edge));
    for (int edge = 0; edge < int(next_.size()); edge++)
      if (links(edge) == 2) {
        found.push_back(walk(edge));
        found.back().push_back(found.back().front());
      }
    return found;
  }

 private:
  static constexpr std::array<int, 2> kNone{-1, -1};

  int links(int edge) const {
    const auto& n = next_[std::size_t(edge)];
    return int(n[0] >= 0) + int(n[1] >= 0);
  }
  void join(int a, int b) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      auto& n = next_[std::size_t(from)];
      n[n[0] >= 0] = to;
    }
  }
  void cross(int c, int r) {
    const int corners[4] = {grid_.corner(c, r), grid_.corner(c + 1, r), grid_.corner(c + 1, r + 1),
                            grid_.corner(c, r + 1)};
    const int edges[4] = {2 * corners[0], 2 * corners[1] + 1, 2 * corners[3], 2 * corners[0] + 1};
    bool above[4];
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      const double v = grid_.values[std::size_t(corners[k])];
      if (!std::isfinite(v)) return;
      above[k] = v >= level_;
      sum += v;
    }
    int crossed[4], n = 0;
    for (int k = 0; k < 4; k++)
      if (above[k] != above[(k + 1) % 4]) crossed[n++] = edges[k];
    if (n == 2) join(crossed[0], crossed[1]);
    if (n != 4) return;
    // Two lines: the middle decides which corners they cut off.
    const bool cut_first = (sum >= 4 * level_) != above[0];
    join(crossed[0], crossed[cut_first ? 3 : 1]);
    join(crossed[2], crossed[cut_first ? 1 : 3]);
  }
  Point crossing(int edge) const {
    const int corner = edge / 2, c = corner % (grid_.columns + 1), r = corner / (grid_.columns + 1);
    const bool up = edge % 2 == 1;
    const double a = grid_.values[std::size_t(corner)],
                 b = grid_.values[std::size_t(up ? grid_.corner(c, r + 1) : grid_.corner(c + 1, r))];
    const double t = (level_ - a) / (b - a);
    return up ? grid_.at(c, r + t) : grid_.at(c + t, r);
  }
  /// Takes the line away that begins at this crossing.
  std::vector<Point> walk(int edge) {
    std::vector<Point> line;
    for (int before = -1; edge >= 0;) {
      line.push_back(crossing(edge));
      auto& n = next_[std::size_t(edge)];
      const int after = n[0] >= 0 && n[0] != before ? n[0] : n[1] != before ? n[1] : -1;
      n = kNone;
      before = edge;
      edge = after >= 0 && links(after) > 0 ? after : -1;
    }
    return line;
  }

  const Grid& grid_;
  double level_;
  std::vector<std::array<int, 2>> next_;  ///< the crossings that each crossing is joined to
};

}  // namespace

std::vector<double> levels_between(double low, double high, int bands, double power) {
  std::vector<double> levels;
  for (int k = 1; k < bands; k++) levels.push_back(low + (high - low) * std::pow(double(k) / bands, power));
  return levels;
}

std::vector<std::vector<Point>> contour_lines(const Plot& plot, const Landscape& f, double level) {
  const Grid grid(plot, f, kLineCell);
  return Tracer(grid, level).lines();
}

void add_contours(Figure& figure, const Plot& plot, const Landscape& f, const std::vector<double>& levels,
                  Stroke stroke) {
  const Grid grid(plot, f, kLineCell);
  for (const double level : levels)
    for (const std::vector<Point>& line : Tracer(grid, level).lines()) add_path(figure, plot, line, stroke);
}

void add_ground(Figure& figure, const Plot& plot, const Landscape& f, const std::vector<double>& levels,
                double opacity) {
  const ColorTable& colors = color_table(ColorMap::kViridis);
  const int columns = std::max(1, int((plot.high.x - plot.low.x) / kGroundCell)),
            rows = std::max(1, int((plot.high.y - plot.low.y) / kGroundCell));
  Cells cells{.low = plot.low, .high = plot.high, .columns = columns, .rows = rows, .opacity = opacity};
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < columns; c++) {
      const double v =
          value(f, {from_unit(plot.x, (c + 0.5) / columns), from_unit(plot.y, (rows - r - 0.5) / rows)});
      const auto band = std::lower_bound(levels.begin(), levels.end(), v) - levels.begin();
      const double unit = double(band) / double(std::max<std::size_t>(1, levels.size()));
      cells.colors.push_back(colors[std::size_t(std::clamp(unit, 0.0, 1.0) * 255)]);
    }
  add_mark(figure, std::move(cells));
}

Plot map_plot(const Box& box, Spot low, double height) {
  return {.low = low,
          .high = {low.x + height * width(box) / thalweg::height(box), low.y + height},
          .x = {box.x0, box.x1},
          .y = {box.y0, box.y1},
          .x_label = "weight x",
          .y_label = "weight y"};
}

void add_map(Figure& figure, const Plot& plot, const Landscape& f, const std::vector<double>& levels) {
  add_axes(figure, plot);
  add_ground(figure, plot, f, levels);
  add_contours(figure, plot, f, levels);
}

}  // namespace thalweg::lessons
