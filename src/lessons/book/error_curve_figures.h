// SPDX-License-Identifier: MIT
// The figures of the lesson error_curve, and its endless patients.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "lessons/ball.h"
#include "lessons/dice.h"

namespace thalweg::lessons::book::reading {

inline constexpr int kSteps = 40;

/// A landscape with its start, and rates that are too small, good and too large.
struct Patient {
  const char* name;
  const char* formula;
  double start;
  std::array<double, 3> rates;
};
inline constexpr Patient kPatients[] = {
    {"bowl", "(w - 5)^2", 1, {0.002, 0.2, 1.02}},
    {"two valleys", "w^4/8 - w^2 + 0.4*w + 2.5", 2.9, {0.0005, 0.15, 0.7}},
    {"steep walls", "w^4", 1.5, {0.0002, 0.1, 0.6}}};

inline RunSpec run_of(const Patient& p, double rate, i64 steps = kSteps) {
  return one_particle_on_formula(p.formula, {p.start}, rate, steps);
}
/// To the end, with all that is no number.
inline std::vector<double> errors_of(const Patient& p, double rate, Lab& lab, i64 steps = kSteps) {
  const RunSpec spec = run_of(p, rate, steps);
  return errors(until_stopped(spec, follow(spec, lab)));
}

inline double largest(const std::vector<double>& e) {
  double top = e.empty() ? 1 : e[0];
  for (const double v : e)
    if (std::isfinite(v)) top = std::max(top, v);
  return top;
}

/// What is seen, what it means, what helps: the rows of the table for slides.
inline const std::vector<std::vector<std::string>>& meanings() {
  static const std::vector<std::vector<std::string>> rows{
      {"the error ...", "the rate is", "what helps"},
      {"barely moves", "too small", "3 to 10 times the rate"},
      {"falls fast, then flattens", "good", "keep it"},
      {"jumps, spikes or becomes NaN", "too large", "divide it by 10"}};
  return rows;
}

struct Kind {
  Ink ink;
  Dash dash;
  Shape shape;
};
inline constexpr Kind kKinds[3] = {{Ink::first, Dash::dashed, Shape::square},
                                   {Ink::good, Dash::solid, Shape::disc},
                                   {Ink::bad, Dash::dotted, Shape::triangle}};
inline constexpr Kind kUnknown{Ink::first, Dash::solid, Shape::disc};

inline double lowest(const std::vector<double>& e) {
  double low = 0;
  for (const double v : e)
    if (std::isfinite(v)) low = std::min(low, v);
  return low;
}

inline void add_panel(Figure& figure, const Kind& kind, const std::vector<double>& e, double step,
                      const std::string& above, const std::string& below, Spot top, double bottom) {
  const double high = std::clamp(1.1 * largest(e), 1.45 * e[0], 25 * e[0]);
  const Plot plot{.low = top,
                  .high = {top.x + 240, bottom},
                  .x = {0, kSteps},
                  .y = {1.1 * lowest(e), high},
                  .x_label = "step",
                  .y_label = "error"};
  add_axes(figure, plot);
  add_errors(figure, plot, e, step, {kind.ink, 2.5, kind.dash}, kind.shape);
  figure.marks.push_back(Text{{top.x + 120, top.y - 36}, above, Ink::text, 17, Align::center, true});
  add_words(figure, {top.x + 120, bottom + 64}, below, kind.ink, Align::center, 14);
}
inline constexpr double kPanelLeft = 62, kPanelApart = 306;

// Page 1: controls step, curve.
inline Figure three_figure(const Moment& m) {
  const Patient& p = kPatients[std::clamp(int(m[1]), 0, 2)];
  Figure figure{.title = "Three rates, three error curves"};
  const char* heads[3] = {"too small", "good", "too large"};
  for (int k = 0; k < 3; k++) {
    const double rate = p.rates[std::size_t(k)];
    const std::vector<double> e = errors_of(p, rate, m.lab);
    const std::string word = in_words(diagnosis_of(e).verdict);
    add_panel(figure, kKinds[k], e, m[0], std::string(heads[k]) + ": " + shown(rate), word,
              {kPanelLeft + kPanelApart * k, 78}, 330);
    const std::size_t now = std::min(std::size_t(m[0]), e.size() - 1);
    figure.readout.push_back({"error at rate " + shown(rate), shown(e[now]) + "; " + word});
  }
  add_table(figure, {kPanelLeft, 435}, {330, 200, 322}, meanings());
  return figure;
}

inline Axis axis_of(const std::vector<double>& e, bool log) {
  if (!log) return {1.1 * lowest(e), 1.08 * std::min(largest(e), 50 * e[0])};
  double low = e[0];
  for (const double v : e)
    if (v > 1e-8 * e[0]) low = std::min(low, v);
  return {0.5 * low, 2 * std::min(largest(e), 1e12 * e[0]), true};
}

// Page 2: controls rate, curve, scale.
inline Figure own_figure(const Moment& m) {
  const Patient& p = kPatients[std::clamp(int(m[1]), 0, 2)];
  const std::vector<double> e = errors_of(p, m[0], m.lab);
  const Diagnosis d = diagnosis_of(e);
  Figure figure{.title = "One rate, one error curve"};
  const Plot plot{.low = {90, 70},
                  .high = {920, 500},
                  .x = {0, kSteps},
                  .y = axis_of(e, m[2] == 1),
                  .x_label = "step",
                  .y_label = m[2] == 1 ? "error, in powers of ten" : "error"};
  add_axes(figure, plot);
  const Fate fate = fate_of(d.verdict);
  const Ink ink = d.verdict == Verdict::good                        ? Ink::good
                  : fate == Fate::blows_up || fate == Fate::bounces ? Ink::bad
                                                                    : Ink::first;
  add_errors(figure, plot, e, kSteps, {ink, 2.5}, Shape::disc);
  figure.marks.push_back(Text{{505, 570}, in_words(d.verdict), ink, 19, Align::center, true});
  figure.readout = {{"rate", shown(m[0])},
                    {"error at the start", shown(e.front())},
                    {"error at the end", shown(e.back())},
                    {"verdict", in_words(d.verdict)}};
  return figure;
}

/// Numbers that somebody wrote down: chart, table, and ratios.
inline void add_notes(Figure& figure, const std::vector<double>& e, const Plot& plot) {
  std::vector<Point> points;
  for (std::size_t k = 0; k < e.size(); k++) points.push_back({double(k), e[k]});
  add_path(figure, plot, points, {Ink::bad, 2.5});
  for (const Point& p : points) add_dot(figure, plot, p, Ink::bad, Shape::triangle, 7);
  std::vector<std::vector<std::string>> rows{{"step", "error", "times the last"}};
  for (std::size_t k = 0; k < e.size(); k++)
    rows.push_back({shown(double(k)), shown(e[k]), k == 0 ? "–" : "× " + shown(e[k] / e[k - 1])});
  add_table(figure, {610, 90}, {70, 90, 160}, rows);
}

// Page 3.
inline Figure first_down_figure(const std::vector<double>& e) {
  Figure figure{.title = "Four errors that somebody wrote down"};
  const Plot plot{.low = {70, 60},
                  .high = {540, 530},
                  .x = {-0.2, 3.2},
                  .y = {0, 22},
                  .x_label = "step",
                  .y_label = "error"};
  add_axes(figure, plot);
  add_notes(figure, e, plot);
  for (std::size_t k = 0; k < e.size(); k++)
    figure.readout.push_back({"error after step " + shown(double(k)), shown(e[k])});
  return figure;
}

// Page 4: control rate.  The bowl's run begins with the first of the errors.
inline RunSpec growing_run(double rate, const std::vector<double>& e) {
  return one_particle_on_formula("(w - 5)^2", {5 - std::sqrt(e[0])}, rate, i64(e.size()) - 1);
}
inline Figure faster_figure(const Moment& m, const std::vector<double>& e) {
  const std::vector<double> run = errors(follow(growing_run(m[0], e), m.lab));
  Figure figure{.title = "Errors that grow faster and faster, and a bowl's errors at your rate"};
  const Plot plot{.low = {70, 60},
                  .high = {540, 530},
                  .x = {-0.2, 3.2},
                  .y = {0.5, 1000, true},
                  .x_label = "step",
                  .y_label = "error, in powers of ten"};
  add_axes(figure, plot);
  std::vector<Point> points;
  for (std::size_t k = 0; k < run.size(); k++) points.push_back({double(k), run[k]});
  add_path(figure, plot, points, {Ink::first, 2.5, Dash::dashed});
  for (const Point& p : points) add_dot(figure, plot, p, Ink::first, Shape::disc, 7);
  add_notes(figure, e, plot);
  figure.marks.push_back(Dot{{622, 300}, Ink::bad, Shape::triangle, 7});
  add_words(figure, {640, 305}, "the errors in the table");
  figure.marks.push_back(Dot{{622, 330}, Ink::first, Shape::disc, 7});
  add_words(figure, {640, 335}, "the bowl at your rate");
  add_words(figure, {640, 361}, "× " + shown(run[1] / run[0]) + " at every step", Ink::first);
  figure.readout = {{"rate", shown(m[0])}, {"error times the last", shown(run[1] / run[0])}};
  return figure;
}

// Page 5: A overflows, B hardly moves, C is done.
inline std::array<std::vector<double>, 3> ward(Lab& lab) {
  return {errors_of(kPatients[2], 0.5, lab), errors_of(kPatients[0], 0.001, lab),
          errors_of(kPatients[1], 0.08, lab)};
}
inline Figure ward_figure(const Moment& m) {
  Figure figure{.title = "Three patients"};
  const auto all = ward(m.lab);
  const char* names[3] = {"A", "B", "C"};
  for (int k = 0; k < 3; k++) {
    const std::vector<double>& e = all[std::size_t(k)];
    add_panel(figure, kUnknown, e, kSteps, names[k], m.answered ? in_words(diagnosis_of(e).verdict) : "",
              {kPanelLeft + kPanelApart * k, 90}, 470);
    figure.readout.push_back({std::string(names[k]) + ": first, second and last error",
                              shown(e[0]) + ", " + shown(e[1]) + ", " + shown(e.back())});
  }
  return figure;
}

// Endless patients.

enum class Finding { explodes, too_small, good, bounces, none };
inline Finding finding_of(Verdict v) {
  switch (v) {
    case Verdict::diverging:
    case Verdict::non_finite:
      return Finding::explodes;
    case Verdict::too_small:
      return Finding::too_small;
    case Verdict::good:
    case Verdict::local_minimum:
      return Finding::good;
    case Verdict::oscillating:
      return Finding::bounces;
    case Verdict::improving:  // hard to tell from too small by eye
    case Verdict::plateau:
    case Verdict::saddle:
      break;
  }
  return Finding::none;
}
inline const std::vector<std::string>& findings() {
  static const std::vector<std::string> words{
      "The rate is too large, the error explodes", "The rate is too small, it barely moves",
      "All is well, it has levelled off", "The rate is too large, it jumps to and fro"};
  return words;
}
constexpr int kFindingsOfLevel[3] = {3, 4, 4};

/// No doubt is left to the eye: what has levelled off gains next to nothing in its last quarter, and what
/// barely moves keeps most of its error.
inline bool plain_to_see(Finding finding, const std::vector<double>& e) {
  constexpr double kNothing = 0.02, kBarely = 0.3;
  const double low = lowest(e);
  if (finding == Finding::too_small) return e[0] - e.back() < kBarely * (e[0] - low);
  if (finding != Finding::good) return true;
  return std::abs(e[e.size() - 1 - e.size() / 4] - e.back()) < kNothing * (largest(e) - low);
}

inline RunSpec random_run(Dice& dice, int level) {
  constexpr int kFewest = 30, kMore = 31;
  const int steps = kFewest + dice.roll(kMore);
  const int kind = level == 0 ? 0 : level == 1 ? dice.roll(3) : 3 + dice.roll(4);
  const double product = dice.spread(0.0003, 3);
  if (kind == 0) {
    const double a = rounded(dice.spread(0.2, 10)), c = rounded(dice.uniform(-3, 3));
    const std::string u = c < 0 ? fmt::format("(w + {})", -c) : fmt::format("(w - {})", c);
    return one_particle_on_formula(fmt::format("{}*{}^2 + {}", a / 2, u, rounded(dice.uniform(0, 0.3 * a))),
                                   {c + dice.sign() * rounded(dice.uniform(1, 4))}, rounded(product / a),
                                   steps);
  }
  if (kind == 1)
    return one_particle_on_formula(kPatients[1].formula, {rounded(dice.uniform(-2.9, 2.9))},
                                   rounded(product / 2), steps);
  if (kind == 2) {
    RunSpec spec = one_particle_on_formula("w^4/4 + w^2/2", {dice.sign() * rounded(dice.uniform(0.8, 2))},
                                           rounded(product / 2), steps);
    if (dice.coin()) spec.optimizer = {"sgd", {{"momentum", 0.9}}};
    return spec;
  }
  // Their lowest error is zero, so that the chart shows how much is left.
  const char* surfaces[4] = {"himmelblau", "ellipse", "three_hump_camel", "booth"};
  const std::string surface = surfaces[kind - 3];
  RunSpec spec = one_particle(surface, {0, 0}, 0.1, steps);
  const Landscape f = make_landscape(spec);
  spec.start.x = rounded(dice.uniform(f.domain.x0, f.domain.x1) * 0.8);
  spec.start.y = rounded(dice.uniform(f.domain.y0, f.domain.y1) * 0.8);
  spec.lr = rounded(learning_rates(f).gradient * dice.spread(0.003, 20));
  if (dice.coin()) spec.optimizer = {"sgd", {{"momentum", 0.9}}};
  if (dice.coin()) {
    spec.noise = {"gaussian", {{"sigma", rounded(0.1 * measure_scale(f).slope)}}};
    spec.seed = u64(dice.roll(1000)) + 1;
  }
  return spec;
}

}  // namespace thalweg::lessons::book::reading
