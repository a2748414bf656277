// SPDX-License-Identifier: MIT
#include "analysis/edges.h"

#include <algorithm>
#include <cmath>

namespace thalweg {

namespace {

// An edge, walked from `from` along coordinate `along`; the box lies in the direction `inwards` of the other
// one.
struct Edge {
  Point from;
  int along;
  double length, inwards, depth;

  Point at(double t) const {
    return along == 0 ? Point{from.x + t * length, from.y} : Point{from.x, from.y + t * length};
  }
};

struct Slopes {
  double along, inwards;  // derivatives times the sizes of the box, so that they can be compared
  double bend_inwards;
};

Slopes slopes(const Landscape& f, const Edge& e, double t) {
  const Jet<double, 2> j = jet(f, e.at(t));
  const int across = 1 - e.along;
  return {j.g[e.along] * e.length, j.g[across] * e.inwards * e.depth,
          j.h(across, across) * e.depth * e.depth};
}

// Where Newton's step to a vanishing slope inwards is shorter than this share of the box, the point is on the
// rim.
constexpr double kOnRim = 1e-9;

// Whether the landscape rises from the rim inwards; where it does neither by its slope, by its curvature.
struct Rise {
  bool rises, doubtful;
};
Rise rise(double slope, double bend) {
  if (std::abs(slope) > kOnRim * std::abs(bend)) return {slope > 0, false};
  return {bend > 0, true};
}

// The derivative along the edge changes its sign between a and b.
double bisected(const Landscape& f, const Edge& e, double a, double b, bool falling_first) {
  for (int k = 0; k < 60; k++) {
    const double middle = 0.5 * (a + b), s = slopes(f, e, middle).along;
    ((s < 0) == falling_first ? a : b) = middle;
  }
  return 0.5 * (a + b);
}

void add_edge_points(const Landscape& f, const Edge& e, int samples, std::vector<RimPoint>& points) {
  double last_t = 0;
  Slopes last = slopes(f, e, 0);
  for (int i = 1; i <= samples; i++) {
    const double t = double(i) / samples;
    const Slopes here = slopes(f, e, t);
    if (here.along == 0 || !std::isfinite(here.along)) continue;
    if (last.along * here.along < 0) {
      const bool minimum = last.along < 0;
      const double root = bisected(f, e, last_t, t, minimum);
      const Slopes there = slopes(f, e, root);
      const double value_there = value(f, e.at(root));
      // Through a pole the sign changes, too, but the slope does not shrink.
      const bool pole = !(std::abs(there.along) <= std::max(std::abs(last.along), std::abs(here.along)));
      const Rise r = rise(there.inwards, there.bend_inwards);
      if (!pole && std::isfinite(value_there) && r.rises)
        points.push_back({minimum ? Rim::edge_minimum : Rim::edge_pass, e.at(root), value_there, r.doubtful});
    }
    last = here;
    last_t = t;
  }
}

}  // namespace

std::vector<RimPoint> rim_points(const Landscape& f, int samples) {
  const Box& b = f.domain;
  const double w = width(b), h = height(b);
  const Edge edges[] = {{{b.x0, b.y0}, 0, w, 1, h},
                        {{b.x0, b.y1}, 0, w, -1, h},
                        {{b.x0, b.y0}, 1, h, 1, w},
                        {{b.x1, b.y0}, 1, h, -1, w}};
  std::vector<RimPoint> points;
  for (const Edge& e : edges) add_edge_points(f, e, samples, points);

  for (const Point& corner : {Point{b.x0, b.y0}, Point{b.x1, b.y0}, Point{b.x0, b.y1}, Point{b.x1, b.y1}}) {
    const Jet<double, 2> j = jet(f, corner);
    const double side_x = corner.x == b.x0 ? w : -w, side_y = corner.y == b.y0 ? h : -h;
    const Rise x = rise(j.g[0] * side_x, j.h(0, 0) * w * w), y = rise(j.g[1] * side_y, j.h(1, 1) * h * h);
    if (std::isfinite(j.v) && x.rises && y.rises)
      points.push_back({Rim::corner_minimum, corner, j.v, x.doubtful || y.doubtful});
  }
  return points;
}

}  // namespace thalweg
