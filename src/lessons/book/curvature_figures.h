// SPDX-License-Identifier: MIT
// The figures of the lesson on curvature, and what judges the tasks on them.
#pragma once

#include <algorithm>
#include <cmath>

#include "analysis/stability.h"
#include "core/eigen.h"
#include "lessons/contours.h"
#include "lessons/lab.h"

namespace thalweg::lessons::book::curvature_figures {

inline constexpr Box kGround{-4, 4, -3, 3};
inline constexpr Point kStart{-3.4, -0.4};
inline constexpr double kStretch = 10, kTurn = 30, kDegrees = 57.29577951308232;
inline constexpr i64 kSteps = 30, kMostSteps = 400;
/// A walk has arrived when its error is this share of the first one.
inline constexpr double kArrived = 1e-6;

inline RunSpec bowl(double stretch, double rate, i64 steps, double turn = kTurn) {
  RunSpec spec = one_particle("ellipse", kStart, rate, steps);
  spec.surface.parameters = {{"condition", stretch}, {"rotation", turn}};
  return spec;
}
inline RunSpec with_momentum(RunSpec spec, double momentum) {
  if (momentum > 0) spec.optimizer.parameters = {{"momentum", momentum}};
  return spec;
}
inline RunSpec by_newton(RunSpec spec) {
  spec.lr = 1;
  spec.optimizer = {"newton"};
  return spec;
}

/// The best rates for known curvatures: of plain descent, and rate and momentum of the heavy ball (Polyak).
inline double best_rate(const Bends& b) { return 2 / (b.low + b.high); }
inline double best_rolling_rate(const Bends& b) {
  const double s = std::sqrt(b.low) + std::sqrt(b.high);
  return 4 / (s * s);
}
inline double best_momentum(const Bends& b) {
  const double root = std::sqrt(b.high / b.low), share = (root - 1) / (root + 1);
  return share * share;
}
inline RunSpec best_plain(double stretch, i64 steps) {
  const Bends b = bends_at(make_landscape(bowl(stretch, 0.1, 1)), {});
  return bowl(stretch, best_rate(b), steps);
}
inline RunSpec best_rolling(double stretch, i64 steps) {
  const Bends b = bends_at(make_landscape(bowl(stretch, 0.1, 1)), {});
  return with_momentum(bowl(stretch, best_rolling_rate(b), steps), best_momentum(b));
}

/// Steps until the walk has arrived for good, -1: not in this run.
inline i64 steps_taken(const std::vector<Stand>& walk) {
  i64 n = i64(walk.size());
  while (n > 0 && walk[std::size_t(n - 1)].loss <= kArrived * walk[0].loss) n--;
  return n == i64(walk.size()) ? -1 : n;
}
inline std::string said(i64 steps) {
  return steps < 0    ? "not in " + std::to_string(kMostSteps) + " steps"
         : steps == 1 ? "1 step"
                      : std::to_string(steps) + " steps";
}
inline std::vector<Point> path_of(const std::vector<Stand>& walk, std::size_t most) {
  std::vector<Point> path;
  for (std::size_t k = 0; k < std::min(walk.size(), most + 1); k++) path.push_back(walk[k].at);
  return path;
}
inline std::vector<Point> errors_of(const std::vector<Stand>& walk, std::size_t most) {
  std::vector<Point> errors;
  for (std::size_t k = 0; k < std::min(walk.size(), most + 1); k++)
    errors.push_back({double(k), walk[k].loss});
  return errors;
}
inline std::vector<double> bowl_levels(const Landscape& f) {
  return levels_between(0, value(f, {4, 0}), 9, 2);
}

// The two curvatures.

inline Figure axes_figure(const Moment& m) {
  const Landscape f = make_landscape(bowl(m[0], 0.1, 1, m[1]));
  const Bends b = bends_at(f, {});
  Figure figure{.title = "A bowl, its two curvatures and the ellipse that they draw"};
  const Plot plot = map_plot({-2, 2, -2, 2}, {60, 56}, 440);
  add_map(figure, plot, f, levels_between(0, value(f, {2, 2}), 9, 2));
  std::vector<Point> ring;
  constexpr int kCorners = 120;
  const double long_axis = 1 / std::sqrt(b.low), short_axis = 1 / std::sqrt(b.high);
  const auto at_turn = [&](double u, double v) {
    return Point{u * b.low_way[0] + v * b.high_way[0], u * b.low_way[1] + v * b.high_way[1]};
  };
  for (int k = 0; k <= kCorners; k++) {
    const double turn = 360 / kDegrees * k / kCorners;
    ring.push_back(at_turn(long_axis * std::cos(turn), short_axis * std::sin(turn)));
  }
  add_path(figure, plot, ring, {Ink::text, 2.5});
  add_path(figure, plot, {{0, 0}, at_turn(long_axis, 0)}, {Ink::first, 3.5}, true);
  add_path(figure, plot, {{0, 0}, at_turn(0, short_axis)}, {Ink::second, 3.5, Dash::dashed}, true);
  const Plot chart{.low = {580, 90},
                   .high = {930, 330},
                   .x = {-2, 2},
                   .y = {0, 8},
                   .x_label = "distance from the bottom",
                   .y_label = "error along each axis"};
  add_axes(figure, chart);
  const auto along = [&](const Vec<double, 2>& way) {
    return [&f, way](double t) { return value(f, {t * way[0], t * way[1]}); };
  };
  add_graph(figure, chart, along(b.low_way), {Ink::first, 3});
  add_graph(figure, chart, along(b.high_way), {Ink::second, 3, Dash::dashed});
  const auto row = [&](double y, Stroke stroke, double bend, double axis) {
    add_line(figure, {{580, y - 5}, {622, y - 5}}, stroke, true);
    add_words(figure, {634, y}, "curvature λ = " + shown(bend, 2));
    add_words(figure, {800, y}, "1/√λ = " + shown(axis, 3));
  };
  row(410, {Ink::first, 3}, b.low, long_axis);
  row(444, {Ink::second, 3, Dash::dashed}, b.high, short_axis);
  add_words(figure, {580, 482}, "condition number: " + shown(b.high / b.low, 2), Ink::text, Align::left, 17);
  figure.readout = {{"small curvature", shown(b.low, 2)},
                    {"large curvature", shown(b.high, 2)},
                    {"condition number", shown(b.high / b.low, 2)},
                    {"long and short axis", shown(long_axis, 3) + " and " + shown(short_axis, 3)}};
  return figure;
}

inline Feedback judge_axes(const Moment& m) {
  constexpr double kWanted = 3, kOff = 0.08;
  const Bends b = bends_at(make_landscape(bowl(m[0], 0.1, 1, m[1])), {});
  const double ratio = std::sqrt(b.high / b.low);
  const std::string here = "The long axis is " + shown(ratio, 2) + " times the short one. ";
  if (std::abs(ratio - kWanted) <= kOff)
    return {true, here +
                      "Axes go with one over the root of the curvature, so the curvatures differ by three "
                      "times three."};
  return {false, here + (ratio < kWanted ? "Stretch the bowl more." : "Stretch it less.")};
}

// The largest rate.

inline Figure limit_figure(const Moment& m) {
  const double rate = m[1];
  const auto t = std::size_t(std::clamp(std::lround(m[0]), 0L, long(kSteps)));
  const std::vector<Stand> walk = follow(bowl(kStretch, rate, kSteps), m.lab);
  const Landscape f = make_landscape(bowl(kStretch, rate, 1));
  const double limit = 2 / sharpness(f, {});
  Figure figure{.title = "Below the limit the walk settles, above it the steep direction blows up"};
  const Plot plot = map_plot(kGround, {60, 56}, 360);
  add_map(figure, plot, f, bowl_levels(f));
  const Ink ink = rate < limit ? Ink::good : Ink::bad;
  const std::vector<Point> path = path_of(walk, t);
  add_path(figure, plot, path, {ink, 2.5});
  for (const Point& p : path) add_dot(figure, plot, p, ink, rate < limit ? Shape::disc : Shape::cross, 4);
  const Plot chart{.low = {610, 66},
                   .high = {930, 416},
                   .x = {0, double(kSteps)},
                   .y = {1e-8, 1e6, true},
                   .x_label = "step",
                   .y_label = "error"};
  add_axes(figure, chart);
  add_path(figure, chart, errors_of(walk, kSteps), {Ink::quiet, 1.5, Dash::dotted});
  add_path(figure, chart, errors_of(walk, t), {ink, 2.5});
  const Plot bar{.low = {120, 490}, .high = {900, 510}, .x = {0, 0.25}, .y = {-1, 1}};
  const Spot mark = place(bar, limit, 0), mine = place(bar, std::min(rate, 0.25), 0);
  add_line(figure, {place(bar, 0, 0), mark}, {Ink::good, 6, Dash::solid, 0.6});
  add_line(figure, {mark, place(bar, 0.25, 0)}, {Ink::bad, 6, Dash::dotted, 0.8});
  add_line(figure, {{mark.x, 486}, {mark.x, 514}}, {Ink::text, 2});
  figure.marks.emplace_back(Dot{mine, Ink::text, Shape::disc, 8});
  add_words(figure, {60, 505}, "rate", Ink::quiet);
  add_words(figure, {mark.x, 538}, "limit 2/λ = " + shown(limit, 2), Ink::text, Align::center);
  add_words(figure, {120, 538}, "settles", Ink::good);
  add_words(figure, {900, 538}, "diverges", Ink::bad, Align::right);
  figure.handles.push_back({bar, mine, 1, -1});
  figure.readout = {{"rate", shown(rate, 3)},
                    {"largest curvature", shown(sharpness(f, {}), 2)},
                    {"limit", shown(limit, 3)},
                    {"error at step " + std::to_string(t), shown(walk[t].loss)},
                    {"this rate", rate < limit ? "settles" : "diverges"}};
  return figure;
}

inline Feedback judge_limit(const Moment& m) {
  constexpr double kClose = 0.95;
  const RunSpec spec = bowl(kStretch, m[1], kMostSteps);
  const double share = m[1] * sharpness(make_landscape(spec), {}) / 2;
  const std::vector<Stand> walk = follow(spec, m.lab);
  if (!(walk.back().loss < walk.front().loss))
    return {false, "The error grows: every step along the steep direction overshoots by more than the last.",
            0};
  const int score = int(std::lround(100 * share));
  const std::string here = "It settles, with " + shown(double(score)) + " % of the largest possible rate. ";
  if (share < kClose) return {false, here + "Go closer to the limit.", score};
  return {true, here + "Note how it jumps from side to side: the fastest rate lies lower.", score};
}

// Three ways down.

struct Way {
  const char* name;
  Stroke stroke;
  Shape shape;
};
inline constexpr Way kWays[] = {{"plain", {Ink::first, 2.5}, Shape::disc},
                                {"momentum", {Ink::second, 2.5, Dash::dashed}, Shape::diamond},
                                {"Newton", {Ink::third, 3, Dash::dotted}, Shape::star}};

inline Figure ways_figure(const Moment& m) {
  const double stretch = m[1];
  constexpr std::size_t kShown = 60;
  const auto t = std::size_t(std::clamp(std::lround(m[0]), 0L, long(kShown)));
  const std::vector<Stand> walks[] = {follow(best_plain(stretch, kMostSteps), m.lab),
                                      follow(best_rolling(stretch, kMostSteps), m.lab),
                                      follow(by_newton(bowl(stretch, 1, kMostSteps)), m.lab)};
  const Landscape f = make_landscape(bowl(stretch, 1, 1));
  Figure figure{.title = "Plain descent, momentum and Newton's method, each at its best"};
  const Plot plot = map_plot(kGround, {60, 56}, 360);
  add_map(figure, plot, f, bowl_levels(f));
  const Plot chart{.low = {610, 66},
                   .high = {930, 416},
                   .x = {0, double(kShown)},
                   .y = {1e-8, 1e4, true},
                   .x_label = "step",
                   .y_label = "error"};
  add_axes(figure, chart);
  const double target = kArrived * walks[0][0].loss;
  add_path(figure, chart, {{0, target}, {double(kShown), target}}, {Ink::good, 1.5, Dash::dotted});
  add_note(figure, chart, {double(kShown), target}, -4, 18, "arrived", Ink::good, Align::right);
  double x = 60;
  for (int k = 0; k < 3; k++) {
    const Way& way = kWays[k];
    const std::vector<Point> path = path_of(walks[k], t), errors = errors_of(walks[k], t);
    add_path(figure, plot, path, way.stroke);
    add_dot(figure, plot, path.back(), way.stroke.ink, way.shape, 7);
    add_path(figure, chart, errors, way.stroke);
    if (errors.back().y > chart.y.low) add_dot(figure, chart, errors.back(), way.stroke.ink, way.shape, 6);
    add_line(figure, {{x, 507}, {x + 40, 507}}, way.stroke);
    figure.marks.emplace_back(Dot{{x + 20, 507}, way.stroke.ink, way.shape, 6});
    add_words(figure, {x + 52, 512}, std::string(way.name) + ": " + said(steps_taken(walks[k])));
    figure.readout.push_back({std::string(way.name) + " arrives after", said(steps_taken(walks[k]))});
    x += 290;
  }
  figure.readout.push_back({"stretch", shown(stretch, 1)});
  return figure;
}

// Tuning momentum.

inline constexpr double kLong = 50;
inline Figure momentum_figure(const Moment& m) {
  const std::vector<Stand> plain = follow(best_plain(kLong, kMostSteps), m.lab),
                           mine = follow(with_momentum(bowl(kLong, m[0], kMostSteps), m[1]), m.lab);
  constexpr std::size_t kShown = 120;
  const Landscape f = make_landscape(bowl(kLong, 1, 1));
  Figure figure{.title = "Momentum in a narrow valley"};
  const Plot plot = map_plot(kGround, {60, 56}, 360);
  add_map(figure, plot, f, bowl_levels(f));
  add_path(figure, plot, path_of(plain, kShown), {Ink::first, 1.5, Dash::solid, 0.8});
  add_path(figure, plot, path_of(mine, kShown), {Ink::second, 2.5});
  for (const Point& p : path_of(mine, kShown)) add_dot(figure, plot, p, Ink::second, Shape::diamond, 3);
  const Plot chart{.low = {610, 66},
                   .high = {930, 416},
                   .x = {0, double(kShown)},
                   .y = {1e-8, 1e3, true},
                   .x_label = "step",
                   .y_label = "error"};
  add_axes(figure, chart);
  const double target = kArrived * plain[0].loss;
  add_path(figure, chart, {{0, target}, {double(kShown), target}}, {Ink::good, 1.5, Dash::dotted});
  add_path(figure, chart, errors_of(plain, kShown), {Ink::first, 2.5});
  add_path(figure, chart, errors_of(mine, kShown), {Ink::second, 2.5, Dash::dashed});
  add_line(figure, {{60, 507}, {100, 507}}, {Ink::first, 2.5});
  add_words(figure, {112, 512}, "plain at its best: " + said(steps_taken(plain)));
  add_line(figure, {{480, 507}, {520, 507}}, {Ink::second, 2.5, Dash::dashed});
  figure.marks.emplace_back(Dot{{500, 507}, Ink::second, Shape::diamond, 5});
  add_words(figure, {532, 512}, "yours: " + said(steps_taken(mine)));
  figure.readout = {{"rate", shown(m[0], 3)},
                    {"momentum", shown(m[1], 2)},
                    {"you arrive after", said(steps_taken(mine))},
                    {"plain at its best", said(steps_taken(plain))}};
  return figure;
}

inline constexpr i64 kGoodSteps = 60;
inline Feedback judge_momentum(const Moment& m) {
  const std::vector<Stand> walk = follow(with_momentum(bowl(kLong, m[0], kMostSteps), m[1]), m.lab);
  const i64 n = steps_taken(walk);
  if (!(walk.back().loss < walk.front().loss))
    return {false, "It blows up: that rate is too large. Take less.", 0};
  if (n < 0) return {false, "It does not arrive in " + std::to_string(kMostSteps) + " steps.", 0};
  const i64 best = steps_taken(follow(best_rolling(kLong, kMostSteps), m.lab));
  const int score = int(std::clamp(std::lround(100.0 * double(best) / double(n)), 1L, 100L));
  const std::string here = "It arrives after " + std::to_string(n) + " steps. ";
  if (n <= kGoodSteps)
    return {true, here + "To and fro cancels out in the sum of the steps, and along the valley they add up.",
            score};
  return {
      false,
      here + (m[1] < 0.3 ? "More momentum lets the steps along the valley add up."
                         : "Try a slightly other rate, or another momentum: too much of it swings about."),
      score};
}

// Newton's method, and where it leads.

enum { kBowl, kSaddle };
inline RunSpec newton_ground(int which, Point start, i64 steps) {
  if (which == kBowl) {
    RunSpec spec = bowl(kStretch, 0.1, steps);
    spec.start = one_particle("ellipse", start, 1, 1).start;
    return spec;
  }
  return one_particle("bounded_saddle", start, 0.1, steps);
}

inline Figure newton_figure(const Moment& m) {
  const int which = int(m[2]);
  const Point start{m[0], m[1]};
  const RunSpec spec = newton_ground(which, start, kSteps);
  const std::vector<Stand> plain = follow(spec, m.lab), newton = follow(by_newton(spec), m.lab);
  const Landscape f = make_landscape(spec);
  const Box box{-2.4, 2.4, -2.4, 2.4};
  Figure figure{.title = "Newton's method goes to where the slope vanishes, whatever that is"};
  const Plot plot = map_plot(box);
  add_map(figure, plot, f, which == kBowl ? levels_between(0, 20, 10, 2) : levels_between(-1.05, 6, 13, 1.5));
  if (which == kSaddle) {
    add_dot(figure, plot, {0, 0}, Ink::bad, Shape::cross, 8);
    add_note(figure, plot, {0, 0}, 14, 5, "saddle", Ink::bad);
  }
  for (const KnownMinimum& k : f.minima) {
    add_dot(figure, plot, {k.x, k.y}, Ink::gold, Shape::star, 9);
    add_note(figure, plot, {k.x, k.y}, 14, 5, "minimum", Ink::gold);
  }
  add_path(figure, plot, path_of(plain, kSteps), {Ink::first, 2.5});
  add_path(figure, plot, path_of(newton, kSteps), {Ink::third, 3, Dash::dashed}, true);
  for (const Point& p : path_of(newton, kSteps)) add_dot(figure, plot, p, Ink::third, Shape::ring, 5);
  add_dot(figure, plot, start, Ink::text, Shape::disc, 8);
  figure.handles.push_back({plot, place(plot, start.x, start.y), 0, 1});
  const Bends b = bends_at(f, start);
  const double x = 575;
  add_line(figure, {{x, 95}, {x + 42, 95}}, {Ink::first, 2.5});
  add_words(figure, {x + 54, 100}, "plain: ends with error " + shown(plain.back().loss, 2));
  add_line(figure, {{x, 131}, {x + 42, 131}}, {Ink::third, 3, Dash::dashed});
  add_words(figure, {x + 54, 136}, "Newton: ends with error " + shown(newton.back().loss, 2));
  add_words(figure, {x, 200}, "curvatures at the start", Ink::quiet);
  add_words(figure, {x, 230}, shown(b.low, 2) + " and " + shown(b.high, 2), Ink::text, Align::left, 20);
  add_words(figure, {x, 262},
            b.low > 0 ? "both positive: a bowl's model" : "one is negative: a saddle's model",
            b.low > 0 ? Ink::good : Ink::bad);
  add_words(figure, {x, 320}, "Newton after its first step: " + shown(newton[1].loss, 2), Ink::quiet);
  figure.readout = {{"start", "(" + shown(start.x, 2) + ", " + shown(start.y, 2) + ")"},
                    {"curvatures there", shown(b.low, 2) + " and " + shown(b.high, 2)},
                    {"error at the start", shown(newton[0].loss, 2)},
                    {"Newton ends with error", shown(newton.back().loss, 2)},
                    {"plain descent ends with", shown(plain.back().loss, 2)}};
  return figure;
}

inline Feedback judge_newton(const Moment& m) {
  if (int(m[2]) != kSaddle)
    return {false, "In the bowl it always does, in one step. Choose the landscape with the saddle."};
  const RunSpec spec = newton_ground(kSaddle, {m[0], m[1]}, kSteps);
  const Bends b = bends_at(make_landscape(spec), {m[0], m[1]});
  const double end = end_of(by_newton(spec), m.lab).loss;
  if (end < -0.99)
    return {
        true,
        "It ends with an error of " + shown(end, 2) + ". " +
            (b.low > 0 ? "Both curvatures are positive at this start."
                       : "Luck: its first step went uphill, and so far that it landed beyond the minimum.")};
  return {false, "It ends with an error of " + shown(end, 2) + ", at the saddle. One curvature is " +
                     shown(b.low, 2) + " where it starts. Go where both are positive."};
}

inline Scene newton_scene(const Moment& m) {
  RunSpec spec = by_newton(newton_ground(int(m[2]), {m[0], m[1]}, kSteps));
  return {.run = spec, .show = {"critical"}};
}

}  // namespace thalweg::lessons::book::curvature_figures
