// SPDX-License-Identifier: MIT
// Courses on which rates compete: a curve, a start, and how many steps a rate needs to the lowest point.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lessons/ball.h"
#include "lessons/dice.h"

namespace thalweg::lessons::book::tuning {

inline constexpr Range kRates{0.005, 20, Scale::log};
inline constexpr double kTimidRate = 0.01;
inline constexpr int kBudget = 200, kShownSteps = 40;
/// Arrived: within this share of the way from start to bottom, and staying there for as many steps more.
inline constexpr int kStays = 20;
inline constexpr double kWithin = 0.01;
inline constexpr int kPass = 60;

struct Course {
  std::string formula;
  double start;
  Axis x, y;
  bool bowl = false;  ///< of the same bend everywhere
};

inline RunSpec on(const Course& c, double rate, i64 steps = kBudget) {
  return one_particle_on_formula(c.formula, {c.start}, rate, steps);
}

/// The lowest point on the chart: the best of many places, and a careful run from there.
inline double bottom_of(const Course& c, Lab& lab) {
  constexpr int kPlaces = 400;
  const Hill h = hill(on(c, 1, 1));
  double best = c.start;
  for (int i = 0; i <= kPlaces; i++) {
    const double w = from_unit(c.x, double(i) / kPlaces);
    if (h.value(w) < h.value(best)) best = w;
  }
  const double bend = h.bend(best);
  Course from = c;
  from.start = best;
  return end_of(on(from, 0.5 / std::max(bend, 1e-3)), lab).at.x;
}

/// Steps to the bottom; -1 if it is not reached and kept within the budget.
inline i64 steps_of(const Course& c, double bottom, double rate, Lab& lab, i64 budget = kBudget) {
  const std::vector<Stand> walk = follow(on(c, rate, budget + kStays), lab);
  const i64 n = steps_until(walk, bottom, kWithin * std::abs(c.start - bottom));
  return n > budget ? -1 : n;
}

/// What all rates do.
struct Sheet {
  double bottom = 0, best_rate = 0;
  i64 best = -1;
  std::vector<std::pair<double, i64>> all = {};  ///< rate, steps
};
inline Sheet make_sheet(const Course& c, Lab& lab) {
  constexpr int kGrid = 50;
  constexpr double kFine = 1.01, kBelow = 8;  // lucky landings may be narrow: fine steps from an eighth on
  Sheet sheet{.bottom = bottom_of(c, lab)};
  const Axis axis{kRates.low, kRates.high, true};
  const auto consider = [&](double rate, i64 n) {
    if (n >= 0 && (sheet.best < 0 || n < sheet.best)) sheet.best = n, sheet.best_rate = rate;
  };
  const double one_step = 1 / hill(on(c, 1, 1)).bend(sheet.bottom);  // in a bowl of that bend
  consider(one_step, steps_of(c, sheet.bottom, one_step, lab));
  double largest = 0;
  for (int i = 0; i <= kGrid; i++) {
    const double rate = from_unit(axis, double(i) / kGrid);
    sheet.all.push_back({rate, steps_of(c, sheet.bottom, rate, lab)});
    consider(rate, sheet.all.back().second);
    if (sheet.all.back().second >= 0) largest = rate;
  }
  for (double rate = sheet.best_rate / kBelow; rate < largest * kFine && sheet.best > 1; rate *= kFine)
    consider(rate, steps_of(c, sheet.bottom, rate, lab, sheet.best));
  return sheet;
}

/// The same, made once for each course: figures ask for it again and again.
inline const Sheet& sheet_of(const Course& c, Lab& lab) {
  return once(lab, fmt::format("course {} {}", c.formula, c.start), [&] { return make_sheet(c, lab); });
}

/// 100 for the fewest steps, 0 for the whole budget, by ratio.
inline int score_of(i64 steps, i64 best) {
  if (steps < 0 || best < 1) return 0;
  return int(std::lround(100 * std::log(double(kBudget) / double(std::max(steps, best))) /
                         std::log(double(kBudget) / double(best))));
}

inline Feedback judge_rate(const Course& c, double rate, Lab& lab) {
  const Sheet& sheet = sheet_of(c, lab);
  const i64 steps = steps_of(c, sheet.bottom, rate, lab);
  const RunSpec spec = on(c, rate);
  const std::vector<Stand> walk = roll(spec, lab);
  if (steps < 0) {
    const std::string tried = "With the rate " + shown(rate) + " ";
    switch (fate_of(verdict_of(spec, walk))) {
      case Fate::blows_up:
        return {false, tried + "the ball is thrown out: the error explodes. Divide the rate by ten.", 0};
      case Fate::bounces:
        return {false, tried + "it jumps from side to side and never comes to rest. Halve the rate.", 0};
      case Fate::on_its_way:
        return {false, tried + "it is still on its way after " + shown(kBudget) + " steps. Be bolder.", 0};
      case Fate::rests:
        break;
    }
    return {false,
            tried + "it ends at " + shown(walk.back().at.x, 2) + ", not at the lowest point, " +
                shown(sheet.bottom, 2) + ".",
            0};
  }
  const int score = score_of(steps, sheet.best);
  std::string text = fmt::format("{} {} to the bottom. The fewest are {}, at the rate {}.", steps,
                                 steps == 1 ? "step" : "steps", sheet.best, shown(rounded(sheet.best_rate)));
  if (score < kPass)
    text += rate < sheet.best_rate ? " Longer steps are possible." : " It overshoots too much.";
  return {score >= kPass, text, score};
}

/// Steps over all rates, and where the chosen one is.
inline void add_sheet(Figure& figure, const Course& c, const Sheet& sheet, double rate, Lab& lab) {
  const Plot plot{.low = {90, 435},
                  .high = {920, 540},
                  .x = {kRates.low, kRates.high, true},
                  .y = {0.8, 320, true},
                  .x_label = "rate",
                  .y_label = "steps to the bottom, for every rate"};
  add_axes(figure, plot);
  for (const auto& [r, n] : sheet.all) {
    if (n >= 0)
      add_dot(figure, plot, {r, double(std::max<i64>(n, 1))}, Ink::good, Shape::disc, 4);
    else
      add_dot(figure, plot, {r, kBudget}, Ink::bad, Shape::cross, 4);
  }
  add_path(figure, plot, {{rate, plot.y.low}, {rate, plot.y.high}}, {Ink::first, 2, Dash::dashed});
  const i64 n = steps_of(c, sheet.bottom, rate, lab);
  if (n >= 0) add_dot(figure, plot, {rate, double(std::max<i64>(n, 1))}, Ink::first, Shape::diamond, 8);
  if (sheet.best >= 1)
    add_dot(figure, plot, {sheet.best_rate, double(sheet.best)}, Ink::gold, Shape::star, 9);
  add_words(figure, {920, 423}, "● arrives   × never   ★ fewest steps", Ink::quiet, Align::right, 13);
}

inline Figure course_figure(const Course& c, const Moment& m) {
  const double rate = m[0];
  const Hill h = hill(on(c, rate, 1));
  Figure figure{.title = m.answered ? "The run, and what every other rate would have done"
                                    : "Choose a rate that reaches the bottom in few steps"};
  const Plot plot{
      .low = {90, 50}, .high = {920, 350}, .x = c.x, .y = c.y, .x_label = "weight w", .y_label = "error"};
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double w) { return h.value(w); }, {Ink::curve, 3});
  if (!m.answered) {
    add_hops(figure, plot, {{{c.start, 0, 0}, h.value(c.start), {}}}, 0);
    add_note(figure, plot, {c.start, h.value(c.start)}, c.start < 0.5 * (c.x.low + c.x.high) ? 16 : -16, -10,
             "start", Ink::first, c.start < 0.5 * (c.x.low + c.x.high) ? Align::left : Align::right);
    add_box(figure, {90, 435}, {920, 540});
    add_words(figure, {505, 492}, "After your run: what every rate would have done", Ink::quiet,
              Align::center);
    figure.readout = {{"rate", shown(rate)},
                      {"start", shown(c.start, 2)},
                      {"slope at the start", shown(h.slope(c.start))},
                      {"error at the start", shown(h.value(c.start))},
                      {"lowest point", shown(bottom_of(c, m.lab), 2)}};
    return figure;
  }
  const std::vector<Stand> walk = roll(on(c, rate, kShownSteps), m.lab);
  add_hops(figure, plot, walk, m[1]);
  const Sheet& sheet = sheet_of(c, m.lab);
  add_dot(figure, plot, {sheet.bottom, h.value(sheet.bottom)}, Ink::gold, Shape::star, 8);
  add_sheet(figure, c, sheet, rate, m.lab);
  const i64 steps = steps_of(c, sheet.bottom, rate, m.lab);
  figure.readout = {{"rate", shown(rate)},
                    {"steps to the bottom", steps < 0 ? "never" : shown(double(steps))},
                    {"fewest steps", shown(double(sheet.best))},
                    {"score", shown(double(score_of(steps, sheet.best)))}};
  return figure;
}

inline Page course_page(std::string title, std::vector<std::string> text, const Course& c, double solution,
                        double timid = kTimidRate) {
  return {.title = std::move(title),
          .text = std::move(text),
          .controls = {slider("rate", "Rate", timid, kRates, "share of the slope per step"),
                       slider("step", "Step", kShownSteps, {0, kShownSteps}, "how much of the run is shown")},
          .figure = [c](const Moment& m) { return course_figure(c, m); },
          .tasks = {{"Choose a rate that takes the ball to the lowest point in few steps.",
                     Aim{"Run",
                         [c](const Moment& m) { return judge_rate(c, m[0], m.lab); },
                         {solution, kShownSteps}}}},
          .clock = 1,
          .per_second = 4};
}

}  // namespace thalweg::lessons::book::tuning
