// SPDX-License-Identifier: MIT
#include "analysis/passes.h"

#include <algorithm>
#include <cmath>
#include <deque>

#include "analysis/descent.h"
#include "analysis/grid_tree.h"
#include "analysis/polish.h"

namespace thalweg {

namespace {

// Branches begin this share of the box away from their saddle, or of the way to the next critical point.
constexpr double kFirstStep = 1e-4;
constexpr double kOfTheWay = 1e-2;
// And arrive within this share of the box of their minimum.
constexpr double kArrived = 1e-4;

double distance(const Box& box, Point a, Point b) {
  return std::hypot((a.x - b.x) / width(box), (a.y - b.y) / height(box));
}

Point clamped(const Box& box, Point p) {
  return {std::clamp(p.x, box.x0, box.x1), std::clamp(p.y, box.y0, box.y1)};
}

bool is_saddle(const CriticalPoint& p) {
  return p.kind == PointKind::saddle || p.kind == PointKind::edge_pass ||
         (p.kind == PointKind::degenerate && p.index < 0);
}

// `far` of the box away from p in the direction d.
Point moved(const Box& box, Point p, double dx, double dy, double far) {
  const double size = far / std::hypot(dx / width(box), dy / height(box));
  return clamped(box, {p.x + size * dx, p.y + size * dy});
}

// Where the branches of a degenerate saddle begin: the lowest directions of a small circle.
std::vector<Point> lowest_directions(const Landscape& f, Point p, double far) {
  constexpr int kAround = 96;
  std::vector<Point> circle;
  std::vector<double> values;
  for (int k = 0; k < kAround; k++) {
    const double angle = 2 * kPi * (k + 0.5) / kAround;
    circle.push_back(
        moved(f.domain, p, width(f.domain) * std::cos(angle), height(f.domain) * std::sin(angle), far));
    values.push_back(value(f, circle.back()));
  }
  const double here = value(f, p);
  std::vector<Point> lowest;
  for (std::size_t k = 0; k < kAround; k++)
    if (values[k] < here && values[k] < values[(k + 1) % kAround] &&
        values[k] <= values[(k + kAround - 1) % kAround])
      lowest.push_back(circle[k]);
  return lowest;
}

std::vector<Point> branch_starts(const Landscape& f, const CriticalPoint& saddle, double nearest) {
  const double far = std::min(kFirstStep, kOfTheWay * nearest);
  const Box& box = f.domain;
  const Point p = saddle.at;
  if (saddle.kind == PointKind::degenerate) return lowest_directions(f, p, 10 * far);
  if (saddle.kind == PointKind::edge_pass) {
    const bool along_x = p.y == box.y0 || p.y == box.y1;
    const double dx = along_x ? 1 : 0, dy = along_x ? 0 : 1;
    return {moved(box, p, dx, dy, far), moved(box, p, -dx, -dy, far)};
  }
  const Vec<double, 2> v = spectrum(jet(f, p).h).low_vector;
  return {moved(box, p, v[0], v[1], far), moved(box, p, -v[0], -v[1], far)};
}

int nearest_minimum(const Box& box, const std::vector<CriticalPoint>& minima, Point p) {
  int nearest = -1;
  double least = kArrived;
  for (std::size_t k = 0; k < minima.size(); k++)
    if (const double d = distance(box, minima[k].at, p); d <= least) {
      least = d;
      nearest = int(k);
    }
  return nearest;
}

struct Ended {
  int minimum;
  std::vector<Point> path;
};

Ended follow(const Landscape& f, const std::vector<CriticalPoint>& minima, Point start) {
  Descent d = descend(f, start);
  const int minimum = nearest_minimum(f.domain, minima, d.path.back());
  if (minimum >= 0) d.path.back() = minima[std::size_t(minimum)].at;
  return {minimum, std::move(d.path)};
}

// From the end of one branch over `at` to the end of the other.
std::vector<Point> line_over(const Box& box, const std::vector<Point>& one, Point at,
                             const std::vector<Point>& other) {
  // Thinning keeps a path's ends, and `at` must stay.
  std::vector<Point> line{one.rbegin(), one.rend()}, away{at};
  line.push_back(at);
  away.insert(away.end(), other.begin(), other.end());
  line = thinned(box, line);
  away = thinned(box, away);
  line.insert(line.end(), away.begin() + 1, away.end());
  return line;
}

std::vector<Point> separatrix(const Landscape& f, const CriticalPoint& saddle, double nearest) {
  const double far = std::min(kFirstStep, kOfTheWay * nearest);
  const Box& box = f.domain;
  const Point p = saddle.at;
  if (saddle.kind == PointKind::degenerate) return {};
  std::vector<Point> line{p};
  if (saddle.kind == PointKind::edge_pass) {
    const double dx = double(p.x == box.x0) - double(p.x == box.x1),
                 dy = double(p.y == box.y0) - double(p.y == box.y1);
    const Descent inwards = ascend(f, moved(box, p, dx, dy, far));
    line.insert(line.end(), inwards.path.begin(), inwards.path.end());
    return thinned(box, line);
  }
  const Vec<double, 2> v = spectrum(jet(f, p).h).high_vector;
  const Descent one = ascend(f, moved(box, p, v[0], v[1], far)),
                other = ascend(f, moved(box, p, -v[0], -v[1], far));
  return line_over(box, one.path, p, other.path);
}

// The water rises over the passes, the lowest first.
std::vector<Branch> merge(const PassGraph& g) {
  std::vector<int> order, lake(g.minima.size());
  for (std::size_t k = 0; k < g.passes.size(); k++) order.push_back(int(k));
  for (std::size_t k = 0; k < lake.size(); k++) lake[k] = int(k);
  const auto height = [&](int pass) {
    return g.saddles[std::size_t(g.passes[std::size_t(pass)].saddle)].value;
  };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return height(a) < height(b); });
  const auto root = [&](int k) {
    while (lake[std::size_t(k)] != k) k = lake[std::size_t(k)] = lake[std::size_t(lake[std::size_t(k)])];
    return k;
  };
  std::vector<Branch> branches;
  for (const int k : order) {
    const Pass& pass = g.passes[std::size_t(k)];
    if (pass.minima[0] < 0 || pass.minima[1] < 0) continue;
    const int a = root(pass.minima[0]), b = root(pass.minima[1]);
    if (a == b) continue;
    const int stays = std::min(a, b), ends = std::max(a, b);  // minima are sorted by value
    branches.push_back({ends, k, stays, g.minima[std::size_t(ends)].value, height(k)});
    lake[std::size_t(ends)] = stays;
  }
  for (std::size_t k = 0; k < lake.size(); k++)
    if (lake[k] == int(k))
      branches.push_back({int(k), -1, -1, g.minima[k].value, std::numeric_limits<double>::infinity()});
  std::stable_sort(branches.begin(), branches.end(),
                   [](const Branch& a, const Branch& b) { return a.persistence() > b.persistence(); });
  return branches;
}

}  // namespace

PassGraph find_passes(const Landscape& f, const CriticalPoints& critical, const Loop& loop) {
  PassGraph g;
  for (const CriticalPoint& p : critical.points) {
    if (p.bottom) g.minima.push_back(p);
    if (is_saddle(p)) g.saddles.push_back(p);
  }
  const auto by_value = [](const CriticalPoint& a, const CriticalPoint& b) { return a.value < b.value; };
  std::stable_sort(g.minima.begin(), g.minima.end(), by_value);
  std::stable_sort(g.saddles.begin(), g.saddles.end(), by_value);

  std::vector<std::vector<Pass>> found(g.saddles.size());
  g.separatrices.resize(g.saddles.size());
  loop(i64(g.saddles.size()), [&](i64 k) {
    const CriticalPoint& saddle = g.saddles[std::size_t(k)];
    double nearest = 1;
    for (const CriticalPoint& p : critical.points)
      if (!(p.at == saddle.at)) nearest = std::min(nearest, distance(f.domain, p.at, saddle.at));
    g.separatrices[std::size_t(k)] = separatrix(f, saddle, nearest);
    std::vector<Ended> ends;
    for (const Point& start : branch_starts(f, saddle, nearest)) ends.push_back(follow(f, g.minima, start));
    for (std::size_t b = 1; b < ends.size(); b++)
      found[std::size_t(k)].push_back({int(k),
                                       {ends[b - 1].minimum, ends[b].minimum},
                                       line_over(f.domain, ends[b - 1].path, saddle.at, ends[b].path)});
  });
  for (auto& passes : found)
    for (Pass& pass : passes) {
      g.lost += (pass.minima[0] < 0) + (pass.minima[1] < 0);
      g.passes.push_back(std::move(pass));
    }
  g.branches = merge(g);
  for (const Branch& b : g.branches) g.minima[std::size_t(b.minimum)].persistence = b.persistence();
  return g;
}

std::vector<int> way(const PassGraph& g, int a, int b) {
  // Passes that merged something form a tree: the way in it is unique and the lowest.
  std::vector<std::vector<int>> at(g.minima.size());
  for (const Branch& branch : g.branches)
    if (branch.pass >= 0)
      for (const int m : g.passes[std::size_t(branch.pass)].minima) at[std::size_t(m)].push_back(branch.pass);
  std::vector<int> came_over(g.minima.size(), -1), came_from(g.minima.size(), -1);
  std::deque<int> queue{a};
  came_from[std::size_t(a)] = a;
  while (!queue.empty()) {
    const int m = queue.front();
    queue.pop_front();
    for (const int pass : at[std::size_t(m)])
      for (const int next : g.passes[std::size_t(pass)].minima)
        if (came_from[std::size_t(next)] < 0) {
          came_from[std::size_t(next)] = m;
          came_over[std::size_t(next)] = pass;
          queue.push_back(next);
        }
  }
  std::vector<int> crossed;
  if (came_from[std::size_t(b)] < 0) return crossed;
  for (int m = b; m != a; m = came_from[std::size_t(m)]) crossed.push_back(came_over[std::size_t(m)]);
  std::reverse(crossed.begin(), crossed.end());
  return crossed;
}

CrossCheck cross_check(const Landscape& f, const PassGraph& graph, int cells, const Loop& loop) {
  const GridTree tree = grid_tree(f, cells, loop, graph.minima);
  CrossCheck check{tree.grid.cells, 0};
  for (const Branch& b : graph.branches) {
    if (b.pass < 0) continue;
    const int from = tree.node[std::size_t(b.minimum)], into = tree.node[std::size_t(b.into)];
    if (!tree.begins(from) || !tree.begins(into)) continue;  // finer than the grid
    check.difference = std::max(check.difference, std::abs(barrier(tree.branches, from, into) - b.death));
  }
  return check;
}

}  // namespace thalweg
