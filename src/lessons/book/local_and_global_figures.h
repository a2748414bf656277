// SPDX-License-Identifier: MIT
// The figures of the lesson on local and global minima, and what judges the tasks on them.
#pragma once

#include <algorithm>
#include <cmath>

#include "engine/result.h"
#include "lessons/contours.h"
#include "lessons/lab.h"

namespace thalweg::lessons::book::local_and_global_figures {

enum { kTwo, kFour };
inline constexpr const char* kSurfaces[] = {"local_minimum", "styblinski_tang"};
inline constexpr i64 kSteps = 1000, kMostStarts = 2000;
inline constexpr double kWanted = 80;  // percent
/// Beside a square map.
inline constexpr double kPanel = 570;

inline RunSpec crowd(int which, i64 particles, u64 seed = 1) {
  RunSpec spec = one_particle(kSurfaces[which], {}, 0.01, kSteps);
  spec.lr.reset();  // the one that suits the surface
  spec.start = {};
  spec.particles = particles;
  spec.seed = seed;
  return spec;
}
inline RunSpec with_help(RunSpec spec, double momentum, double noise) {
  if (momentum > 0) spec.optimizer.parameters = {{"momentum", momentum}};
  if (noise > 0) {
    spec.noise = {"gaussian", {{"sigma", noise}}};
    spec.schedule = {"cosine"};  // steps fade, so that everybody comes to rest
  }
  return spec;
}
inline RunSpec single(int which, Point start) {
  RunSpec spec = one_particle(kSurfaces[which], start, 0.01, kSteps);
  spec.lr.reset();
  return spec;
}

/// The valley that a point lies in: the nearest minimum's number, -1 if none is near.
inline int valley(const Landscape& f, Point p) {
  constexpr double kNear = 0.15;  // of the domain's width
  int found = -1;
  double nearest = kNear * width(f.domain);
  for (std::size_t k = 0; k < f.minima.size(); k++) {
    const double d = std::hypot(p.x - f.minima[k].x, p.y - f.minima[k].y);
    if (d < nearest) nearest = d, found = int(k);
  }
  return found;
}

/// Where everybody starts, and in which valley they end.
struct Ends {
  Landscape f;
  std::vector<PointF> starts;
  std::vector<int> valleys;
  i64 in(int which) const { return std::count(valleys.begin(), valleys.end(), which); }
  double percent(int which) const { return 100.0 * double(in(which)) / double(valleys.size()); }
};
inline Ends ends_of(const RunSpec& spec, Lab& lab) {
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Ensemble> ensemble = lab.backend.start(plan);
  const auto n = std::size_t(spec.particles);
  Ends ends{plan.landscape, std::vector<PointF>(n), {}};
  ensemble->positions(0, ends.starts);
  ensemble->advance(spec.steps);
  std::vector<End> last(n);
  ensemble->ends(0, last);
  for (const End& end : last) ends.valleys.push_back(valley(plan.landscape, {end.x, end.y}));
  return ends;
}

// The lowest valley is the first one.
inline Ink ink_of(int which) {
  constexpr Ink kInksOf[] = {Ink::gold, Ink::first, Ink::second, Ink::third};
  return which < 0 ? Ink::quiet : kInksOf[which];
}
inline Shape shape_of(int which) {
  constexpr Shape kShapes[] = {Shape::star, Shape::square, Shape::triangle, Shape::diamond};
  return which < 0 ? Shape::cross : kShapes[which];
}
inline std::string name_of(int which) {
  return which < 0 ? "elsewhere" : which == 0 ? "lowest" : "valley " + std::string(1, char('A' + which));
}
inline std::string percent(double p) { return shown(p, 1) + " %"; }
inline std::vector<double> levels_of(int which) {
  return which == kTwo ? levels_between(-5.1, 10, 18, 1.2) : levels_between(-79, 150, 18, 1.4);
}
inline void add_minima(Figure& figure, const Plot& plot, const Landscape& f) {
  for (int k = 0; k < int(f.minima.size()); k++) {
    const KnownMinimum& m = f.minima[std::size_t(k)];
    figure.marks.emplace_back(Dot{place(plot, m.x, m.y), Ink::paper, Shape::disc, 15});
    add_dot(figure, plot, {m.x, m.y}, ink_of(k), shape_of(k), 10);
  }
}

// One walk.

inline Figure walk_figure(const Moment& m) {
  const Point start{m[0], m[1]};
  const std::vector<Stand> walk = follow(single(kTwo, start), m.lab);
  const Landscape f = make_landscape(single(kTwo, start));
  std::vector<Point> path;
  for (const Stand& s : walk) path.push_back(s.at);
  const Stand& end = walk.back();
  Figure figure{.title = "Where a walk ends depends on where it starts"};
  const Plot plot = map_plot(f.domain);
  add_map(figure, plot, f, levels_of(kTwo));
  add_minima(figure, plot, f);
  add_path(figure, plot, path, {Ink::text, 3}, true);
  add_dot(figure, plot, start, Ink::text, Shape::disc, 8);
  figure.handles.push_back({plot, place(plot, start.x, start.y), 0, 1});
  const Plot profile{.low = {kPanel + 50, 90},
                     .high = {925, 330},
                     .x = {f.domain.x0, f.domain.x1},
                     .y = {-6, 4.5},
                     .x_label = "weight x",
                     .y_label = "error along the middle, where y = 0"};
  add_axes(figure, profile);
  add_graph(figure, profile, [&](double x) { return value(f, {x, 0}); }, {Ink::curve, 2.5});
  for (int k = 0; k < 2; k++)
    add_dot(figure, profile, {f.minima[std::size_t(k)].x, f.minima[std::size_t(k)].value}, ink_of(k),
            shape_of(k), 9);
  add_dot(figure, profile, {end.at.x, end.loss}, Ink::text, Shape::ring, 13);
  const int in = valley(f, end.at);
  add_words(figure, {kPanel + 20, 420}, "ends in: " + name_of(in), Ink::text, Align::left, 20);
  add_words(figure, {kPanel + 20, 452}, "error there: " + shown(end.loss, 2), Ink::text, Align::left, 20);
  add_words(figure, {kPanel + 20, 490}, "star: the lowest valley, square: the other", Ink::quiet, Align::left,
            14);
  figure.readout = {{"start", "(" + shown(start.x, 2) + ", " + shown(start.y, 2) + ")"},
                    {"ends in", name_of(in)},
                    {"error there", shown(end.loss, 2)},
                    {"lowest error there is", shown(f.minima.front().value, 2)}};
  return figure;
}

inline Feedback judge_walk(const Moment& m) {
  const Stand end = end_of(single(kTwo, {m[0], m[1]}), m.lab);
  const Landscape f = make_landscape(single(kTwo, {}));
  const std::string there = "It ends with an error of " + shown(end.loss, 2) + ". ";
  if (valley(f, end.at) == 0) return {true, there + "Lower than that it does not get anywhere here."};
  if (!(std::hypot(end.gradient[0], end.gradient[1]) < 0.01))
    return {false, there + "It has not come to rest yet."};
  return {false,
          there + "That is low, but not the lowest: the slope is zero there, so it stays. Start elsewhere."};
}

// Many starts.

inline Figure starts_figure(const Moment& m) {
  constexpr i64 kShown = 700;
  const int which = int(m[0]);
  const Ends ends = ends_of(crowd(which, kShown), m.lab);
  Figure figure{.title = "Starts, marked by the valley in which their walks end"};
  const Plot plot = map_plot(ends.f.domain);
  add_axes(figure, plot);
  add_contours(figure, plot, ends.f, levels_of(which));
  for (std::size_t i = 0; i < ends.starts.size(); i++) {
    const int k = ends.valleys[i];
    add_dot(figure, plot, {ends.starts[i].x, ends.starts[i].y}, ink_of(k), k == 0 ? Shape::disc : shape_of(k),
            k == 0 ? 3.5 : 3);
  }
  add_minima(figure, plot, ends.f);
  add_words(figure, {kPanel + 20, 80}, std::to_string(kShown) + " starts", Ink::quiet);
  double y = 130;
  for (int k = 0; k < int(ends.f.minima.size()); k++, y += 56) {
    figure.marks.emplace_back(Dot{{kPanel + 36, y - 5}, ink_of(k), shape_of(k), 10});
    add_words(figure, {kPanel + 66, y},
              name_of(k) + ", error " + shown(ends.f.minima[std::size_t(k)].value, 1));
    add_words(figure, {kPanel + 66, y + 22}, std::to_string(ends.in(k)) + " starts end here", Ink::quiet);
    figure.marks.emplace_back(Text{.at = {930, y + 8},
                                   .text = percent(ends.percent(k)),
                                   .size = 18,
                                   .align = Align::right,
                                   .number = true});
    figure.readout.push_back({name_of(k), percent(ends.percent(k))});
  }
  add_words(figure, {kPanel + 20, y + 20}, "small marks: starts; large: the bottoms", Ink::quiet, Align::left,
            14);
  return figure;
}

inline Scene crowd_scene(const Moment& m) {
  constexpr i64 kCrowd = 5000;
  RunSpec spec = crowd(int(m[0]), kCrowd);
  spec.precision = Precision::float32;  // to be looked at, not to be counted
  spec.math = MathMode::fast;
  spec.threads = 0;
  return {.run = spec, .show = {"basins"}, .hide = {"contours"}};
}

/// A bar for each valley, with the interval in which the share lies.
struct Bars {
  Figure& figure;
  Plot plot;
  void add(double place_x, double half, i64 count, i64 all, Ink ink, double opacity) const {
    const double share = 100.0 * double(count) / double(all);
    const Proportion p = wilson95(count, all);
    const Spot low = place(plot, place_x - half, share), high = place(plot, place_x + half, 0);
    add_box(figure, low, high, ink, ink, opacity);
    add_path(figure, plot, {{place_x, 100 * p.low}, {place_x, 100 * p.high}}, {Ink::text, 2});
    for (const double end : {100 * p.low, 100 * p.high})
      add_path(figure, plot, {{place_x - 0.3 * half, end}, {place_x + 0.3 * half, end}}, {Ink::text, 2});
    add_note(figure, plot, {place_x, 100 * p.high}, 0, -8, percent(share), ink, Align::center);
  }
};
inline Plot bar_plot(int valleys) {
  return {.low = {80, 70},
          .high = {900, 470},
          .x = {0, double(valleys)},
          .y = {0, 115},
          .y_label = "share of the starts, %"};
}
/// The grid and the frame, without numbers below: those are names.
inline void add_bar_axes(Figure& figure, const Plot& plot, const Landscape& f) {
  for (int share = 0; share <= 100; share += 20) {
    add_path(figure, plot, {{plot.x.low, double(share)}, {plot.x.high, double(share)}}, {Ink::line, 1});
    add_words(figure, {plot.low.x - 10, place(plot, 0, share).y + 4.5}, std::to_string(share), Ink::quiet,
              Align::right, 13);
  }
  add_words(figure, {plot.low.x, plot.low.y - 12}, plot.y_label, Ink::quiet);
  for (int k = 0; k < int(plot.x.high); k++) {
    const Spot below = place(plot, k + 0.5, 0);
    figure.marks.emplace_back(Dot{{below.x, below.y + 22}, ink_of(k), shape_of(k), 9});
    add_words(figure, {below.x, below.y + 52}, name_of(k), Ink::text, Align::center);
    add_words(figure, {below.x, below.y + 74}, "error " + shown(f.minima[std::size_t(k)].value, 1),
              Ink::quiet, Align::center, 14);
  }
}

inline Figure bars_figure(const Moment& m) {
  const i64 n = std::lround(m[0]);
  const Ends ends = ends_of(crowd(kFour, n, u64(std::lround(m[1]))), m.lab);
  Figure figure{.title = "Shares of the starts by valley, with how sure they are"};
  const Bars bars{figure, bar_plot(int(ends.f.minima.size()))};
  add_bar_axes(figure, bars.plot, ends.f);
  for (int k = 0; k < int(ends.f.minima.size()); k++) {
    bars.add(k + 0.5, 0.28, ends.in(k), n, ink_of(k), 0.4);
    const Proportion p = wilson95(ends.in(k), n);
    figure.readout.push_back({name_of(k), percent(ends.percent(k)) + ", between " + percent(100 * p.low) +
                                              " and " + percent(100 * p.high)});
  }
  add_words(figure, {900, 50}, std::to_string(n) + " starts", Ink::text, Align::right, 18);
  return figure;
}

inline Figure help_figure(const Moment& m) {
  constexpr i64 kStarts = 1000;
  const int which = int(m[0]);
  const Ends before = ends_of(crowd(which, kStarts), m.lab),
             after = ends_of(with_help(crowd(which, kStarts), m[1], m[2]), m.lab);
  Figure figure{.title = "Shares by valley without and with help"};
  const Bars bars{figure, bar_plot(int(before.f.minima.size()))};
  add_bar_axes(figure, bars.plot, before.f);
  for (int k = 0; k < int(before.f.minima.size()); k++) {
    bars.add(k + 0.3, 0.16, before.in(k), kStarts, Ink::quiet, 0.2);
    bars.add(k + 0.7, 0.16, after.in(k), kStarts, ink_of(k), 0.5);
    figure.readout.push_back({name_of(k), percent(before.percent(k)) + " → " + percent(after.percent(k))});
  }
  add_words(figure, {560, 50}, "left bars: plain", Ink::quiet, Align::right, 15);
  add_words(figure, {900, 50}, "right bars: momentum " + shown(m[1], 2) + ", noise " + shown(m[2], 0),
            Ink::text, Align::right, 15);
  if (after.in(-1) > 0) {
    figure.readout.push_back({"in no valley", percent(after.percent(-1))});
    add_words(figure, {900, 74}, "in no valley at the end: " + percent(after.percent(-1)), Ink::quiet,
              Align::right, 14);
  }
  return figure;
}

inline Feedback judge_help(const Moment& m) {
  if (int(m[0]) != kTwo) return {false, "Choose the landscape with two valleys for this one."};
  const double share = ends_of(with_help(crowd(kTwo, 1000), m[1], m[2]), m.lab).percent(0);
  const std::string here = "Now " + percent(share) + " of the starts end in the lowest valley. ";
  if (share >= kWanted)
    return {true, here + "Enough speed, or enough shaking, carries them out of the shallow one."};
  return {false,
          here + "Try more momentum, so that they coast over the rim, or more noise, which shakes them out."};
}

// The best of several tries.

/// How many in a hundred groups of n walks have one that ends in the lowest valley.
inline double groups_that_succeed(const Ends& ends, int n) {
  i64 groups = 0, lucky = 0;
  for (std::size_t first = 0; first + std::size_t(n) <= ends.valleys.size();
       first += std::size_t(n), groups++) {
    const auto from = ends.valleys.begin() + i64(first);
    lucky += std::find(from, from + n, 0) != from + n;
  }
  return 100.0 * double(lucky) / double(groups);
}

inline Figure tries_figure(const Moment& m) {
  constexpr int kMost = 20;
  const int n = int(std::lround(m[0]));
  const Ends ends = ends_of(crowd(kFour, kMostStarts), m.lab);
  Figure figure{.title = "How often the best of several tries finds the lowest valley"};
  const Plot plot{.low = {80, 70},
                  .high = {900, 480},
                  .x = {0, kMost + 1},
                  .y = {0, 105},
                  .x_label = "tries",
                  .y_label = "groups that find it, %"};
  add_axes(figure, plot);
  std::vector<Point> line;
  for (int k = 1; k <= kMost; k++) line.push_back({double(k), groups_that_succeed(ends, k)});
  add_path(figure, plot, line, {Ink::quiet, 1.5, Dash::dotted});
  for (const Point& p : line) add_dot(figure, plot, p, Ink::gold, Shape::disc, 5);
  const Point here = line[std::size_t(std::clamp(n, 1, kMost) - 1)];
  add_dot(figure, plot, here, Ink::text, Shape::ring, 11);
  add_note(figure, plot, here, 0, 36, percent(here.y), Ink::text, Align::center);
  add_words(figure, {900, 50}, std::to_string(kMostStarts) + " walks, in groups of " + std::to_string(n),
            Ink::text, Align::right);
  figure.readout = {{"tries", std::to_string(n)}, {"groups that find the lowest valley", percent(here.y)}};
  return figure;
}

inline Feedback judge_tries(const Moment& m) {
  constexpr double kSure = 90;
  const int n = int(std::lround(m[0]));
  const Ends ends = ends_of(crowd(kFour, kMostStarts), m.lab);
  const double now = groups_that_succeed(ends, n);
  const std::string here = percent(now) + " of the groups find it with so many tries. ";
  if (now < kSure) return {false, here + "That is not yet nine in ten."};
  if (n > 1 && groups_that_succeed(ends, n - 1) >= kSure)
    return {false, here + "Fewer would do: go down again."};
  return {true, here + "One try less, and it would be under nine in ten."};
}

}  // namespace thalweg::lessons::book::local_and_global_figures
