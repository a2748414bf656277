// SPDX-License-Identifier: MIT
#include "viewer/app/loss_cut.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "viewer/app/slice.h"

namespace thalweg::viewer {
namespace {

Point along(Point at, Point d, double t) { return {at.x + t * d.x, at.y + t * d.y, at.z + t * d.z}; }

/// Distances to the domain's edges against and along a direction.
std::pair<double, double> reach(const Box& box, Point at, Point d) {
  double low = -std::numeric_limits<double>::infinity(), high = -low;
  const auto side = [&](double p, double step, double least, double most) {
    if (step == 0) return;
    const double a = (least - p) / step, b = (most - p) / step;
    low = std::max(low, std::min(a, b));
    high = std::min(high, std::max(a, b));
  };
  side(at.x, d.x, box.x0, box.x1);
  side(at.y, d.y, box.y0, box.y1);
  return {std::min(low, 0.0), std::max(high, 0.0)};
}

CutLine line_through(const Landscape& f, Point at, Point direction, std::string name) {
  CutLine line;
  line.name = std::move(name);
  line.direction = direction;
  const auto [low, high] = reach(f.domain, at, direction);
  line.low = low;
  line.high = high;
  line.from = along(at, direction, low);
  line.to = along(at, direction, high);
  line.loss.resize(kCutSamples);
  for (std::size_t i = 0; i < line.loss.size(); i++)
    line.loss[i] = value(f, along(at, direction, line.offset(i)));
  return line;
}

}  // namespace

LossCut cut_through(const Landscape& f, Point at) {
  const Box& d = f.domain;
  LossCut cut;
  cut.at = {std::clamp(at.x, d.x0, d.x1), weights(f) > 1 ? std::clamp(at.y, d.y0, d.y1) : at.y, at.z};
  cut.loss = value(f, cut.at);
  if (weights(f) == 1) {
    cut.lines.push_back(line_through(f, cut.at, {1, 0, 0}, "along w"));
    return cut;
  }
  cut.lines.push_back(line_through(f, cut.at, {1, 0, 0}, "along x"));
  cut.lines.push_back(line_through(f, cut.at, {0, 1, 0}, "along y"));
  const Vec<double, 3> g = jet3(f, cut.at).g;
  const double size = std::hypot(g[0], g[1]), least = std::min(std::abs(g[0]), std::abs(g[1]));
  constexpr double kSameWay = 0.02;  // radians from an axis
  if (std::isfinite(size) && least > kSameWay * size)
    cut.lines.push_back(line_through(f, cut.at, {-g[0] / size, -g[1] / size, 0}, "downhill"));
  return cut;
}

std::shared_ptr<const LineSet> lines_of(const LossCut& cut, const Landscape& f) {
  auto set = std::make_shared<LineSet>();
  for (const CutLine& line : cut.lines) {
    const Point from = to_drawing(f, line.from), to = to_drawing(f, line.to);
    std::vector<Point> nodes;
    for (int i = 0; i < kCutSamples; i++) {
      const double t = double(i) / (kCutSamples - 1);
      nodes.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
    }
    set->lines.push_back(std::move(nodes));
  }
  return set;
}

}  // namespace thalweg::viewer
