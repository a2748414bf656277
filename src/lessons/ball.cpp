// SPDX-License-Identifier: MIT
#include "lessons/ball.h"

#include <algorithm>
#include <cmath>

#include "lessons/contours.h"

namespace thalweg::lessons {

namespace {

constexpr double kHighestHop = 46, kHopPerWidth = 0.3;  // in the figure's units
constexpr double kShortHop = 3;                         // is drawn straight
constexpr int kPartsOfHop = 12;
constexpr double kBall = 9, kStand = 3.5;

bool finite(const Stand& s) { return std::isfinite(s.at.x) && std::isfinite(s.loss); }

constexpr std::size_t kFewest = 3;  // losses that a diagnosis needs

/// Where the engine gives a particle up.
struct Reached {
  Box domain;
  explicit Reached(const RunSpec& spec) : domain(make_landscape(spec).domain) {}
  bool beyond(Point p) const {
    const double x = (domain.x0 + domain.x1) / 2, y = (domain.y0 + domain.y1) / 2;
    return !(std::abs(p.x - x) <= kEscapeReach * width(domain) / 2 &&
             std::abs(p.y - y) <= kEscapeReach * height(domain) / 2);
  }
};

/// A place on the hop between two spots: a parabola over the straight line.
Spot on_hop(Spot a, Spot b, double t) {
  const double lift = std::min(kHighestHop, kHopPerWidth * std::abs(b.x - a.x));
  return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) - lift * 4 * t * (1 - t)};
}

bool inside(const Plot& plot, Spot s) {
  return s.x >= plot.low.x && s.x <= plot.high.x && s.y >= plot.low.y && s.y <= plot.high.y;
}

}  // namespace

Hill hill(const RunSpec& spec) { return {make_landscape(spec)}; }

std::vector<Stand> until_stopped(const RunSpec& spec, std::vector<Stand> walk) {
  const Reached reach(spec);
  while (walk.size() > kFewest && walk.back().at == walk[walk.size() - 2].at && reach.beyond(walk.back().at))
    walk.pop_back();
  return walk;
}

std::vector<Stand> in_sight(const RunSpec& spec, std::vector<Stand> walk) {
  const Reached reach(spec);
  for (std::size_t k = 0; k < walk.size(); k++) {
    const Stand& s = walk[k];
    if (std::isfinite(s.loss) && !reach.beyond(s.at)) continue;
    walk.resize(std::min(walk.size(), std::max(k + 1, kFewest)));
    break;
  }
  return walk;
}

std::vector<Stand> roll(const RunSpec& spec, Lab& lab) { return in_sight(spec, follow(spec, lab)); }

std::vector<double> errors(const std::vector<Stand>& walk) {
  std::vector<double> e;
  for (const Stand& s : walk) e.push_back(s.loss);
  return e;
}

Diagnosis diagnosis_of(const std::vector<double>& errors) {
  return diagnose(History{errors, {}, {}}, nothing_known());
}

Verdict verdict_of(const RunSpec& spec, const std::vector<Stand>& walk) {
  History history;
  for (const Stand& s : walk) {
    history.losses.push_back(s.loss);
    history.positions.push_back(s.at);
    history.gradients.push_back({s.gradient[0], s.gradient[1], s.gradient[2]});
  }
  return diagnose(history, what_is_known(make_plan(spec), walk.back().at)).verdict;
}

const char* in_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::too_small:
      return "rate too small: it barely moves";
    case Verdict::good:
      return "good: it falls and levels off";
    case Verdict::improving:
      return "on its way: it needs more steps";
    case Verdict::oscillating:
      return "rate too large: it jumps to and fro";
    case Verdict::diverging:
      return "rate too large: it explodes";
    case Verdict::non_finite:
      return "rate far too large: no numbers left";
    case Verdict::plateau:
      return "stuck on flat ground";
    case Verdict::saddle:
      return "at rest where no bottom is";
    case Verdict::local_minimum:
      return "at rest, but not at the lowest point";
  }
  return "";
}

Fate fate_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::too_small:
    case Verdict::improving:
      return Fate::on_its_way;
    case Verdict::oscillating:
      return Fate::bounces;
    case Verdict::diverging:
    case Verdict::non_finite:
      return Fate::blows_up;
    case Verdict::good:
    case Verdict::plateau:
    case Verdict::saddle:
    case Verdict::local_minimum:
      break;
  }
  return Fate::rests;
}

void add_hops(Figure& figure, const Plot& plot, const std::vector<Stand>& walk, double step) {
  if (walk.empty() || !finite(walk[0])) return;
  const double last = std::clamp(step, 0.0, double(walk.size() - 1));
  Spot ball = place(plot, walk[0].at.x, walk[0].loss);
  bool lost = false;
  std::size_t seen = 0;
  for (std::size_t k = 0; double(k) < last; k++) {
    if (!finite(walk[k + 1])) {
      lost = true;
      break;
    }
    const Spot a = place(plot, walk[k].at.x, walk[k].loss),
               b = place(plot, walk[k + 1].at.x, walk[k + 1].loss);
    const double share = std::min(1.0, last - double(k));
    std::vector<Point> arc;
    const int parts = std::abs(b.x - a.x) < kShortHop ? 1 : kPartsOfHop;
    for (int i = 0; i <= parts; i++) arc.push_back(value_at(plot, on_hop(a, b, share * i / parts)));
    add_path(figure, plot, arc, {Ink::first, 1.5, Dash::solid, 0.8});
    ball = on_hop(a, b, share);
    seen = k + 1;
  }
  // Dots that would lie on each other are left out: their rims would hide the curve.
  Spot before{-1e9, -1e9};
  for (std::size_t k = 0; k <= seen && double(k) <= last; k++) {
    const Spot here = place(plot, walk[k].at.x, walk[k].loss);
    if (std::hypot(here.x - before.x, here.y - before.y) < 2.5 * kStand) continue;
    add_dot(figure, plot, {walk[k].at.x, walk[k].loss}, Ink::first, Shape::disc, kStand);
    before = here;
  }
  if (!lost && inside(plot, ball)) {
    figure.marks.push_back(Dot{ball, Ink::first, Shape::disc, kBall});
    return;
  }
  const Spot middle{(plot.low.x + plot.high.x) / 2, plot.low.y + 24};
  const Stand& s = walk[seen];
  figure.marks.push_back(
      Text{.at = middle,
           .text = lost ? "the error is no number any more"
                        : "off the chart: w = " + shown(s.at.x) + ", error " + shown(s.loss),
           .ink = Ink::bad,
           .align = Align::center,
           .strong = true,
           .halo = true});
}

void add_errors(Figure& figure, const Plot& plot, const std::vector<double>& errors, double step,
                Stroke stroke, Shape shape) {
  std::vector<Point> values;
  for (std::size_t k = 0; k < errors.size() && double(k) <= step; k++) {
    if (!std::isfinite(errors[k])) {
      const double x = place(plot, double(k), plot.y.low).x;
      const Spot at{std::min(x, plot.high.x - 8), plot.low.y + 10};
      figure.marks.push_back(Dot{at, Ink::bad, Shape::cross, 7});
      const bool at_left = at.x < plot.low.x + 60;
      figure.marks.push_back(Text{.at = {at.x + (at_left ? 14 : -14), at.y + 5},
                                  .text = "NaN",
                                  .ink = Ink::bad,
                                  .align = at_left ? Align::left : Align::right,
                                  .strong = true,
                                  .halo = true});
      break;
    }
    values.push_back({double(k), errors[k]});
  }
  add_path(figure, plot, values, stroke);
  // Dots closer than this would be a thick line.
  constexpr double kApart = 15;
  const double apart = place(plot, 1, 1).x - place(plot, 0, 1).x;
  const auto stride = std::size_t(std::max(1.0, std::ceil(kApart / apart)));
  for (std::size_t k = 0; k < values.size(); k += stride)
    add_dot(figure, plot, values[k], stroke.ink, shape, 4);
}

void add_map(Figure& figure, const Plot& plot, const Landscape& f) {
  constexpr int kAcross = 60, kBands = 14;
  std::vector<double> heights;
  for (int i = 0; i < kAcross * kAcross; i++) {
    const double x = from_unit(plot.x, (i % kAcross + 0.5) / kAcross),
                 y = from_unit(plot.y, (i / kAcross + 0.5) / kAcross);
    const double height = thalweg::value(f, {x, y, 0});
    if (std::isfinite(height)) heights.push_back(height);
  }
  std::sort(heights.begin(), heights.end());
  std::vector<double> levels;
  for (int k = 1; k < kBands; k++)
    if (const double level = heights[heights.size() * std::size_t(k) / kBands];
        levels.empty() || level > levels.back())
      levels.push_back(level);
  add_map(figure, plot, f, levels);
}

void add_way(Figure& figure, const Plot& plot, const std::vector<Stand>& walk, double step) {
  if (walk.empty()) return;
  std::vector<Point> way;
  Point here = walk[0].at;
  for (std::size_t k = 0; k < walk.size() && double(k) <= step; k++) way.push_back(here = walk[k].at);
  const std::size_t n = way.size();
  if (n < walk.size() && double(n) > step && double(n) < step + 1) {
    const double t = step - double(n - 1);
    here = {here.x + t * (walk[n].at.x - here.x), here.y + t * (walk[n].at.y - here.y)};
    way.push_back(here);
  }
  add_path(figure, plot, way, {Ink::paper, 5, Dash::solid, 0.7});
  add_path(figure, plot, way, {Ink::second, 2.5});
  if (n > 1) add_dot(figure, plot, walk[0].at, Ink::second, Shape::ring, kBall - 2);
  const Spot ball = place(plot, here.x, here.y);
  if (std::isfinite(ball.x) && inside(plot, ball)) {
    figure.marks.push_back(Dot{ball, Ink::paper, Shape::disc, kBall + 2});
    figure.marks.push_back(Dot{ball, Ink::second, Shape::disc, kBall});
    return;
  }
  figure.marks.push_back(Text{.at = {(plot.low.x + plot.high.x) / 2, plot.low.y + 24},
                              .text = "off the map",
                              .ink = Ink::bad,
                              .align = Align::center,
                              .strong = true,
                              .halo = true});
}

}  // namespace thalweg::lessons
