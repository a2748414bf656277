// SPDX-License-Identifier: MIT
#include "analysis/critical.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "analysis/components.h"
#include "analysis/degenerate.h"
#include "analysis/edges.h"
#include "analysis/gradient_grid.h"
#include "analysis/polish.h"
#include "core/error.h"

namespace thalweg {

namespace {

// Newton's limits closer to the rim than this share of the box are on it.
constexpr double kOnRim = 1e-9;
// Cells times rows of data beyond which a grid is not refined.
constexpr i64 kMostWork = 2'000'000;
// Starts of Newton's method per grid.
constexpr std::size_t kMostStarts = 200'000;
// Beyond so many sets of cells with turns that nothing explains, a grid is too coarse.
constexpr std::size_t kMostUnexplained = 200;
// What can never be certain is not refined beyond this grid.
constexpr int kFineEnough = 500;
// Grids of the merge tree.
constexpr int kCoarsestTree = 521, kFinestTree = 1049;

int index_of(CriticalKind kind) { return kind == CriticalKind::saddle ? -1 : 1; }

PointKind point_kind(CriticalKind kind) {
  return kind == CriticalKind::minimum   ? PointKind::minimum
         : kind == CriticalKind::maximum ? PointKind::maximum
                                         : PointKind::saddle;
}

bool same_place(const Box& box, Point a, Point b) {
  const double same = Thresholds().same;
  return std::abs(a.x - b.x) <= same * width(box) && std::abs(a.y - b.y) <= same * height(box);
}

// Both derivatives may vanish in the cell: their ranges over the corners, widened by half on either side,
// hold 0.
bool may_vanish(const GradientGrid& grid, int i, int j) {
  const Gradient a = grid.gradient[grid.index(i, j)], b = grid.gradient[grid.index(i + 1, j)];
  const Gradient c = grid.gradient[grid.index(i, j + 1)], d = grid.gradient[grid.index(i + 1, j + 1)];
  const auto holds_zero = [](double p, double q, double r, double s) {
    const double low = std::min({p, q, r, s}), high = std::max({p, q, r, s}), more = 0.5 * (high - low);
    return low - more <= 0 && high + more >= 0 && high > low;
  };
  return holds_zero(a.x, b.x, c.x, d.x) && holds_zero(a.y, b.y, c.y, d.y);
}

/// The search on one grid.
class GridSearch {
 public:
  GridSearch(const Landscape& f, int cells, const Loop& loop)
      : f_(f), loop_(loop), grid_(sample(f, cells, loop)) {
    forget_rounding();
    windings_ = cell_windings(grid_);
    std::vector<Point> starts;
    for (int j = 0; j < cells; j++)
      for (int i = 0; i < cells; i++)
        if (windings_.of[number(i, j)] != 0 || may_vanish(grid_, i, j))
          starts.push_back(in_cell(i, j, 0.5, 0.5));
    search_from(starts);
    const auto unexplained = unexplained_sets();
    if (unexplained.size() > kMostUnexplained) return;
    for (const auto& cells_of : unexplained) {
      // Another critical point may be near: start closer to it.
      std::vector<Point> more;
      for (std::size_t k = 0; k < std::min<std::size_t>(cells_of.size(), 16); k++)
        for (const double u : {0.15, 0.38, 0.62, 0.85})
          for (const double v : {0.15, 0.38, 0.62, 0.85})
            more.push_back(in_cell(cells_of[k] % cells, cells_of[k] / cells, u, v));
      search_from(more);
    }
  }

  CriticalPoints result() {
    CriticalPoints r;
    r.cells = grid_.cells;
    r.ambiguous = windings_.ambiguous;
    r.undefined = windings_.undefined;
    r.on_rim = i64(on_rim_.size());
    for (const Gradient& g : grid_.gradient) {
      const double change = std::abs(g.x) * grid_.cell_width() + std::abs(g.y) * grid_.cell_height();
      if (change > r.steepest) r.steepest = change;
    }
    for (const Polished& p : regular_)
      r.points.push_back({point_kind(p.kind),
                          p.at,
                          p.value,
                          {p.eigenvalues[0], p.eigenvalues[1]},
                          index_of(p.kind),
                          p.kind == CriticalKind::minimum});
    // Only kinks and singular points explain turns without a limit of Newton's method; elsewhere it missed
    // something.
    std::vector<int> unexplained;
    if (f_.surface->info.smoothness == Smoothness::kinked)
      for (const auto& cells : unexplained_sets())
        unexplained.insert(unexplained.end(), cells.begin(), cells.end());
    const Degenerate d = degenerate_sets(f_, grid_, windings_, expected(), singular_, unexplained);
    r.points.insert(r.points.end(), d.points.begin(), d.points.end());
    r.regions = d.regions;
    for (const RimPoint& p : rim_points(f_, 4 * grid_.cells)) {
      const PointKind kind = p.kind == Rim::edge_minimum ? PointKind::edge_minimum
                             : p.kind == Rim::edge_pass  ? PointKind::edge_pass
                                                         : PointKind::corner_minimum;
      const double none = std::nan("");
      r.points.push_back({kind, p.at, p.value, {none, none}, 0, p.kind != Rim::edge_pass});
      r.on_rim += p.doubtful;
    }
    std::sort(r.points.begin(), r.points.end(), [](const CriticalPoint& a, const CriticalPoint& b) {
      if (a.kind != b.kind) return a.kind < b.kind;
      if (a.value != b.value) return a.value < b.value;
      return a.at.x != b.at.x ? a.at.x < b.at.x : a.at.y < b.at.y;
    });
    r.checksum = checksum(r.points, r.regions, boundary_winding(f_, 4 * grid_.cells), windings_.sum);
    return r;
  }

 private:
  std::size_t number(int i, int j) const {
    return std::size_t(j) * std::size_t(grid_.cells) + std::size_t(i);
  }
  int cell_of(Point p) const { return int(number(grid_.column(p.x), grid_.row(p.y))); }
  Point in_cell(int i, int j, double u, double v) const {
    return {grid_.box.x0 + grid_.cell_width() * (i + u), grid_.box.y0 + grid_.cell_height() * (j + v)};
  }

  // A landscape that is constant but for rounding has no slope.
  void forget_rounding() {
    double low = 1e300, high = -1e300;
    for (const double v : grid_.value) {
      if (!std::isfinite(v)) return;
      low = std::min(low, v);
      high = std::max(high, v);
    }
    if (high - low <= 1e-14 * std::max(std::abs(low), std::abs(high)))
      for (Gradient& g : grid_.gradient) g = {0, 0};
  }

  void search_from(const std::vector<Point>& starts) {
    // Landscapes that bend in almost every cell are not resolved: some of the starts show that, too.
    const std::size_t most =
        f_.surface->info.smoothness == Smoothness::smooth ? kMostStarts : kMostStarts / 10;
    if (starts.empty()) return;
    const std::size_t stride = 1 + (starts.size() - 1) / most;
    const i64 count = i64((starts.size() + stride - 1) / stride);
    std::vector<std::optional<Polished>> ends(static_cast<std::size_t>(count));
    constexpr i64 kChunk = 16;
    loop_((count + kChunk - 1) / kChunk, [&](i64 chunk) {
      for (i64 k = chunk * kChunk; k < std::min(count, (chunk + 1) * kChunk); k++)
        ends[std::size_t(k)] =
            polish(f_, starts[std::size_t(k) * stride], grid_.cell_width(), grid_.cell_height());
    });
    for (const auto& end : ends)
      if (end) take(*end);
  }

  void take(Polished p) {
    const Box& b = grid_.box;
    const double inside = std::min(std::min(p.at.x - b.x0, b.x1 - p.at.x) / width(b),
                                   std::min(p.at.y - b.y0, b.y1 - p.at.y) / height(b));
    if (inside < -kOnRim) return;
    if (std::abs(p.at.x) <= 1e-15 * width(b)) p.at.x = 0;
    if (std::abs(p.at.y) <= 1e-15 * height(b)) p.at.y = 0;
    if (p.kind == CriticalKind::valley) {
      singular_.push_back(p);
      return;
    }
    std::vector<Polished>& list = inside <= kOnRim ? on_rim_ : regular_;
    // Whoever is at the same place is in this cell or the next.
    const int column = grid_.column(p.at.x), row = grid_.row(p.at.y);
    for (int j = std::max(0, row - 1); j <= std::min(grid_.cells - 1, row + 1); j++)
      for (int i = std::max(0, column - 1); i <= std::min(grid_.cells - 1, column + 1); i++)
        for (const Point q : by_cell_[int(number(i, j))])
          if (same_place(b, p.at, q)) return;
    by_cell_[cell_of(p.at)].push_back(p.at);
    list.push_back(p);
  }

  std::vector<int> expected() const {
    std::vector<int> sum(windings_.of.size(), 0);
    for (const Polished& p : regular_) sum[std::size_t(cell_of(p.at))] += index_of(p.kind);
    return sum;
  }

  // Connected cells whose turns are not those of what was found in them.  A point near an edge may be counted
  // in the next cell, which cancels.
  std::vector<std::vector<int>> unexplained_sets() const {
    const std::vector<int> sum = expected();
    std::vector<char> marked(sum.size());
    for (std::size_t c = 0; c < sum.size(); c++) marked[c] = windings_.of[c] != sum[c];
    std::vector<char> singular(sum.size());
    for (const Polished& p : singular_)
      marked[std::size_t(cell_of(p.at))] = singular[std::size_t(cell_of(p.at))] = 1;
    std::vector<std::vector<int>> sets;
    for (const auto& cells : components(marked, grid_.cells, grid_.cells)) {
      int rest = 0;
      bool known = false;
      for (const int c : cells) {
        rest += windings_.of[std::size_t(c)] - sum[std::size_t(c)];
        known = known || singular[std::size_t(c)];
      }
      if (rest != 0 && !known) sets.push_back(cells);
    }
    return sets;
  }

  const Landscape& f_;
  const Loop& loop_;
  GradientGrid grid_;
  CellWindings windings_;
  std::vector<Polished> regular_, singular_, on_rim_;
  std::unordered_map<int, std::vector<Point>> by_cell_;  // the places of regular_ and on_rim_
};

// Half the cells, half the change over one: unless there is a pole, or the grid is too coarse to see the
// slopes.
bool is_bounded(const CriticalPoints& coarse, const CriticalPoints& fine) {
  constexpr double kShrinks = 0.75;
  return fine.steepest == 0 || fine.steepest < kShrinks * coarse.steepest;
}

bool same_findings(const Box& box, const CriticalPoints& a, const CriticalPoints& b) {
  if (counts(a.points) != counts(b.points) || a.regions.size() != b.regions.size()) return false;
  return std::all_of(a.points.begin(), a.points.end(), [&](const CriticalPoint& p) {
    return std::any_of(b.points.begin(), b.points.end(), [&](const CriticalPoint& q) {
      // Where the Hessian is singular, Newton's method knows fewer digits.
      return p.kind == q.kind && (p.kind == PointKind::degenerate || same_place(box, p.at, q.at));
    });
  });
}

bool may_be_certain(const Landscape& f, const CriticalPoints& c) {
  return f.surface->info.smoothness == Smoothness::smooth && c.undefined == 0 && c.on_rim == 0 &&
         c.regions.empty() && counts(c.points)[int(PointKind::degenerate)] == 0;
}

std::string reason_of(const Landscape& f, const CriticalPoints& c, int cells_before, bool bounded) {
  std::vector<std::string> why;
  const auto say = [&why](std::string text) { why.push_back(std::move(text)); };
  const auto n = counts(c.points);
  const Checksum& sum = c.checksum;
  if (c.undefined > 0)
    say(fmt::format("the landscape or its slope is not finite in {} of {} cells", c.undefined,
                    i64(c.cells) * c.cells));
  if (f.surface->info.smoothness == Smoothness::kinked)
    say("the landscape has kinks, where derivatives do not exist");
  if (!bounded)
    say("slopes grow without bound as the grid is refined: there may be a pole or a jump");
  else if (!c.stable)
    say(fmt::format("grids of {0}x{0} and {1}x{1} cells find different points", cells_before, c.cells));
  if (c.on_rim > 0)
    say(fmt::format("{} critical point{} on the rim of the box: make it a little smaller or larger", c.on_rim,
                    c.on_rim == 1 ? " lies" : "s lie"));
  else if (!sum.boundary_winding)
    say("the slope vanishes or is not defined somewhere on the rim of the box");
  else if (sum.cell_winding != *sum.boundary_winding)
    say(fmt::format("the slope turns {} times along the rim and {} times around the cells",
                    *sum.boundary_winding, sum.cell_winding));
  else if (!sum.ok)
    say(fmt::format("the sums do not agree: inside {} for {} turns along the rim, {} with the rim for 1",
                    sum.index_sum, *sum.boundary_winding, sum.closed_box_sum));
  if (c.ambiguous > 0)
    say(fmt::format("{} cells of the grid have a critical point on their edge", c.ambiguous));
  if (const i64 d = n[int(PointKind::degenerate)]; d > 0)
    say(fmt::format("{} degenerate point{}, where second derivatives do not tell the kind", d,
                    d == 1 ? "" : "s"));
  if (!c.regions.empty())
    say(fmt::format("{} continu{} of critical points", c.regions.size(), c.regions.size() == 1 ? "um" : "a"));
  return fmt::format("{}", fmt::join(why, "; "));
}

}  // namespace

std::string_view name(PointKind kind) {
  constexpr std::string_view kNames[kPointKinds] = {
      "minimum", "saddle", "maximum", "degenerate", "edge_minimum", "edge_pass", "corner_minimum"};
  return kNames[int(kind)];
}

std::array<i64, kPointKinds> counts(const std::vector<CriticalPoint>& points) {
  std::array<i64, kPointKinds> n{};
  for (const CriticalPoint& p : points) n[std::size_t(p.kind)]++;
  return n;
}

Checksum checksum(const std::vector<CriticalPoint>& points, const std::vector<Region>& regions,
                  std::optional<i64> boundary_winding, i64 cell_winding) {
  Checksum c{0, boundary_winding, cell_winding, 0, false};
  for (const CriticalPoint& p : points) c.index_sum += p.index;
  for (const Region& r : regions) c.index_sum += r.index;
  const auto n = counts(points);
  c.closed_box_sum = c.index_sum + n[int(PointKind::edge_minimum)] - n[int(PointKind::edge_pass)] +
                     n[int(PointKind::corner_minimum)];
  c.ok = boundary_winding && c.index_sum == *boundary_winding && cell_winding == *boundary_winding &&
         c.closed_box_sum == 1;
  return c;
}

void check_two_weights(const Landscape& f, const char* analysis) {
  const int n = weights(f);
  if (n != 2)
    throw InputError(fmt::format("{}: '{}' has {} weight{}, and this is for landscapes of two weights",
                                 analysis, f.surface->info.name, n, n == 1 ? "" : "s"));
}

int tree_cells(int cells) { return next_prime(std::clamp(2 * cells, kCoarsestTree, kFinestTree)); }

CriticalPoints find_on_grid(const Landscape& f, int cells, const Loop& loop) {
  return GridSearch(f, cells, loop).result();
}

CriticalPoints find_critical_points(const Landscape& f, const CriticalSearch& search) {
  check_two_weights(f, "critical points");
  const i64 rows = f.data ? std::max<i64>(1, f.data->rows()) : 1;
  int before = next_prime(std::max(3, search.cells));
  CriticalPoints last = find_on_grid(f, before, search.loop);
  for (;;) {
    const int cells = next_prime(2 * before);
    CriticalPoints next = find_on_grid(f, cells, search.loop);
    const bool bounded = is_bounded(last, next);
    next.stable = bounded && same_findings(f.domain, last, next);
    const bool good = next.stable && next.checksum.ok && last.checksum.ok && next.ambiguous == 0;
    const bool hopeless = cells >= kFineEnough && !may_be_certain(f, next);
    if (good || hopeless || next_prime(2 * cells) > search.finest || i64(cells) * cells * rows > kMostWork) {
      next.reason = reason_of(f, next, before, bounded);
      next.certain = next.reason.empty();
      add_persistence(f, tree_cells(cells), search.loop, next.points);
      return next;
    }
    last = std::move(next);
    before = cells;
  }
}

}  // namespace thalweg
