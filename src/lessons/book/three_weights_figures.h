// SPDX-License-Identifier: MIT
// The runs and figures of the lesson about three weights.
#pragma once

#include <algorithm>
#include <cmath>

#include "core/eigen.h"
#include "lessons/lab.h"

namespace thalweg::lessons::book::plane {

inline constexpr const char* kPlane = "brightness_plane";
inline constexpr int kSide = 8;             // pixels along a side of the picture
inline constexpr double kRate = 0.5;        // stated as `rate`
inline constexpr int kEpochs = 100;         // that the second page shows
inline constexpr double kErrorGoal = 0.01;  // stated as `goal`
inline constexpr double kFinalGoal = 1e-6;  // stated as `final_goal`
inline constexpr int kFinalEpochs = 30;     // stated as `final_epochs`

/// How the coordinates of the pixels are written down.
enum Inputs { fractions, pixels, bytes, centred, standardised };
inline const std::vector<std::string> kInputs{"fractions", "pixel numbers", "bytes", "centred",
                                              "standardised"};

/// The picture's rows with coordinates a * fraction + b.
inline std::shared_ptr<const Dataset> rescaled(double a, double b) {
  Dataset data = *make_landscape(one_particle_on_problem(kPlane, {}, kRate, 0)).data;
  for (std::size_t i = 0; i < data.numbers.size(); i++)
    if (i % 3 != 2) data.numbers[i] = a * data.numbers[i] + b;
  return std::make_shared<const Dataset>(std::move(data));
}

/// Descent from weights zero.
inline RunSpec fit(int inputs, double rate, i64 epochs) {
  RunSpec spec = one_particle_on_problem(kPlane, {0, 0, 0}, rate, epochs);
  constexpr double kByte = 255;
  if (inputs == pixels) spec.scaling = Scaling::none;
  if (inputs == standardised) spec.scaling = Scaling::standard;
  if (inputs == bytes || inputs == centred) {
    static const std::shared_ptr<const Dataset> kData[2] = {rescaled(kByte, 0), rescaled(1, -0.5)};
    spec.data = kData[inputs == bytes ? 0 : 1];
    spec.scaling = Scaling::none;
  }
  return spec;
}

/// How the error bends in its flattest and its steepest direction.
struct Bends {
  double flattest, middle, steepest;
  double ratio() const { return steepest / flattest; }
  double largest_rate() const { return 2 / steepest; }
};
inline Bends bends(int inputs) {
  // Kept, because the page about them shows all five in every figure.
  static const std::vector<Bends> kAll = [] {
    std::vector<Bends> all;
    for (int k = 0; k < int(kInputs.size()); k++) {
      Vec<double, 3> v = eigen(at(fit(k, kRate, 0), {}).h).values;
      std::sort(&v[0], &v[0] + 3);
      all.push_back({v[0], v[1], v[2]});
    }
    return all;
  }();
  return kAll[std::size_t(inputs)];
}

/// The weights at which all three slopes are zero: one linear system, solved at once.
inline Point solved() {
  const Jet<double, 3> j = at(fit(fractions, kRate, 0), {});
  const Vec<double, 3> w = solve(j.h, j.g);
  return {-w[0], -w[1], -w[2]};
}

inline Srgb grey(double brightness) {
  const auto level = Srgb(std::lround(brightness > 0 ? 255 * std::min(brightness, 1.0) : 0));
  return level << 16 | level << 8 | level;
}

inline Plot picture_frame(Spot low, double size) {
  return {.low = low, .high = {low.x + size, low.y + size}, .x = {-0.5, 7.5}, .y = {-0.5, 7.5}};
}

/// Eight by eight pixels; brightness_of(x, y) with x and y from 0 to 1, y upwards.
template <class F>
void add_picture(Figure& figure, const Plot& frame, F&& brightness_of) {
  Cells cells{frame.low, frame.high, kSide, kSide, {}};
  for (int row = kSide - 1; row >= 0; row--)
    for (int column = 0; column < kSide; column++)
      cells.colors.push_back(grey(brightness_of(column / (kSide - 1.0), row / (kSide - 1.0))));
  figure.marks.push_back(std::move(cells));
  add_line(figure,
           {frame.low, {frame.high.x, frame.low.y}, frame.high, {frame.low.x, frame.high.y}, frame.low},
           {Ink::quiet, 1});
}

/// Of pixel `i` in the data, which go row by row from the bottom.
inline double true_brightness(const Dataset& data, int column, int row) {
  return data.numbers[std::size_t(3 * (row * kSide + column) + 2)];
}

inline Figure table_figure(const Moment& m) {
  const int column = int(m[0]), row = int(m[1]);
  const Landscape f = make_landscape(fit(fractions, kRate, 0));
  const Dataset& data = *f.data;
  Figure figure{.title = "A picture, and the rows of numbers that it gives"};
  Plot frame = picture_frame({70, 80}, 420);
  frame.x_label = "x: pixels to the right";
  frame.y_label = "y: pixels upwards";
  add_axes(figure, frame);
  add_picture(figure, frame, [&](double x, double y) {
    return true_brightness(data, int(std::lround(7 * x)), int(std::lround(7 * y)));
  });
  const Spot low = place(frame, column - 0.5, row + 0.5), high = place(frame, column + 0.5, row - 0.5);
  for (const auto& [ink, width] : {std::pair{Ink::paper, 7.0}, std::pair{Ink::first, 4.0}})
    add_line(figure, {low, {high.x, low.y}, high, {low.x, high.y}, low, {high.x, low.y}}, {ink, width});
  figure.handles.push_back({frame, place(frame, column, row), 0, 1});
  std::vector<std::vector<std::string>> rows{{"1", "x", "y", "brightness"}};
  for (int c = 0; c < kSide; c++) {
    const double* numbers = &data.numbers[std::size_t(3 * (row * kSide + c))];
    rows.push_back({"1", shown(numbers[0], 3), shown(numbers[1], 3), shown(numbers[2], 3)});
  }
  add_words(figure, {545, 104}, "one line of pixels, one row each", Ink::quiet);
  const Spot end = add_table(figure, {545, 120}, {60, 90, 90, 120}, rows, column + 1);
  add_words(figure, {545, end.y + 40}, "prediction = w0 · 1 + w1 · x + w2 · y", Ink::first, Align::left, 17);
  figure.readout = {{"row", "[1, " + rows[std::size_t(column + 1)][1] + ", " + rows[1][2] + "]"},
                    {"brightness", rows[std::size_t(column + 1)][3]}};
  return figure;
}

inline Figure fit_figure(const Moment& m) {
  const i64 epoch = i64(m[0]);
  const std::vector<Stand> walk = follow(fit(fractions, m[1], kEpochs), m.lab);
  const Stand& now = walk[std::size_t(epoch)];
  const Point goal = solved();
  Figure figure{.title = "Three weights are fitted to a picture"};
  const Landscape f = make_landscape(fit(fractions, kRate, 0));
  const Plot truth = picture_frame({40, 50}, 220), fitted = picture_frame({40, 330}, 220);
  add_words(figure, {40, 38}, "the picture", Ink::quiet);
  add_words(figure, {40, 318}, "the prediction", Ink::quiet);
  add_picture(figure, truth, [&](double x, double y) {
    return true_brightness(*f.data, int(std::lround(7 * x)), int(std::lround(7 * y)));
  });
  add_picture(figure, fitted, [&](double x, double y) { return now.at.x + now.at.y * x + now.at.z * y; });

  const Plot chart{.low = {360, 50},
                   .high = {920, 330},
                   .x = {0, double(kEpochs)},
                   .y = {1e-9, 10, true},
                   .x_label = "epoch",
                   .y_label = "error (mean over the pixels)"};
  add_axes(figure, chart);
  std::vector<Point> curve;
  for (std::size_t k = 0; k < walk.size(); k++) curve.push_back({double(k), walk[k].loss});
  add_path(figure, chart, curve, {Ink::curve, 2.5});
  add_dot(figure, chart, curve[std::size_t(epoch)], Ink::first, Shape::disc, 8);

  const double weights[] = {now.at.x, now.at.y, now.at.z}, best[] = {goal.x, goal.y, goal.z};
  std::vector<std::vector<std::string>> rows{{"weight", "value", "slope", "next change", "best"}};
  for (int k = 0; k < 3; k++)
    rows.push_back({"w" + std::to_string(k), shown(weights[k], 4), shown(now.gradient[k], 4),
                    shown(-m[1] * now.gradient[k], 4), shown(best[k], 1)});
  add_table(figure, {360, 410}, {90, 120, 120, 140, 90}, rows);
  figure.readout = {{"epoch", std::to_string(epoch)}, {"error", shown(now.loss)}};
  for (int k = 0; k < 3; k++)
    figure.readout.push_back({rows[std::size_t(k + 1)][0], rows[std::size_t(k + 1)][1]});
  return figure;
}

inline Feedback judge_epoch(const Moment& m) {
  const i64 epoch = i64(m[0]);
  const std::vector<Stand> walk = follow(fit(fractions, m[1], epoch), m.lab);
  const double now = walk.back().loss;
  if (!(now < kErrorGoal)) return {false, "The error is still " + shown(now) + ": more passes are needed."};
  if (epoch > 0 && walk[std::size_t(epoch - 1)].loss < kErrorGoal)
    return {false, "It is below already, and was one epoch earlier: go back."};
  return {true, "Here it falls below for the first time, to " + shown(now) + "."};
}

inline constexpr int kSolveSteps = 12;
/// Runs of descent and of steps that solve the equations of the place where they stand.  They depend on
/// nothing else, so each is made once.
inline const std::vector<Stand>& walk_on(int model, bool solving, Lab& lab) {
  const std::string key =
      std::string(solving ? "solving " : "descending ") + (model == 0 ? "plane" : "logistic");
  return once(lab, key, [&] {
    RunSpec spec = model == 0 ? fit(fractions, kRate, kSolveSteps)
                              : one_particle_on_problem("logistic", {0, 0}, kRate, kSolveSteps);
    if (solving) {
      spec.optimizer = {"newton"};
      spec.lr = 1;
    }
    return follow(spec, lab);
  });
}
inline double steepness(const Stand& s) { return std::sqrt(dot(s.gradient, s.gradient)); }

inline Figure formula_figure(const Moment& m) {
  const int model = int(m[0]);
  Figure figure{.title = model == 0 ? "A plane: solving the equations once ends the search"
                                    : "Yes or no: solving once is only a better guess"};
  constexpr double kFloor = 1e-17;
  const Plot chart{.low = {500, 70},
                   .high = {920, 500},
                   .x = {0, kSolveSteps},
                   .y = {kFloor, 10, true},
                   .x_label = "step",
                   .y_label = "how steep it still is (length of the gradient)"};
  add_axes(figure, chart);
  std::vector<Stand> runs[2];
  for (const bool solving : {false, true}) {
    std::vector<Point> line;
    const Ink ink = solving ? Ink::second : Ink::first;
    for (const Stand& s : runs[solving] = walk_on(model, solving, m.lab))
      line.push_back({double(line.size()), std::max(steepness(s), 2 * kFloor)});
    add_path(figure, chart, line, {ink, 2.5, solving ? Dash::dashed : Dash::solid});
    for (const Point& p : line)
      add_dot(figure, chart, p, ink, solving ? Shape::diamond : Shape::disc, solving ? 6 : 5);
    add_note(figure, chart, line.back(), -8, solving ? -16 : 26, solving ? "solve, step by step" : "descend",
             ink, Align::right);
  }
  if (model == 0) {
    const Jet<double, 3> j = at(fit(fractions, kRate, 0), {});
    const Point w = solved();
    const double best[] = {w.x, w.y, w.z};
    std::vector<std::vector<std::string>> rows{{"· w0", "· w1", "· w2", "=", "so"}};
    for (int i = 0; i < 3; i++) {
      rows.push_back({});
      for (int k = 0; k < 3; k++) rows.back().push_back(shown(j.h(i, k) / 2, 3));
      rows.back().push_back(shown(-j.g[i] / 2, 3));
      rows.back().push_back("w" + std::to_string(i) + " = " + shown(best[i], 1));
    }
    add_words(figure, {30, 130}, "Three slopes, each set to zero:", Ink::text);
    const Spot end = add_table(figure, {30, 150}, {78, 78, 78, 78, 98}, rows);
    add_words(figure, {30, end.y + 40}, "Straight in the weights, so they can be", Ink::quiet);
    add_words(figure, {30, end.y + 62}, "solved: the normal equations.", Ink::quiet);
  } else {
    const char* lines[] = {"Yes or no, from one input x:",
                           "probability = sigmoid(b + w · x)",
                           "",
                           "Two slopes, each set to zero:",
                           "the weights sit inside the sigmoid,",
                           "and no formula gets them out.",
                           "",
                           "Solving a straight stand-in gives a",
                           "better guess, again and again."};
    double y = 140;
    for (const char* line : lines) {
      if (*line != 0) add_words(figure, {30, y}, line, y == 140 || y == 218 ? Ink::text : Ink::quiet);
      y += 26;
    }
  }
  figure.readout = {{"steepness at the start", shown(steepness(runs[0][0]))},
                    {"after one solve", shown(std::max(steepness(runs[1][1]), kFloor))},
                    {"after one step down", shown(steepness(runs[0][1]))}};
  return figure;
}

inline constexpr int kRaceEpochs = 200;
inline Figure inputs_figure(const Moment& m) {
  const int inputs = int(m[0]);
  const std::vector<Stand> walk = follow(fit(inputs, m[1], kRaceEpochs), m.lab);
  Figure figure{.title = "The same picture with coordinates written differently"};
  const Plot chart{.low = {80, 50},
                   .high = {920, 280},
                   .x = {0, kRaceEpochs},
                   .y = {1e-10, 10, true},
                   .x_label = "epoch",
                   .y_label = "error"};
  add_axes(figure, chart);
  std::vector<Point> curve;
  for (const Stand& s : walk) curve.push_back({double(curve.size()), std::max(s.loss, 2 * chart.y.low)});
  add_path(figure, chart, {{0, kFinalGoal}, {kFinalEpochs, kFinalGoal}, {kFinalEpochs, chart.y.low}},
           {Ink::gold, 2, Dash::dashed});
  add_note(figure, chart, {kFinalEpochs, kFinalGoal}, 8, 16, "to be reached", Ink::gold);
  add_path(figure, chart, curve, {Ink::first, 3});
  for (int k = 0; k <= kFinalEpochs; k += 5)
    add_dot(figure, chart, curve[std::size_t(k)], Ink::first, Shape::disc, 4);
  const Bends now = bends(inputs);
  const bool stable = m[1] < now.largest_rate();
  if (!stable) add_note(figure, chart, {60, 1}, 0, 4, "too fast: the error grows", Ink::bad);
  std::vector<std::vector<std::string>> rows{
      {"coordinates", "flattest bend", "steepest bend", "ratio", "largest rate"}};
  for (int k = 0; k < int(kInputs.size()); k++) {
    const Bends b = bends(k);
    rows.push_back({kInputs[std::size_t(k)], shown(b.flattest), shown(b.steepest), shown(b.ratio()),
                    shown(b.largest_rate())});
  }
  add_table(figure, {100, 375}, {190, 150, 150, 150, 150}, rows, inputs + 1);
  figure.readout = {{"rate", shown(m[1])},
                    {"largest rate that is stable", shown(now.largest_rate())},
                    {"error after " + std::to_string(kFinalEpochs) + " epochs",
                     stable ? shown(walk[kFinalEpochs].loss) : "grows"},
                    {"ratio of bends", shown(now.ratio())}};
  return figure;
}

inline Feedback judge_inputs(const Moment& m) {
  const double loss = end_of(fit(int(m[0]), m[1], kFinalEpochs), m.lab).loss;
  if (loss < kFinalGoal)
    return {true, "The error is down to " + shown(loss) + ": a round bowl, one good rate."};
  if (!(m[1] < bends(int(m[0])).largest_rate()))
    return {false, "This rate is too large for these coordinates: the error grows."};
  return {false, "The error is " + shown(loss) + ". " +
                     (int(m[0]) == standardised ? "The coordinates are right, now find the rate."
                                                : "One direction is much flatter than the steepest.")};
}

}  // namespace thalweg::lessons::book::plane
