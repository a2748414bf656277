// SPDX-License-Identifier: MIT
#include "analysis/degenerate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "analysis/components.h"

namespace thalweg {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A connected set of fewer cells than this, across, is a point: Newton's limits scatter around it.
constexpr int kPointSpan = 6;
// And fewer cells without slope are no area.
constexpr int kPlateauCells = 4;

struct Extent {
  int columns, rows;
};
Extent extent(const std::vector<int>& cells, int columns) {
  int x0 = columns, x1 = -1, y0 = std::numeric_limits<int>::max(), y1 = -1;
  for (const int c : cells) {
    x0 = std::min(x0, c % columns);
    x1 = std::max(x1, c % columns);
    y0 = std::min(y0, c / columns);
    y1 = std::max(y1, c / columns);
  }
  return {x1 - x0 + 1, y1 - y0 + 1};
}

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Length of the shortest tree that joins points of near cells (Kruskal): for points along a curve, the
// curve's. By cell number, one point each.
double tree_length(const std::map<int, Point>& points, int columns) {
  struct Link {
    double length;
    int a, b;
  };
  constexpr int kReach = 3;  // sets hang together across gaps of two cells
  std::vector<Link> links;
  for (const auto& [cell, p] : points)
    for (int dy = 0; dy <= kReach; dy++)
      for (int dx = dy == 0 ? 1 : -kReach; dx <= kReach; dx++) {
        const int x = cell % columns + dx, y = cell / columns + dy;
        if (x < 0 || x >= columns) continue;
        if (const auto near = points.find(y * columns + x); near != points.end())
          links.push_back({distance(p, near->second), cell, near->first});
      }
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.length < b.length; });
  std::map<int, int> parent;
  for (const auto& [cell, p] : points) parent[cell] = cell;
  const auto root = [&](int c) {
    while (parent[c] != c) c = parent[c] = parent[parent[c]];
    return c;
  };
  double sum = 0;
  for (const Link& l : links) {
    const int a = root(l.a), b = root(l.b);
    if (a == b) continue;
    parent[a] = b;
    sum += l.length;
  }
  return sum;
}

bool slopeless(const GradientGrid& grid, int column, int row) {
  for (int b = 0; b <= 1; b++)
    for (int a = 0; a <= 1; a++) {
      const Gradient& g = grid.gradient[grid.index(column + a, row + b)];
      if (!(g.x == 0 && g.y == 0)) return false;
    }
  return true;
}

std::vector<char> with_neighbours(const std::vector<char>& marked, int columns) {
  std::vector<char> wide(marked.size(), 0);
  for (int c = 0; c < int(marked.size()); c++) {
    if (!marked[std::size_t(c)]) continue;
    const int x = c % columns, y = c / columns;
    for (int b = std::max(0, y - 1); b <= std::min(columns - 1, y + 1); b++)
      for (int a = std::max(0, x - 1); a <= std::min(columns - 1, x + 1); a++)
        wide[std::size_t(b) * std::size_t(columns) + std::size_t(a)] = 1;
  }
  return wide;
}

// The lowest point of a neighbourhood without derivatives: steps along the weights, halved when none goes
// down.
Point walked_down(const Landscape& f, Point p, double hx, double hy) {
  double best = value(f, p);
  double step = 1;
  for (int k = 0; k < 10'000 && step > 1e-13; k++) {
    Point next = p;
    double least = best;
    for (const Point& q : {Point{p.x - step * hx, p.y}, Point{p.x + step * hx, p.y},
                           Point{p.x, p.y - step * hy}, Point{p.x, p.y + step * hy}})
      if (const double v = value(f, q); v < least) {
        least = v;
        next = q;
      }
    if (least < best) {
      p = next;
      best = least;
    } else {
      step /= 2;
    }
  }
  return p;
}

bool lower_than_around(const Landscape& f, Point p, double hx, double hy) {
  constexpr int kAround = 16;
  const double v = value(f, p);
  for (int k = 0; k < kAround; k++) {
    const double angle = 2 * kPi * k / kAround;
    if (!(value(f, {p.x + hx * std::cos(angle), p.y + hy * std::sin(angle)}) > v)) return false;
  }
  return true;
}

class Sets {
 public:
  Sets(const Landscape& f, const GradientGrid& grid, const CellWindings& windings,
       const std::vector<int>& expected, const std::vector<Polished>& singular,
       const std::vector<int>& unexplained)
      : f_(f), grid_(grid), windings_(windings), expected_(expected), singular_(singular) {
    std::vector<char> marked(windings.of.size(), 0);
    slopeless_.resize(marked.size());
    for (int j = 0; j < grid.cells; j++)
      for (int i = 0; i < grid.cells; i++) {
        const std::size_t cell = std::size_t(j) * std::size_t(grid.cells) + std::size_t(i);
        marked[cell] = slopeless_[cell] = slopeless(grid, i, j);
      }
    for (const int cell : unexplained) marked[std::size_t(cell)] = 1;
    for (std::size_t k = 0; k < singular.size(); k++) {
      const int cell = cell_of(singular[k].at);
      marked[std::size_t(cell)] = 1;
      by_cell_[cell].push_back(int(k));
    }
    // The gradient's turns around a singular point show in the cells next to it, too.
    for (const std::vector<int>& cells :
         components(with_neighbours(marked, grid.cells), grid.cells, grid.cells))
      add(cells, marked);
  }

  Degenerate found;

 private:
  void add(const std::vector<int>& widened, const std::vector<char>& marked) {
    i64 index = 0, flat = 0;
    std::vector<const Polished*> points;
    std::vector<int> cells;
    for (const int c : widened) {
      if (marked[std::size_t(c)]) cells.push_back(c);
      index += windings_.of[std::size_t(c)] - expected_[std::size_t(c)];
      flat += slopeless_[std::size_t(c)];
      if (const auto here = by_cell_.find(c); here != by_cell_.end())
        for (const int k : here->second) points.push_back(&singular_[std::size_t(k)]);
    }
    const Extent e = extent(cells, grid_.cells);
    if (flat >= kPlateauCells || std::max(e.columns, e.rows) >= kPointSpan)
      add_region(cells, points, flat, index);
    else
      add_point(cells, points, index);
  }

  void add_region(const std::vector<int>& cells, const std::vector<const Polished*>& points, i64 flat,
                  i64 index) {
    Region r{flat >= kPlateauCells ? CriticalKind::plateau : CriticalKind::valley,
             0,
             0,
             kInfinity,
             -kInfinity,
             centre_of(cells.front()),
             i64(cells.size()),
             index};
    const auto widen = [&r](double v) {
      r.low = std::min(r.low, v);
      r.high = std::max(r.high, v);
    };
    if (r.kind == CriticalKind::plateau) {
      r.area = double(flat) * grid_.cell_width() * grid_.cell_height();
      for (const int c : cells)
        if (slopeless_[std::size_t(c)]) {
          r.at = centre_of(c);
          widen(grid_.value[grid_.index(c % grid_.cells, c / grid_.cells)]);
        }
    } else {
      std::map<int, Point> curve;  // one per cell
      for (const Polished* p : points) {
        widen(p->value);
        curve.try_emplace(cell_of(p->at), p->at);
      }
      if (curve.empty())
        for (const int c : cells) {
          curve.emplace(c, centre_of(c));
          widen(value(f_, centre_of(c)));
        }
      r.at = curve.begin()->second;
      r.length = tree_length(curve, grid_.cells);
    }
    found.regions.push_back(r);
  }

  void add_point(const std::vector<int>& cells, const std::vector<const Polished*>& points, i64 index) {
    const double hx = grid_.cell_width(), hy = grid_.cell_height();
    CriticalPoint c{PointKind::degenerate, centre_of(cells.front()), 0, {std::nan(""), std::nan("")}, index};
    if (points.empty()) {
      // No derivatives to go by: the tip of a cone, if the gradient turns once around it.
      if (index == 0) return;
      if (index == 1) {
        const Point tip = walked_down(f_, c.at, hx, hy);
        if (std::abs(tip.x - c.at.x) < kPointSpan * hx && std::abs(tip.y - c.at.y) < kPointSpan * hy)
          c.at = tip;
      }
    } else {
      const auto slope = [&](const Polished* p) {
        const Jet<double, 2> j = jet(f_, p->at);
        return std::hypot(j.g[0] * hx, j.g[1] * hy);
      };
      const Polished* best =
          *std::min_element(points.begin(), points.end(),
                            [&](const Polished* a, const Polished* b) { return slope(a) < slope(b); });
      c.at = best->at;
      c.eigenvalues[0] = best->eigenvalues[0];
      c.eigenvalues[1] = best->eigenvalues[1];
    }
    c.value = value(f_, c.at);
    c.bottom = index == 1 && lower_than_around(f_, c.at, hx, hy);
    found.points.push_back(c);
  }

  int cell_of(Point p) const { return grid_.row(p.y) * grid_.cells + grid_.column(p.x); }
  Point centre_of(int cell) const {
    const int i = cell % grid_.cells, j = cell / grid_.cells;
    const Point a = grid_.node(i, j), b = grid_.node(i + 1, j + 1);
    return {0.5 * (a.x + b.x), 0.5 * (a.y + b.y)};
  }

  const Landscape& f_;
  const GradientGrid& grid_;
  const CellWindings& windings_;
  const std::vector<int>& expected_;
  const std::vector<Polished>& singular_;
  std::vector<char> slopeless_;
  std::map<int, std::vector<int>> by_cell_;
};

}  // namespace

Degenerate degenerate_sets(const Landscape& f, const GradientGrid& grid, const CellWindings& windings,
                           const std::vector<int>& expected, const std::vector<Polished>& singular,
                           const std::vector<int>& unexplained) {
  return Sets(f, grid, windings, expected, singular, unexplained).found;
}

}  // namespace thalweg
