// SPDX-License-Identifier: MIT
// The figures of the lesson in the fog, and what judges the tasks on them.
#pragma once

#include <algorithm>
#include <cmath>

#include "core/eigen.h"
#include "lessons/lab.h"
#include "lessons/lens.h"

namespace thalweg::lessons::book::fog_figures {

inline constexpr Box kGround{-5, 5, -5, 5};
inline constexpr double kSight = 1.2;
inline constexpr Point kStart{0, 0};
inline constexpr i64 kStops = 10, kMostSteps = 40;
inline constexpr double kLevel = 1, kGentle = 4;
/// Beside the map.
inline constexpr double kPanel = 575;

inline RunSpec walk_of(Point start, double rate, i64 steps) {
  return one_particle("himmelblau", start, rate, steps);
}
inline std::vector<double> himmelblau_levels() { return levels_between(0, 900, 22, 2.5); }
inline double steepness(const Stand& s) { return std::hypot(s.gradient[0], s.gradient[1]); }
inline std::string pair(Point p) { return "(" + shown(p.x, 2) + ", " + shown(p.y, 2) + ")"; }

/// What the walker sees, enlarged, with the way down.
inline void add_close_view(Figure& figure, const Landscape& f, Point p, const std::vector<double>& levels) {
  constexpr double kSize = 300;
  const Spot low{kPanel + 30, 66};
  const Plot square{.low = low,
                    .high = {low.x + kSize, low.y + kSize},
                    .x = {p.x - kSight, p.x + kSight},
                    .y = {p.y - kSight, p.y + kSight}};
  add_lens(figure, square, f, levels, Ink::paper);
  const Jet<double, 3> j = jet3(f, p);
  const double slope = std::hypot(j.g[0], j.g[1]);
  constexpr double kLongest = 0.9, kPerSlope = 0.03;
  const double reach = std::min(kLongest, kPerSlope * slope);
  if (slope > 0)
    add_path(figure, square, {p, {p.x - reach * j.g[0] / slope, p.y - reach * j.g[1] / slope}},
             {Ink::good, 4}, true);
  add_dot(figure, square, p, Ink::text, Shape::disc, 8);
  add_words(figure, {kPanel + 30, 46}, "what you see: " + shown(kSight, 1) + " in each direction", Ink::quiet,
            Align::left, 14);
}

inline Figure feel_figure(const Moment& m) {
  const Point p{m[0], m[1]};
  const Landscape f = make_landscape(walk_of(p, 0.01, 1));
  const Jet<double, 3> j = jet3(f, p);
  const double slope = std::hypot(j.g[0], j.g[1]);
  Figure figure{.title = "A walker in the fog, who sees only the ground nearby"};
  const Plot plot = map_plot(kGround);
  if (m[2] == 1)
    add_map(figure, plot, f, himmelblau_levels());
  else
    add_fog(figure, plot, f, p, kSight, himmelblau_levels());
  add_dot(figure, plot, p, Ink::text, Shape::disc, 7);
  add_close_view(figure, f, p, himmelblau_levels());
  add_words(figure, {kPanel + 30, 414}, "slope here: " + shown(slope, 1), Ink::text, Align::left, 20);
  add_words(figure, {kPanel + 30, 446}, "error here: " + shown(j.v, 1), Ink::text, Align::left, 20);
  add_words(figure, {kPanel + 30, 484}, "The arrow points downhill.", Ink::quiet, Align::left, 14);
  add_words(figure, {kPanel + 30, 504}, "Lines close together: steep.", Ink::quiet, Align::left, 14);
  figure.handles.push_back({plot, place(plot, p.x, p.y), 0, 1});
  figure.readout = {{"you are at", pair(p)},
                    {"slope", shown(slope, 1)},
                    {"downhill is", "(" + shown(-j.g[0], 1) + ", " + shown(-j.g[1], 1) + ")"},
                    {"error", shown(j.v, 1)}};
  return figure;
}

inline Feedback judge_feel(const Moment& m) {
  if (m[2] == 1) return {false, "With the map it's easy. Let the fog come back, and find your way by feel."};
  const Point p{m[0], m[1]};
  const Jet<double, 3> j = at(walk_of(p, 0.01, 1), p);
  const double slope = std::hypot(j.g[0], j.g[1]);
  if (!(slope < kGentle))
    return {false, "The ground still falls with a slope of " + shown(slope, 1) + ". Follow the arrow."};
  const double lowest_bend = std::min(j.h(0, 0), j.h(1, 1));
  if (j.h(0, 0) * j.h(1, 1) - j.h(0, 1) * j.h(0, 1) > 0 && lowest_bend > 0)
    return {true, "Level ground that rises all round: the bottom of a valley. You never saw the map."};
  return {false,
          "It is level here, but not a bottom: somewhere beside you the ground falls. Go on that way."};
}

inline Figure walk_figure(const Moment& m) {
  const std::vector<Stand> walk = follow(walk_of(kStart, m[1], kMostSteps), m.lab);
  const double t = std::clamp(m[0], 0.0, double(kMostSteps));
  const int n = std::min(int(kMostSteps) - 1, int(t));
  const Stand &from = walk[std::size_t(n)], &to = walk[std::size_t(n) + 1];
  const Point p{from.at.x + (t - n) * (to.at.x - from.at.x), from.at.y + (t - n) * (to.at.y - from.at.y)};
  const Stand& here = walk[std::size_t(std::lround(t))];
  const Landscape f = make_landscape(walk_of(kStart, m[1], 1));
  Figure figure{.title = "Gradient descent walks by feel"};
  const Plot plot = map_plot(kGround);
  if (m[2] == 1)
    add_map(figure, plot, f, himmelblau_levels());
  else
    add_fog(figure, plot, f, p, kSight, himmelblau_levels());
  std::vector<Point> path;
  for (int k = 0; k <= n; k++) path.push_back(walk[std::size_t(k)].at);
  path.push_back(p);
  add_path(figure, plot, path, {Ink::first, 2.5});
  for (int k = 0; k <= n; k++) add_dot(figure, plot, path[std::size_t(k)], Ink::first, Shape::ring, 4);
  add_dot(figure, plot, p, Ink::text, Shape::disc, 7);

  std::vector<Point> slopes;
  for (std::size_t k = 0; k < walk.size(); k++) slopes.push_back({double(k), steepness(walk[k])});
  const Plot chart{.low = {kPanel + 45, 90},
                   .high = {925, 330},
                   .x = {0, double(kMostSteps)},
                   .y = {1e-3, 200, true},
                   .x_label = "step",
                   .y_label = "slope under the feet"};
  add_axes(figure, chart);
  add_path(figure, chart, {{0, kLevel}, {double(kMostSteps), kLevel}}, {Ink::good, 2, Dash::dashed});
  add_note(figure, chart, {double(kMostSteps), kLevel}, -4, -7, "level enough", Ink::good, Align::right);
  add_path(figure, chart, {{double(kStops), chart.y.low}, {double(kStops), chart.y.high}},
           {Ink::quiet, 1.5, Dash::dotted});
  add_path(figure, chart, {slopes.begin(), slopes.begin() + n + 1}, {Ink::first, 2.5});
  add_dot(figure, chart, {double(std::lround(t)), steepness(here)}, Ink::text, Shape::disc, 6);
  add_words(figure, {kPanel + 10, 420}, "step " + std::to_string(std::lround(t)) + ", rate " + shown(m[1]),
            Ink::text, Align::left, 18);
  add_words(figure, {kPanel + 10, 452},
            "slope " + shown(steepness(here), 2) + ", error " + shown(here.loss, 2), Ink::text, Align::left,
            18);
  figure.readout = {{"step", std::to_string(std::lround(t))},
                    {"at", pair(here.at)},
                    {"slope", shown(steepness(here), 3)},
                    {"error", shown(here.loss, 3)}};
  return figure;
}

inline Feedback judge_walk(const Moment& m) {
  const std::vector<Stand> walk = follow(walk_of(kStart, m[1], kStops), m.lab);
  const Stand &last = walk[kStops], &before = walk[kStops - 1];
  const double slope = steepness(last);
  if (slope < kLevel)
    return {true, "Level ground after so few steps: the slope is " + shown(slope, 2) + " there."};
  bool jumps = last.gradient[0] * before.gradient[0] + last.gradient[1] * before.gradient[1] < 0;
  for (std::size_t k = 1; k < walk.size(); k++) jumps = jumps || walk[k].loss > walk[k - 1].loss;
  return {false, "The slope there is still " + shown(slope, 1) + ". " +
                     (jumps ? "The walk jumps to and fro, or even up: the rate is too large."
                            : "The steps all go down the same way: the rate could be larger.")};
}

inline constexpr double kSceneRate = 0.015;
/// The walk of the scene, on the map.
inline Figure same_walk_figure(const Moment& m) {
  const Values values{m[0], kSceneRate, m[1]};
  return walk_figure({values, m.answered, m.lab});
}

inline Scene fog_scene(const Moment& m) {
  const i64 n = std::lround(m[0]);
  const Stand here = end_of(walk_of(kStart, kSceneRate, n), m.lab);
  Scene scene{.run = walk_of(kStart, kSceneRate, kMostSteps), .show = {}, .hide = {"minima"}, .step = n};
  const double slope = steepness(here), reach = std::min(0.9, 0.03 * slope) / std::max(slope, 1e-300);
  scene.arrows = {{here.at,
                   {here.at.x - reach * here.gradient[0], here.at.y - reach * here.gradient[1]},
                   Ink::good,
                   "down"}};
  if (m[1] == 0) scene.fog = {here.at, kSight / (kGround.x1 - kGround.x0)};
  return scene;
}

// When to stop.

inline constexpr double kSmallSlope = 0.1, kSmallGain = 1e-4;
inline constexpr i64 kWatched = 40;
inline RunSpec watched(int which) {
  constexpr Point kStarts[] = {{1.5, 0.5}, {1.5, 0.001}, {1.5, 1}};
  constexpr double kRates[] = {0.2, 0.2, 5e-6};
  return one_particle("bounded_saddle", kStarts[which], kRates[which], kWatched);
}
/// The first steps at which the tests are passed, -1: none.
struct Stops {
  i64 slope = -1, gain = -1, both = -1;
};
inline Stops stops_of(const std::vector<Stand>& walk) {
  Stops s;
  for (i64 k = 1; k < i64(walk.size()); k++) {
    const bool slope = steepness(walk[std::size_t(k)]) < kSmallSlope,
               gain = walk[std::size_t(k - 1)].loss - walk[std::size_t(k)].loss < kSmallGain;
    if (slope && s.slope < 0) s.slope = k;
    if (gain && s.gain < 0) s.gain = k;
    if (slope && gain && s.both < 0) s.both = k;
  }
  return s;
}

inline Figure stop_figure(const Moment& m) {
  const std::vector<Stand> walk = follow(watched(int(m[0])), m.lab);
  const Stops s = stops_of(walk);
  std::vector<Point> slopes, gains;
  for (std::size_t k = 0; k < walk.size(); k++) {
    slopes.push_back({double(k), steepness(walk[k])});
    if (k > 0) gains.push_back({double(k), walk[k - 1].loss - walk[k].loss});
  }
  Figure figure{.title = "Two tests for stopping"};
  const auto chart = [&](double top, const char* label, double limit, const std::vector<Point>& values,
                         Stroke stroke, i64 stop, Shape shape) {
    const Plot plot{.low = {80, top},
                    .high = {560, top + 190},
                    .x = {0, double(kWatched)},
                    .y = {1e-7, 20, true},
                    .x_label = top > 200 ? "step" : "",
                    .y_label = label};
    add_axes(figure, plot);
    add_path(figure, plot, {{0, limit}, {double(kWatched), limit}}, {Ink::quiet, 1.5, Dash::dotted});
    add_path(figure, plot, values, stroke);
    if (stop > 0)
      add_dot(figure, plot, {double(stop), values[std::size_t(stop) + values.size() - walk.size()].y},
              stroke.ink, shape, 8);
    if (s.both > 0)
      add_path(figure, plot, {{double(s.both), plot.y.low}, {double(s.both), plot.y.high}},
               {Ink::good, 2, Dash::dashed});
  };
  chart(60, "slope; dotted: small enough", kSmallSlope, slopes, {Ink::first, 2.5}, s.slope, Shape::disc);
  chart(310, "gain, what a step takes off the error", kSmallGain, gains, {Ink::second, 2.5}, s.gain,
        Shape::diamond);
  const auto row = [&](const char* name, i64 stop) {
    return std::vector<std::string>{name, stop < 0 ? "never" : std::to_string(stop),
                                    stop < 0 ? "–" : shown(walk[std::size_t(stop)].loss, 3)};
  };
  const Spot end = add_table(figure, {595, 60}, {165, 70, 90},
                             {{"stop when", "step", "error"},
                              row("slope small (disc)", s.slope),
                              row("no gain (diamond)", s.gain),
                              row("both (dashed)", s.both)},
                             3);
  add_words(figure, {605, end.y + 40},
            "lowest error there is: " + shown(make_landscape(watched(0)).minima.front().value, 0),
            Ink::quiet);
  add_words(figure, {605, end.y + 66}, "error after the last step: " + shown(walk.back().loss, 3),
            Ink::quiet);
  const auto said = [](i64 stop) { return stop < 0 ? std::string("never") : "step " + std::to_string(stop); };
  figure.readout = {{"slope small", said(s.slope)},
                    {"no gain", said(s.gain)},
                    {"both", said(s.both)},
                    {"error in the end", shown(walk.back().loss, 3)}};
  return figure;
}

// Flat places.

struct FlatPlace {
  const char* surface;
  Point near;  ///< Newton's method goes to the flat place from here
  i64 steps;
};
inline constexpr FlatPlace kPlaces[] = {{"himmelblau", {3.1, 1.9}, 12},
                                        {"himmelblau", {-0.3, -0.9}, 12},
                                        {"himmelblau", {0.1, 2.8}, 12},
                                        {"easom", {-1.2, -1}, 0},
                                        {"degenerate_saddle", {0, 0}, 0}};
enum { kBottom, kTop, kSaddle, kPlateau, kTwisted };

inline RunSpec flat_place(int which) {
  const FlatPlace& place = kPlaces[which];
  RunSpec spec = one_particle(place.surface, place.near, 1, place.steps);
  spec.optimizer = {"newton"};
  return spec;
}
inline double bend_of(int which, bool high, Lab& lab) {
  const Bends b = bends_at(make_landscape(flat_place(which)), end_of(flat_place(which), lab).at);
  return high ? b.high : b.low;
}

inline Figure place_figure(const Moment& m) {
  constexpr double kReach = 0.8, kNothing = 1e-6;
  const RunSpec spec = flat_place(int(m[0]));
  const Landscape f = make_landscape(spec);
  const Point p = end_of(spec, m.lab).at;
  const Bends b = bends_at(f, p);
  const auto along = [&](const Vec<double, 2>& way, double t) {
    return value(f, {p.x + t * way[0], p.y + t * way[1]}) - value(f, p);
  };
  Figure figure{.title = "A flat place, and the ground in two directions from it"};
  const Plot square{.low = {50, 80},
                    .high = {410, 440},
                    .x = {p.x - kReach, p.x + kReach},
                    .y = {p.y - kReach, p.y + kReach}};
  std::vector<double> seen{0};
  for (int k = -20; k <= 20; k++)
    for (const auto& way : {b.low_way, b.high_way}) seen.push_back(along(way, kReach * k / 20));
  const auto [low, high] = std::minmax_element(seen.begin(), seen.end());
  const double range = *high - *low > kNothing ? *high - *low : 0;
  std::vector<double> levels;
  for (int k = 0; range > 0 && k < 12; k++) levels.push_back(value(f, p) + *low + range * (k + 0.5) / 12);
  add_lens(figure, square, f, levels, Ink::paper);
  for (const auto& [way, stroke] : {std::pair{b.low_way, Stroke{Ink::first, 3}},
                                    std::pair{b.high_way, Stroke{Ink::second, 3, Dash::dashed}}})
    add_path(figure, square,
             {{p.x - 0.95 * kReach * way[0], p.y - 0.95 * kReach * way[1]},
              {p.x + 0.95 * kReach * way[0], p.y + 0.95 * kReach * way[1]}},
             stroke);
  add_dot(figure, square, p, Ink::text, Shape::disc, 8);
  add_words(figure, {230, 474}, range > 0 ? "the ground within sight" : "level as far as you can see",
            Ink::quiet, Align::center);
  const Plot chart{.low = {520, 80},
                   .high = {920, 400},
                   .x = {-kReach, kReach},
                   .y = range > 0 ? axis_over(seen) : Axis{-1, 1},
                   .x_label = "so far from the place",
                   .y_label = "change of the error"};
  add_axes(figure, chart);
  add_graph(figure, chart, [&](double t) { return along(b.low_way, t); }, {Ink::first, 3});
  add_graph(figure, chart, [&](double t) { return along(b.high_way, t); }, {Ink::second, 3, Dash::dashed});
  add_dot(figure, chart, {0, 0}, Ink::text, Shape::disc, 8);
  const auto curvature = [](double c) { return shown(std::abs(c) < kNothing ? 0 : c, 1); };
  add_line(figure, {{520, 472}, {562, 472}}, {Ink::first, 3});
  add_words(figure, {574, 477}, "curvature " + curvature(b.low));
  add_line(figure, {{730, 472}, {772, 472}}, {Ink::second, 3, Dash::dashed});
  add_words(figure, {784, 477}, "curvature " + curvature(b.high));
  const auto bend = [](double c) {
    return std::string(std::abs(c) < kNothing ? " (does not bend)" : c > 0 ? " (bends up)" : " (bends down)");
  };
  const double slope = std::hypot(jet(f, p).g[0], jet(f, p).g[1]);
  figure.readout = {{"slope", shown(slope < kNothing ? 0 : slope)},
                    {"curvature, solid", curvature(b.low) + bend(b.low)},
                    {"curvature, dashed", curvature(b.high) + bend(b.high)}};
  return figure;
}

inline Feedback judge_place(const Moment& m) {
  switch (int(m[0])) {
    case kSaddle:
      return {true,
              "One curvature is negative and one positive: down one way, up the other. That is a saddle."};
    case kBottom:
      return {false, "Both curvatures are positive: the ground rises all round. That is a bottom."};
    case kTop:
      return {false, "Both curvatures are negative: the ground falls all round. That is a top."};
    case kPlateau:
      return {false, "Both curvatures vanish, and all is level: a plateau."};
    default:
      return {false,
              "Up one way; but the other curvature is zero, and the solid line falls on one side only."};
  }
}

}  // namespace thalweg::lessons::book::fog_figures
