// SPDX-License-Identifier: MIT
#include "analysis/grid_tree.h"

#include <algorithm>
#include <cmath>

namespace thalweg {

namespace {

int nearest_node(const GradientGrid& grid, Point p) {
  const double u = (p.x - grid.box.x0) / grid.cell_width(), v = (p.y - grid.box.y0) / grid.cell_height();
  const auto node = [&](double a) { return std::clamp(int(std::lround(a)), 0, grid.cells); };
  return int(grid.index(node(u), node(v)));
}

// The height of the saddle or pass of the rim within two cells of the node, the grid's own if there is none.
double exact_height(const GradientGrid& grid, const std::vector<CriticalPoint>& points, const Branch& b,
                    double birth) {
  const Point at = grid.node(b.pass % grid.nodes(), b.pass / grid.nodes());
  double nearest = 2, height = b.death;
  for (const CriticalPoint& p : points) {
    if ((p.kind != PointKind::saddle && p.kind != PointKind::edge_pass) || p.value < birth) continue;
    const double far =
        std::max(std::abs(p.at.x - at.x) / grid.cell_width(), std::abs(p.at.y - at.y) / grid.cell_height());
    if (far <= nearest) {
      nearest = far;
      height = p.value;
    }
  }
  return height;
}

}  // namespace

GridTree grid_tree(const Landscape& f, int cells, const Loop& loop, std::span<const CriticalPoint> minima) {
  GridTree t{sample_values(f, cells, loop), {}, {}, {}};
  for (const CriticalPoint& p : minima) {
    t.node.push_back(nearest_node(t.grid, p.at));
    double& v = t.grid.value[std::size_t(t.node.back())];
    if (!(v <= p.value)) v = p.value;
  }
  t.branches = merge_tree(t.grid.value, t.grid.nodes(), t.grid.nodes());
  t.branch.assign(t.grid.value.size(), -1);
  for (std::size_t k = 0; k < t.branches.size(); k++) t.branch[std::size_t(t.branches[k].minimum)] = int(k);
  return t;
}

void add_persistence(const Landscape& f, int cells, const Loop& loop, std::vector<CriticalPoint>& points) {
  std::vector<CriticalPoint> minima;
  double lowest = std::numeric_limits<double>::infinity();
  for (const CriticalPoint& p : points)
    if (p.bottom) {
      minima.push_back(p);
      lowest = std::min(lowest, p.value);
    }
  const GridTree t = grid_tree(f, cells, loop, minima);
  std::size_t k = 0;
  for (CriticalPoint& p : points) {
    if (!p.bottom) continue;
    p.global = p.value <= lowest + 1e-9 * std::max(1.0, std::abs(lowest));
    const int node = t.node[k++];
    p.persistence = 0;
    if (!t.begins(node)) continue;
    const Branch& b = t.branches[std::size_t(t.branch[std::size_t(node)])];
    p.persistence = b.pass < 0 ? b.persistence() : exact_height(t.grid, points, b, p.value) - p.value;
  }
}

}  // namespace thalweg
