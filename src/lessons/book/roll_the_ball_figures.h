// SPDX-License-Identifier: MIT
// The figures of the lesson roll_the_ball, and the rule that stops its runs.
#pragma once

#include <algorithm>
#include <cmath>

#include "engine/dataset.h"
#include "lessons/ball.h"

namespace thalweg::lessons::book::rolling {

// The one example and its first weight.
inline constexpr double kFirstWeight = 1, kFirstRate = 0.01, kBestWeight = 5, kNear = 0.001;
inline constexpr int kSteps = 300, kTurns = 3, kPhases = 4;
inline constexpr Axis kWeights{-2, 12};
inline constexpr Range kRates{0.001, 0.6, Scale::log};

inline constexpr const char* kBowl = "(w - 5)^2";
inline constexpr double kBowlRate = 0.25;
inline constexpr int kBowlSteps = 6;

inline constexpr const char* kHills = "w^4/8 - w^2 + 0.4*w + 2.5";
inline constexpr int kDropSteps = 40;

// What counts as no gain and as a small slope, for errors that begin at 32 and slopes that begin at -16.
inline constexpr double kGain = 0.03, kSmallSlope = 0.3;
inline constexpr int kBudget = 120;

inline RunSpec one_weight(bool half, double rate, i64 steps, double start = kFirstWeight) {
  RunSpec spec = one_particle_on_problem("one_weight", {start}, rate, steps);
  spec.surface.parameters = {{"half", half ? 1.0 : 0.0}};
  return spec;
}

/// In brackets if negative, for products.
inline std::string factor(double v) { return v < 0 ? "(" + shown(v) + ")" : shown(v); }
inline std::string minus(double a, double b) { return "(" + shown(a) + " − " + factor(b) + ")"; }

// Page 1: controls turn, half, rate.

inline void add_phases(Figure& figure, double w, bool half, double rate, const Stand& stand, int phase) {
  const Landscape f = make_landscape(one_weight(half, rate, 1));
  const double x = f.data->numbers[0], y = f.data->numbers[1], said = w * x;
  const std::string rows[kPhases][3] = {
      {"Predict", "input × weight", shown(x) + " × " + factor(w) + " = " + shown(said)},
      {"Measure the error", half ? "half of (prediction − answer)²" : "(prediction − answer)²",
       (half ? "½ × " : "") + minus(said, y) + "² = " + shown(stand.loss)},
      {"Find the slope", half ? "input × (prediction − answer)" : "2 × input × (prediction − answer)",
       (half ? "" : "2 × ") + shown(x) + " × " + minus(said, y) + " = " + shown(stand.gradient[0])},
      {"Move", "weight − rate × slope",
       shown(w) + " − " + shown(rate) + " × " + factor(stand.gradient[0]) + " = " +
           shown(w - rate * stand.gradient[0])}};
  constexpr double kLeft = 570, kRight = 930, kTop = 60, kHeight = 106, kGap = 14;
  for (int k = 0; k < kPhases; k++) {
    const double top = kTop + k * (kHeight + kGap);
    const bool here = k == phase;
    add_box(figure, {kLeft, top}, {kRight, top + kHeight}, here ? Ink::first : Ink::line,
            here ? Ink::first : Ink::line, here ? 0.18 : 0.12);
    if (here)
      figure.marks.push_back(
          Area{{{kLeft - 22, top + 43}, {kLeft - 6, top + 53}, {kLeft - 22, top + 63}}, Ink::first, 1});
    figure.marks.push_back(Text{{kLeft + 16, top + 27}, rows[k][0], Ink::text, 16, Align::left, true});
    add_words(figure, {kLeft + 16, top + 52}, rows[k][1], Ink::quiet);
    if (k <= phase)
      figure.marks.push_back(
          Text{{kLeft + 16, top + 86}, rows[k][2], here ? Ink::text : Ink::quiet, 19, Align::left, here});
  }
}

inline Figure step_figure(const Moment& m) {
  const double turn = std::clamp(m[0], 0.0, double(kTurns * kPhases));
  const bool half = m[1] == 0;
  const double rate = m[2];
  const int done = int(turn) / kPhases, phase = int(turn) % kPhases;
  const RunSpec spec = one_weight(half, rate, kTurns + 1);
  const std::vector<Stand> walk = roll(spec, m.lab);
  const std::size_t n = std::min(std::size_t(done), walk.size() - 1);
  const Stand& stand = walk[n];
  const Hill c = hill(spec);
  Figure figure{.title = "The four parts of a step"};
  const Plot plot{.low = {70, 60},
                  .high = {520, 530},
                  .x = kWeights,
                  .y = {0, half ? 100.0 : 200.0},
                  .x_label = "weight w",
                  .y_label = "error"};
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double w) { return c.value(w); }, {Ink::curve, 3});
  const double w = stand.at.x, e = stand.loss, s = stand.gradient[0];
  if (phase == 1) add_path(figure, plot, {{w, 0}, {w, e}}, {Ink::second, 3, Dash::dotted});
  if (phase >= 2)
    add_path(figure, plot, {{plot.x.low, e + s * (plot.x.low - w)}, {plot.x.high, e + s * (plot.x.high - w)}},
             {Ink::second, 2, Dash::dashed});
  add_hops(figure, plot, walk, phase == kPhases - 1 ? turn - phase - (kPhases - 1) * done : done);
  add_phases(figure, w, half, rate, stand, phase);
  const char* parts[kPhases] = {"predict", "measure the error", "find the slope", "move"};
  figure.readout = {{"part of the step", parts[phase]},
                    {"steps done", shown(double(done))},
                    {"weight", shown(w)},
                    {"error", shown(e)},
                    {"slope", shown(s)},
                    {"next weight", shown(w - rate * s)}};
  return figure;
}

// Page 2: controls step, rate.

inline Figure walk_figure(const Moment& m) {
  const RunSpec spec = one_weight(true, m[1], kSteps);
  const std::vector<Stand> walk = roll(spec, m.lab);
  const Hill c = hill(spec);
  Figure figure{.title = "The weight comes closer to the best one, step by step"};
  const Plot curve{.low = {70, 60},
                   .high = {470, 530},
                   .x = kWeights,
                   .y = {0, 100},
                   .x_label = "weight w",
                   .y_label = "error"};
  add_axes(figure, curve);
  add_graph(figure, curve, [&](double w) { return c.value(w); }, {Ink::curve, 3});
  add_hops(figure, curve, walk, m[0]);
  const Plot time{.low = {550, 60},
                  .high = {930, 530},
                  .x = {0, kSteps},
                  .y = kWeights,
                  .x_label = "step",
                  .y_label = "weight w"};
  add_axes(figure, time);
  add_path(figure, time, {{0, kBestWeight}, {kSteps, kBestWeight}}, {Ink::gold, 2, Dash::dashed});
  add_note(figure, time, {kSteps, kBestWeight}, -6, -9, "best weight", Ink::gold, Align::right);
  std::vector<Point> path;
  for (std::size_t k = 0; k < walk.size() && double(k) <= m[0]; k++)
    path.push_back({double(k), walk[k].at.x});
  add_path(figure, time, path, {Ink::first, 2.5});
  if (!path.empty()) add_dot(figure, time, path.back(), Ink::first, Shape::disc, 7);
  const Stand& now = walk[std::min(std::size_t(m[0]), walk.size() - 1)];
  const i64 near = steps_until(walk, kBestWeight, kNear);
  figure.readout = {{"step", shown(std::floor(m[0]))},
                    {"weight", shown(now.at.x)},
                    {"error", shown(now.loss)},
                    {"slope", shown(now.gradient[0])},
                    {"within " + shown(kNear) + " of " + shown(kBestWeight),
                     near < 0 ? "not in this run" : "from step " + shown(double(near))}};
  return figure;
}

inline Feedback judge_one_step(const Moment& m) {
  const std::vector<Stand> walk = follow(one_weight(true, m[1], 1), m.lab);
  const double w = walk[1].at.x, off = w - kBestWeight;
  constexpr double kThere = 0.05;
  const std::string stood = "After one step the weight is " + shown(w);
  if (std::abs(off) <= kThere) return {true, stood + ": one step, and it is there."};
  if (off < 0) return {false, stood + ", still to the left of the best one: the step was too short."};
  if (off < kBestWeight - kFirstWeight)
    return {false, stood + ": it has jumped over the best one, and will come back. Make the step shorter."};
  return {false, stood + ", as far away as it began or farther: such a rate never arrives."};
}

// Page 3: control step.

inline Figure bowl_figure(const Moment& m) {
  const RunSpec spec = one_particle_on_formula(kBowl, {kFirstWeight}, kBowlRate, kBowlSteps);
  const std::vector<Stand> walk = follow(spec, m.lab);
  const Hill c = hill(spec);
  const double step = std::clamp(m[0], 0.0, double(kBowlSteps));
  Figure figure{.title = "Every step is a share of the slope, so steps shrink on the way down"};
  const Plot plot{.low = {70, 60},
                  .high = {500, 530},
                  .x = {0, 10},
                  .y = {-1, 25},
                  .x_label = "weight w",
                  .y_label = "error"};
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double w) { return c.value(w); }, {Ink::curve, 3});
  const std::size_t n = std::size_t(step);
  const Stand& now = walk[n];
  const double w = now.at.x, e = now.loss, s = now.gradient[0];
  add_path(figure, plot, {{plot.x.low, e + s * (plot.x.low - w)}, {plot.x.high, e + s * (plot.x.high - w)}},
           {Ink::second, 2, Dash::dashed});
  add_hops(figure, plot, walk, step);
  std::vector<std::vector<std::string>> rows{{"step", "weight", "error", "slope"}};
  for (std::size_t k = 0; k <= n; k++)
    rows.push_back({shown(double(k)), shown(walk[k].at.x), shown(walk[k].loss), shown(walk[k].gradient[0])});
  const Spot end = add_table(figure, {550, 70}, {70, 100, 100, 100}, rows, int(n) + 1);
  add_words(figure, {560, end.y + 40}, "next weight = weight − rate × slope", Ink::quiet);
  if (n < 6)
    figure.marks.push_back(Text{{560, end.y + 70},
                                shown(w) + " − " + shown(kBowlRate) + " × " + factor(s) + " = " +
                                    shown(walk[std::min(n + 1, walk.size() - 1)].at.x),
                                Ink::text,
                                19,
                                Align::left,
                                true});
  figure.readout = {
      {"step", shown(double(n))}, {"weight", shown(w)}, {"error", shown(e)}, {"slope", shown(s)}};
  return figure;
}

// Page 4: controls step, start, rate.

inline Figure drop_figure(const Moment& m) {
  const RunSpec spec = one_particle_on_formula(kHills, {m[1]}, m[2], kDropSteps);
  const std::vector<Stand> walk = roll(spec, m.lab);
  const Hill c = hill(spec);
  Figure figure{.title = "A ball on a curve: it feels only the slope under it"};
  const Plot plot{.low = {70, 60},
                  .high = {920, 530},
                  .x = {-3.2, 3.2},
                  .y = {-0.6, 5},
                  .x_label = "weight w",
                  .y_label = "error"};
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double w) { return c.value(w); }, {Ink::curve, 3});
  add_dot(figure, plot, {m[1], c.value(m[1])}, Ink::second, Shape::diamond, 8);
  add_note(figure, plot, {m[1], c.value(m[1])}, m[1] > 0 ? 14 : -14, -12, "start", Ink::second,
           m[1] > 0 ? Align::left : Align::right);
  add_hops(figure, plot, walk, m[0]);
  figure.handles.push_back({plot, place(plot, m[1], c.value(m[1])), 1, -1});
  const Stand& now = walk[std::min(std::size_t(m[0]), walk.size() - 1)];
  figure.readout = {{"step", shown(std::floor(m[0]))},
                    {"weight", shown(now.at.x, 3)},
                    {"error", shown(now.loss)},
                    {"slope", shown(now.gradient[0])}};
  return figure;
}

/// Stopping rules: what must be true for as many steps in a row as there is patience.
enum class Rule { no_gain, small_slope, both };

/// The step at which a rule stops a run, or -1.
inline i64 stop_of(const std::vector<Stand>& walk, Rule rule, int patience) {
  double best = walk[0].loss;
  int quiet = 0;
  for (std::size_t k = 1; k < walk.size(); k++) {
    const bool gains = walk[k].loss < best - kGain, flat = std::abs(walk[k].gradient[0]) < kSmallSlope;
    best = std::min(best, walk[k].loss);
    const bool calm = rule == Rule::no_gain ? !gains : rule == Rule::small_slope ? flat : flat && !gains;
    quiet = calm ? quiet + 1 : 0;
    if (quiet == patience) return i64(k);
  }
  return -1;
}

// Page 5: controls run, rule, patience.

inline RunSpec stopping_run(int which) {
  constexpr double kSmooth = 0.02, kAtTheLimit = 0.5, kShake = 12;
  RunSpec spec = one_weight(true, which == 2 ? kAtTheLimit : kSmooth, kBudget);
  if (which == 1) spec.noise = {"gaussian", {{"sigma", kShake}}};
  return spec;
}

inline Figure stop_figure(const Moment& m) {
  const std::vector<Stand> walk = follow(stopping_run(int(m[0])), m.lab);
  const i64 stop = stop_of(walk, Rule(int(m[1])), int(m[2]));
  Figure figure{.title = "When is it time to stop?"};
  const Plot plot{.low = {80, 70},
                  .high = {920, 520},
                  .x = {0, kBudget},
                  .y = {1e-4, 100, true},
                  .x_label = "step",
                  .y_label = "error (each line is ten times the one below)"};
  add_axes(figure, plot);
  std::vector<double> all = errors(walk), seen = all;
  if (stop >= 0) seen.resize(std::size_t(stop) + 1);
  add_errors(figure, plot, all, kBudget, {Ink::quiet, 1.5, Dash::dotted}, Shape::disc);
  add_errors(figure, plot, seen, kBudget, {Ink::first, 2.5}, Shape::disc);
  if (stop >= 0) {
    const double x = double(stop);
    add_path(figure, plot, {{x, plot.y.low}, {x, plot.y.high}}, {Ink::second, 2, Dash::dashed});
    const bool left = x > 0.6 * kBudget;
    add_note(figure, plot, {x, plot.y.high}, left ? -10 : 10, 22, "stops here, after step " + shown(x),
             Ink::second, left ? Align::right : Align::left);
    add_dot(figure, plot, {x, all[std::size_t(stop)]}, Ink::second, Shape::square, 8);
  }
  const Stand& last = walk[std::size_t(stop < 0 ? kBudget : stop)];
  const auto best = std::min_element(seen.begin(), seen.end());
  const Point kept{double(best - seen.begin()), *best};
  add_dot(figure, plot, kept, Ink::gold, Shape::star, 9);
  const bool room = kept.x > 0.15 * kBudget;
  add_note(figure, plot, kept, room ? -14 : 14, 22, "lowest so far: kept", Ink::gold,
           room ? Align::right : Align::left);
  figure.readout = {{"stops", stop < 0 ? "never: all steps are used" : "after step " + shown(double(stop))},
                    {"error there", shown(last.loss)},
                    {"lowest error so far", shown(*best)},
                    {"slope there", shown(last.gradient[0])}};
  return figure;
}

}  // namespace thalweg::lessons::book::rolling
