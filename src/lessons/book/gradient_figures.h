// SPDX-License-Identifier: MIT
// The figures of the lesson on gradients, and what judges the tasks on them.
#pragma once

#include <algorithm>
#include <cmath>

#include "lessons/contours.h"
#include "lessons/lab.h"

namespace thalweg::lessons::book::gradient_figures {

inline constexpr const char* kBowl = "x^2/2 + y^2";
inline constexpr Box kGround{-4, 4, -3, 3};
inline constexpr Range kX{-3, 3}, kY{-2, 2};
inline constexpr Point kStart{3, 2};
inline constexpr double kRate = 0.25;
/// Length of an arrow per unit of slope, so that arrows stay in the map.
inline constexpr double kArrow = 0.24;
inline constexpr double kDegrees = 57.29577951308232;
/// Beside the map.
inline constexpr double kPanel = 730;

inline RunSpec bowl(Point p, double rate = kRate, i64 steps = 1) {
  RunSpec spec = one_particle_on_formula(kBowl, p, rate, steps);
  spec.domain = Domain(kGround);
  return spec;
}
inline std::vector<double> bowl_levels() { return levels_between(0, 17, 11, 2); }

inline double length(Point v) { return std::hypot(v.x, v.y); }
inline Point moved(Point p, Point v, double times) { return {p.x + times * v.x, p.y + times * v.y}; }
inline Point gradient_of(const Landscape& f, Point p) {
  const Jet<double, 3> j = jet3(f, p);
  return {j.g[0], j.g[1]};
}
/// In [0, 360), counter-clockwise from the x direction.
inline double direction_of(Point v) {
  const double angle = std::atan2(v.y, v.x) * kDegrees;
  return angle < 0 ? angle + 360 : angle;
}
/// Between two vectors, in degrees.
inline double angle_between(Point a, Point b) {
  return std::abs(std::atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y)) * kDegrees;
}
/// Of two directions, at most 180.
inline double apart(double a, double b) {
  const double d = std::fmod(std::abs(a - b), 360);
  return std::min(d, 360 - d);
}

inline std::string pair(Point v, int decimals) {
  return "(" + shown(v.x, decimals) + ", " + shown(v.y, decimals) + ")";
}

// The arrow and its parts.

inline Figure parts_figure(const Moment& m) {
  const Landscape f = make_landscape(bowl(kStart));
  const Point p{m[0], m[1]}, g = gradient_of(f, p), tip = moved(p, g, kArrow);
  Figure figure{.title = "Two partial slopes make one arrow, the gradient"};
  const Plot plot = map_plot(kGround);
  add_map(figure, plot, f, bowl_levels());
  add_path(figure, plot, {{tip.x, p.y}, tip}, {Ink::quiet, 1.5, Dash::dotted});
  add_path(figure, plot, {{p.x, tip.y}, tip}, {Ink::quiet, 1.5, Dash::dotted});
  add_path(figure, plot, {p, {tip.x, p.y}}, {Ink::first, 3}, true);
  add_path(figure, plot, {p, {p.x, tip.y}}, {Ink::second, 3, Dash::dashed}, true);
  add_path(figure, plot, {p, tip}, {Ink::bad, 4}, true);
  add_dot(figure, plot, p, Ink::text, Shape::disc, 7);
  const auto row = [&](double y, Stroke stroke, const std::string& words, const std::string& number) {
    add_line(figure, {{kPanel, y - 5}, {kPanel + 42, y - 5}}, stroke, true);
    add_words(figure, {kPanel + 54, y}, words);
    figure.marks.push_back(Text{.at = {kPanel + 54, y + 26}, .text = number, .size = 18, .number = true});
  };
  row(110, {Ink::first, 3}, "slope along x", shown(g.x, 2));
  row(190, {Ink::second, 3, Dash::dashed}, "slope along y", shown(g.y, 2));
  row(270, {Ink::bad, 4}, "the gradient", pair(g, 2));
  add_words(figure, {kPanel, 350}, "its length", Ink::quiet);
  figure.marks.push_back(
      Text{.at = {kPanel + 90, 350}, .text = shown(length(g), 2), .size = 16, .number = true});
  add_words(figure, {kPanel, 410}, "The rings are contour", Ink::quiet, Align::left, 14);
  add_words(figure, {kPanel, 430}, "lines: the same error", Ink::quiet, Align::left, 14);
  add_words(figure, {kPanel, 450}, "all along. Dark is low.", Ink::quiet, Align::left, 14);
  figure.handles.push_back({plot, place(plot, p.x, p.y), 0, 1});
  figure.readout = {{"weights", pair(p, 2)},          {"error", shown(value(f, p), 2)},
                    {"slope along x", shown(g.x, 2)}, {"slope along y", shown(g.y, 2)},
                    {"gradient", pair(g, 2)},         {"its length", shown(length(g), 2)}};
  return figure;
}

inline Feedback judge_parts(const Moment& m) {
  constexpr Point kWanted{-2, 2};
  constexpr double kOff = 0.15;
  const Point g = gradient_of(make_landscape(bowl(kStart)), {m[0], m[1]});
  const bool x = std::abs(g.x - kWanted.x) <= kOff, y = std::abs(g.y - kWanted.y) <= kOff;
  const std::string here = "The gradient here is " + pair(g, 2) + ". ";
  if (x && y) return {true, here + "One slope depends on x alone, the other on y alone: set each by itself."};
  if (x) return {false, here + "The slope along x fits. Move up or down to set the other one."};
  if (y) return {false, here + "The slope along y fits. Move left or right to set the other one."};
  return {false, here + "Move left or right for its first number, up or down for its second."};
}

inline Scene arrows_scene(const Moment& m) {
  const Point p{m[0], m[1]};
  // Seen from the side on which the point stands at first.
  Scene scene{.run = bowl(p, 0.05, 60), .azimuth = 158, .elevation = 46};
  constexpr double kLong = 0.36;  // longer than on the map, to be seen from a distance
  const Point g = gradient_of(make_landscape(scene.run), p);
  scene.arrows = {{p, {p.x + kLong * g.x, p.y}, Ink::first, "x part"},
                  {p, {p.x, p.y + kLong * g.y}, Ink::second, "y part"},
                  {p, moved(p, g, kLong), Ink::bad, "gradient"},
                  {p, moved(p, g, -kLong), Ink::good, "minus gradient"}};
  return scene;
}

// Steps of one length in all directions.

struct Compass {
  Landscape f = make_landscape(bowl(kStart));
  double step;
  double start = value(f, kStart);
  double change(double degrees) const {
    return value(f, moved(kStart, {std::cos(degrees / kDegrees), std::sin(degrees / kDegrees)}, step)) -
           start;
  }
  /// The direction after which the error is lowest, among 3,600.
  double best() const {
    double found = 0;
    for (int k = 1; k < 3600; k++)
      if (change(0.1 * k) < change(found)) found = 0.1 * k;
    return found;
  }
};

inline Figure compass_figure(const Moment& m) {
  const double degrees = m[0], h = m[1];
  const Compass compass{.step = h};
  const Point g = gradient_of(compass.f, kStart);
  const double down = direction_of({-g.x, -g.y}), up = direction_of(g), reach = h * length(g);
  Figure figure{.title = "Steps of one length in every direction, and the error after each"};
  const double around = 1.7 * h;
  const Plot near =
      map_plot({kStart.x - around, kStart.x + around, kStart.y - around, kStart.y + around}, {70, 70}, 380);
  std::vector<double> levels;
  for (int k = -7; k <= 7; k++) levels.push_back(compass.start + 0.35 * k * reach);
  add_map(figure, near, compass.f, levels);
  std::vector<Point> ring;
  const auto on_ring = [&](double angle) {
    return moved(kStart, {std::cos(angle / kDegrees), std::sin(angle / kDegrees)}, h);
  };
  for (int k = 0; k <= 120; k++) ring.push_back(on_ring(3 * k));
  add_path(figure, near, ring, {Ink::quiet, 1.5, Dash::dotted});
  add_path(figure, near, {kStart, on_ring(down)}, {Ink::good, 3, Dash::dashed}, true);
  add_path(figure, near, {kStart, on_ring(degrees)}, {Ink::first, 4}, true);
  add_dot(figure, near, kStart, Ink::text, Shape::disc, 6);
  add_note(figure, near, moved(kStart, g, -1.25 * h / length(g)), 0, 5, "−g", Ink::good, Align::center);

  std::vector<double> heights{0};
  for (int k = 0; k < 72; k++) heights.push_back(compass.change(5 * k));
  const Plot chart{.low = {540, 70},
                   .high = {920, 450},
                   .x = {0, 360},
                   .y = axis_over(heights),
                   .x_label = "direction of the step, in degrees",
                   .y_label = "change of the error"};
  add_axes(figure, chart);
  add_path(figure, chart, {{0, 0}, {360, 0}}, {Ink::quiet, 1.5});
  add_path(figure, chart, {{down, chart.y.low}, {down, chart.y.high}}, {Ink::good, 2, Dash::dashed});
  add_path(figure, chart, {{up, chart.y.low}, {up, chart.y.high}}, {Ink::bad, 2, Dash::dotted});
  add_graph(figure, chart, [&](double x) { return compass.change(x); }, {Ink::curve, 2.5});
  add_note(figure, chart, {down, chart.y.high}, 6, 18, "along −g", Ink::good);
  add_note(figure, chart, {up, chart.y.low}, 6, -8, "along g", Ink::bad);
  add_dot(figure, chart, {degrees, compass.change(degrees)}, Ink::first, Shape::disc, 8);
  figure.handles.push_back({chart, place(chart, degrees, compass.change(degrees)), 0, -1});
  const double best = compass.best();
  add_words(figure, {70, 535}, "solid arrow: your step", Ink::first, Align::left, 14);
  add_words(figure, {270, 535}, "dashed: along −g", Ink::good, Align::left, 14);
  add_words(figure, {440, 535}, "dotted ring: all steps of this length", Ink::quiet, Align::left, 14);
  figure.readout = {{"direction", shown(degrees, 0) + "°"},
                    {"change of the error", shown(compass.change(degrees), 3)},
                    {"lowest after a step", shown(compass.change(best), 3) + " at " + shown(best, 0) + "°"},
                    {"direction of −g", shown(down, 1) + "°"}};
  return figure;
}

inline Feedback judge_compass(const Moment& m) {
  constexpr double kOff = 4;
  const Compass compass{.step = m[1]};
  const double best = compass.best(), mine = compass.change(m[0]);
  const std::string here = "This step changes the error by " + shown(mine, 3) + ", the best one by " +
                           shown(compass.change(best), 3) + ". ";
  if (apart(m[0], best) <= kOff) return {true, here + "It lies along −g, or as good as."};
  return {false, here + (mine > 0 ? "Yours leads uphill: turn round." : "Turn on towards the lowest point.")};
}

// One step, in both coordinates.

inline Figure step_figure(const Moment& m) {
  constexpr int kSteps = 12;
  const std::vector<Stand> walk = follow(bowl(kStart, m[1], kSteps), m.lab);
  // The step counter runs smoothly, so that the ball moves.
  const double t = std::clamp(m[0], 0.0, double(kSteps));
  const int n = std::min(kSteps - 1, int(t));
  const Stand &from = walk[std::size_t(n)], &to = walk[std::size_t(n) + 1];
  const double part = t - n;
  Figure figure{.title = "One step moves every weight against its own slope"};
  const Plot plot = map_plot(kGround, {60, 56}, 360);
  add_map(figure, plot, make_landscape(bowl(kStart)), bowl_levels());
  std::vector<Point> path;
  for (int k = 0; k <= n; k++) path.push_back(walk[std::size_t(k)].at);
  add_path(figure, plot, path, {Ink::first, 2});
  for (const Point& p : path) add_dot(figure, plot, p, Ink::first, Shape::ring, 4);
  const Point move{to.at.x - from.at.x, to.at.y - from.at.y};
  const Point ball = moved(from.at, move, part);
  add_path(figure, plot, {from.at, {to.at.x, from.at.y}}, {Ink::first, 2.5}, true);
  add_path(figure, plot, {from.at, {from.at.x, to.at.y}}, {Ink::second, 2.5, Dash::dashed}, true);
  add_path(figure, plot, {from.at, to.at}, {Ink::good, 3.5}, true);
  add_dot(figure, plot, ball, Ink::text, Shape::disc, 7);

  const auto row = [&](const char* weight, double w, double slope, double next) {
    return std::vector<std::string>{weight, shown(w, 4), shown(slope, 4), shown(m[1] * slope, 4),
                                    shown(next, 4)};
  };
  constexpr double kLeft = 565;
  add_words(figure, {kLeft + 10, 82}, "step " + std::to_string(n + 1) + ", rate " + shown(m[1], 2), Ink::text,
            Align::left, 17);
  const Spot end = add_table(figure, {kLeft, 98}, {40, 75, 80, 95, 75},
                             {{"of", "old", "slope", "rate·slope", "new"},
                              row("x", from.at.x, from.gradient[0], to.at.x),
                              row("y", from.at.y, from.gradient[1], to.at.y)});
  add_words(figure, {kLeft + 10, end.y + 32}, "new = old − rate · slope, for each weight", Ink::quiet);
  add_words(figure, {60, 492}, "solid: what x does", Ink::first, Align::left, 14);
  add_words(figure, {210, 492}, "dashed: what y does", Ink::second, Align::left, 14);
  add_words(figure, {370, 492}, "thick: the step, along −g", Ink::good, Align::left, 14);

  std::vector<Point> errors;
  for (int k = 0; k <= kSteps; k++) errors.push_back({double(k), walk[std::size_t(k)].loss});
  const Plot chart{.low = {kLeft + 45, 290},
                   .high = {930, 416},
                   .x = {0, kSteps},
                   .y = {0, 1.1 * errors[0].y},
                   .x_label = "step",
                   .y_label = "error " + shown(from.loss, 3) + " → " + shown(to.loss, 3)};
  add_axes(figure, chart);
  add_path(figure, chart, errors, {Ink::quiet, 1.5, Dash::dotted});
  add_path(figure, chart, {errors.begin(), errors.begin() + n + 1}, {Ink::curve, 2.5});
  add_dot(figure, chart, {t, (1 - part) * from.loss + part * to.loss}, Ink::text, Shape::disc, 6);
  figure.readout = {{"step", std::to_string(n + 1)},
                    {"from", pair(from.at, 4)},
                    {"gradient", pair({from.gradient[0], from.gradient[1]}, 4)},
                    {"to", pair(to.at, 4)},
                    {"error", shown(from.loss, 4) + " → " + shown(to.loss, 4)}};
  return figure;
}

// A stretched bowl.

inline RunSpec stretched(Point p, double condition) {
  RunSpec spec = one_particle("ellipse", p, 0.05, 1);
  spec.surface.parameters = {{"condition", condition}};
  return spec;
}
inline double astray(const Landscape& f, Point p) {
  const Point g = gradient_of(f, p);
  return angle_between({-g.x, -g.y}, {-p.x, -p.y});
}

inline Figure astray_figure(const Moment& m) {
  const Point p{m[0], m[1]};
  const Landscape f = make_landscape(stretched(p, m[2]));
  const Point g = gradient_of(f, p);
  const double off = length(p) > 0 ? astray(f, p) : 0;
  Figure figure{.title = "Where −g points, and where the minimum is"};
  const Plot plot = map_plot({-4, 4, -3, 3});
  add_map(figure, plot, f, levels_between(0, value(f, {4, 0}), 8, 2));
  add_path(figure, plot, {p, {0, 0}}, {Ink::gold, 2.5, Dash::dashed});
  add_dot(figure, plot, {0, 0}, Ink::gold, Shape::star, 9);
  add_note(figure, plot, {0, 0}, 0, 28, "minimum", Ink::gold, Align::center);
  constexpr double kShown = 1.6;
  if (length(g) > 0) {
    const Point tip = moved(p, g, -kShown / length(g));
    add_path(figure, plot, {p, tip}, {Ink::good, 4}, true);
    add_note(figure, plot, tip, tip.x < p.x ? -8 : 8, 18, "−g", Ink::good,
             tip.x < p.x ? Align::right : Align::left);
  }
  std::vector<Point> arc;  // from −g to the dashed line
  const double from = std::atan2(-g.y, -g.x),
               turn = std::remainder(std::atan2(-p.y, -p.x) - from, 360 / kDegrees);
  for (int k = 0; k <= 24; k++)
    arc.push_back(moved(p, {std::cos(from + turn * k / 24), std::sin(from + turn * k / 24)}, 0.7));
  if (length(p) > 0) add_path(figure, plot, arc, {Ink::text, 1.5});
  add_dot(figure, plot, p, Ink::text, Shape::disc, 7);
  add_words(figure, {kPanel, 110}, "angle between them", Ink::quiet);
  figure.marks.push_back(Text{.at = {kPanel, 150}, .text = shown(off, 1) + "°", .size = 30, .strong = true});
  add_words(figure, {kPanel, 210}, "solid: steepest way down", Ink::quiet, Align::left, 14);
  add_words(figure, {kPanel, 232}, "dashed: the way home", Ink::quiet, Align::left, 14);
  figure.handles.push_back({plot, place(plot, p.x, p.y), 0, 1});
  figure.readout = {{"weights", pair(p, 2)},
                    {"direction of −g", shown(direction_of({-g.x, -g.y}), 1) + "°"},
                    {"direction of the minimum", shown(direction_of({-p.x, -p.y}), 1) + "°"},
                    {"angle between them", shown(off, 1) + "°"}};
  return figure;
}

inline Feedback judge_astray(const Moment& m) {
  constexpr double kOff = 2, kAway = 1, kStretched = 5;
  const Point p{m[0], m[1]};
  if (m[2] < kStretched)
    return {false, "In a bowl that is nearly round every place will do. Stretch it more, and look again."};
  if (length(p) < kAway) return {false, "You are nearly at the minimum already. Go further away."};
  const double off = astray(make_landscape(stretched(p, m[2])), p);
  if (off <= kOff)
    return {true,
            "Only " + shown(off, 1) + "° off: you stand on an axis of the ellipses, where both ways agree."};
  return {false, "Here −g misses the minimum by " + shown(off, 1) +
                     "°. Look along the long or the short middle "
                     "line of the ellipses."};
}

}  // namespace thalweg::lessons::book::gradient_figures
