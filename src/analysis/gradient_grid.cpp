// SPDX-License-Identifier: MIT
#include "analysis/gradient_grid.h"

#include <algorithm>
#include <cmath>

namespace thalweg {

namespace {

// Half-open quadrants: every vector is in exactly one.
int quadrant(const Gradient& g) {
  if (g.x > 0 && g.y >= 0) return 0;
  if (g.x <= 0 && g.y > 0) return 1;
  if (g.x < 0 && g.y <= 0) return 2;
  return 3;
}

bool finite(const Gradient& g) { return std::isfinite(g.x) && std::isfinite(g.y); }

// Where the value does not exist, a derivative may still have been computed; it means nothing.
Gradient gradient_of(const Jet<double, 2>& j) {
  const double none = std::nan("");
  return std::isfinite(j.v) ? Gradient{j.g[0], j.g[1]} : Gradient{none, none};
}
Gradient gradient_at(const Landscape& f, Point p) { return gradient_of(jet(f, p)); }

/// Turns along a straight line, which is halved where its ends point to opposite quadrants.
struct LineTurns {
  const Landscape& f;
  bool defined = true;

  int between(Point a, const Gradient& ga, Point b, const Gradient& gb, int depth) {
    if (!finite(ga) || !finite(gb)) defined = false;
    bool ambiguous = false;
    const int turns = quarter_turns(ga, gb, ambiguous);
    if (std::abs(turns) < 2) {
      defined = defined && !ambiguous;
      return turns;
    }
    const Point middle{0.5 * (a.x + b.x), 0.5 * (a.y + b.y)};
    if (depth == 0 || !defined) {
      defined = false;
      return 0;
    }
    const Gradient g = gradient_at(f, middle);
    return between(a, ga, middle, g, depth - 1) + between(middle, g, b, gb, depth - 1);
  }
};

std::size_t node_count(int cells) { return std::size_t(cells + 1) * std::size_t(cells + 1); }

int clamped(double share, int cells) {
  const double cell = std::floor(share * cells);
  return cell >= cells ? cells - 1 : cell > 0 ? int(cell) : 0;
}

}  // namespace

int GradientGrid::column(double x) const { return clamped((x - box.x0) / width(box), cells); }
int GradientGrid::row(double y) const { return clamped((y - box.y0) / height(box), cells); }

GradientGrid sample(const Landscape& f, int cells, const Loop& loop) {
  GradientGrid grid{f.domain, cells, {}, {}};
  grid.value.resize(node_count(cells));
  grid.gradient.resize(node_count(cells));
  loop(grid.nodes(), [&](i64 row) {
    for (int i = 0; i < grid.nodes(); i++) {
      const Jet<double, 2> j = jet(f, grid.node(i, int(row)));
      grid.value[grid.index(i, int(row))] = j.v;
      grid.gradient[grid.index(i, int(row))] = gradient_of(j);
    }
  });
  return grid;
}

GradientGrid sample_values(const Landscape& f, int cells, const Loop& loop) {
  GradientGrid grid{f.domain, cells, {}, {}};
  grid.value.resize(node_count(cells));
  loop(grid.nodes(), [&](i64 row) {
    for (int i = 0; i < grid.nodes(); i++)
      grid.value[grid.index(i, int(row))] = value(f, grid.node(i, int(row)));
  });
  return grid;
}

int next_prime(int n) {
  const auto prime = [](int a) {
    for (int d = 2; d * d <= a; d++)
      if (a % d == 0) return false;
    return a >= 2;
  };
  while (!prime(n)) n++;
  return n;
}

int quarter_turns(const Gradient& a, const Gradient& b, bool& ambiguous) {
  if ((a.x == 0 && a.y == 0) || (b.x == 0 && b.y == 0)) ambiguous = true;
  const int turns = (quadrant(b) - quadrant(a) + 4) & 3;
  if (turns != 2) return turns == 3 ? -1 : turns;
  const double cross = a.x * b.y - b.x * a.y;
  if (cross == 0) ambiguous = true;
  // Both ways round must be each other's negative, so that shared edges cancel.
  return cross > 0 || (cross == 0 && quadrant(a) < 2) ? 2 : -2;
}

CellWindings cell_windings(const GradientGrid& grid) {
  CellWindings w;
  w.of.reserve(std::size_t(grid.cells) * std::size_t(grid.cells));
  for (int j = 0; j < grid.cells; j++)
    for (int i = 0; i < grid.cells; i++) {
      const Gradient corners[] = {grid.gradient[grid.index(i, j)], grid.gradient[grid.index(i + 1, j)],
                                  grid.gradient[grid.index(i + 1, j + 1)],
                                  grid.gradient[grid.index(i, j + 1)]};
      if (!std::all_of(std::begin(corners), std::end(corners), finite)) {
        w.undefined++;
        w.of.push_back(0);
        continue;
      }
      bool ambiguous = false;
      int turns = 0;
      for (int k = 0; k < 4; k++) turns += quarter_turns(corners[k], corners[(k + 1) % 4], ambiguous);
      w.ambiguous += ambiguous;
      w.sum += turns / 4;
      w.of.push_back(static_cast<signed char>(turns / 4));
    }
  return w;
}

std::optional<i64> boundary_winding(const Landscape& f, int samples) {
  const Box& b = f.domain;
  const Point corners[] = {{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}, {b.x0, b.y0}};
  LineTurns line{f};
  i64 turns = 0;
  for (int side = 0; side < 4; side++) {
    const Point from = corners[side], to = corners[side + 1];
    Point a = from;
    Gradient ga = gradient_at(f, a);
    for (int i = 1; i <= samples && line.defined; i++) {
      const double t = double(i) / samples;
      const Point b_point =
          i == samples ? to : Point{from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)};
      const Gradient gb = gradient_at(f, b_point);
      turns += line.between(a, ga, b_point, gb, 50);
      a = b_point;
      ga = gb;
    }
  }
  if (!line.defined) return {};
  return turns / 4;
}

}  // namespace thalweg
