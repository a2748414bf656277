// SPDX-License-Identifier: MIT
// The figures of the lesson on how machines differentiate: one loss, and four ways to its slope.
#pragma once

#include <algorithm>
#include <cmath>

#include "core/dual.h"
#include "lessons/lab.h"

namespace thalweg::lessons::book::slopes {

/// A prediction tanh(2 w) that should be one half, as it is typed.
inline constexpr const char* kFormula = "(tanh(2*w) - 0.5)^2";
inline constexpr double kWeight = 0.8;  // stated as `w`

/// The same for every number type: double, float, dual numbers.  Twice w is w + w, so that floats stay
/// floats.
template <class T>
auto loss(T w) {
  return sq(tanh(w + w) - 0.5f);
}

/// The slope as a person would write it down.
inline double by_hand(double w) {
  const double p = tanh(2 * w);
  return 4 * (p - 0.5) * (1 - p * p);
}

using Carried = Dual<double, 1>;
inline Carried start(double w) { return detail::seed<double, 1>(w); }
inline double by_dual(double w) { return loss(start(w)).d[0]; }

enum Method { forward, central };
/// A difference quotient computed in T throughout.
template <class T>
double quotient(Method method, double at, double step) {
  const T w = T(at), h = T(step);
  return method == forward ? double((loss(w + h) - loss(w)) / h)
                           : double((loss(w + h) - loss(w - h)) / (h + h));
}
inline double quotient(Method method, bool single, double at, double step) {
  return single ? quotient<float>(method, at, step) : quotient<double>(method, at, step);
}
/// How far it is from the slope; floats are asked about the weight that they can hold.
inline double miss(Method method, bool single, double at, double step) {
  const double w = single ? double(float(at)) : at;
  return std::abs(quotient(method, single, w, step) - by_dual(w));
}

/// The median over weights around kWeight: rounding alone is a matter of luck.
inline double typical_miss(Method method, bool single, double step) {
  constexpr int kWeights = 201;
  std::vector<double> misses;
  for (int k = 0; k < kWeights; k++)
    misses.push_back(miss(method, single, kWeight + 0.002 * (k - kWeights / 2), step));
  std::nth_element(misses.begin(), misses.begin() + kWeights / 2, misses.end());
  return misses[kWeights / 2];
}
/// The best of the steps 1, 0.5, 0.2, 0.1, ..., down to 1e-16.
inline double best_step(Method method, bool single) {
  double best = 1, least = INFINITY;
  for (int decade = 0; decade >= -16; decade--)
    for (const double lead : {1.0, 0.5, 0.2}) {
      const double step = lead * std::pow(10.0, decade), m = typical_miss(method, single, step);
      if (m < least) least = m, best = step;
    }
  return best;
}

inline Plot curve_frame(Spot low, Spot high) {
  return {.low = low, .high = high, .x = {-0.4, 1.6}, .y = {-0.1, 1.1}, .x_label = "w", .y_label = "loss"};
}
inline void add_through(Figure& figure, const Plot& plot, Point p, double slope, Stroke stroke) {
  add_path(figure, plot,
           {{plot.x.low, p.y + slope * (plot.x.low - p.x)}, {plot.x.high, p.y + slope * (plot.x.high - p.x)}},
           stroke);
}

inline constexpr int kOperations = 4;

inline Figure carry_figure(const Moment& m) {
  const double w = m[0];
  const int shown_steps = int(m[1]);
  const Carried start_at = start(w), u = start_at + start_at, p = tanh(u), d = p - 0.5, e = sq(d);
  const Carried* carried[] = {&start_at, &u, &p, &d, &e};
  const char* steps[] = {"w", "u = 2 · w", "p = tanh(u)", "d = p − 0.5", "loss = d²"};
  const char* rules[] = {"start with one", "twice the slope", "(1 − p²) times it", "the same slope",
                         "2 · d times it"};
  Figure figure{.title = "A value and its slope go through every operation together"};
  std::vector<std::vector<std::string>> rows{{"step", "value", "slope", "rule for the slope"}};
  for (int k = 0; k <= kOperations; k++)
    rows.push_back(k <= shown_steps ? std::vector<std::string>{steps[k], shown(carried[k]->v, 4),
                                                               shown(carried[k]->d[0], 4), rules[k]}
                                    : std::vector<std::string>{steps[k], "", "", ""});
  const Spot end = add_table(figure, {30, 130}, {125, 105, 105, 185}, rows, shown_steps + 1);
  const std::string pair =
      "(" + shown(carried[shown_steps]->v, 4) + ", " + shown(carried[shown_steps]->d[0], 4) + ")";
  add_words(figure, {40, end.y + 50}, "dual number: " + pair, Ink::first, Align::left, 18);
  const Plot plot = curve_frame({620, 60}, {930, 510});
  add_axes(figure, plot);
  add_graph(figure, plot, [](double x) { return loss(x); }, {Ink::curve, 3});
  if (shown_steps == kOperations) add_through(figure, plot, {w, e.v}, e.d[0], {Ink::first, 2, Dash::dashed});
  add_dot(figure, plot, {w, e.v}, Ink::first, Shape::disc, 8);
  figure.handles.push_back({plot, place(plot, w, e.v), 0, -1});
  figure.readout = {{"after", steps[shown_steps]},
                    {"value and slope", pair},
                    {"loss", shown(e.v, 4)},
                    {"slope of the loss", shown(e.d[0], 4)}};
  return figure;
}

inline Feedback judge_zero(const Moment& m) {
  constexpr double kNearly = 0.05;
  const double slope = by_dual(m[0]);
  if (std::abs(slope) < kNearly)
    return {true, "The slope is " + shown(slope, 3) + ": two times `d`, and `d` is almost zero here."};
  return {false, "The slope is " + shown(slope, 3) + ". Look at the last rule: what must be zero?"};
}

inline Figure ways_figure(const Moment& m) {
  const double w = m[0], h = m[1], exact = by_dual(w);
  Figure figure{.title = "Four ways to one slope"};
  const Plot plot = curve_frame({60, 50}, {600, 320});
  add_axes(figure, plot);
  add_graph(figure, plot, [](double x) { return loss(x); }, {Ink::curve, 3});
  add_through(figure, plot, {w, loss(w)}, exact, {Ink::first, 2, Dash::dashed});
  const double f = quotient<double>(forward, w, h), c = quotient<double>(central, w, h);
  add_through(figure, plot, {w, loss(w)}, f, {Ink::second, 2});
  add_through(figure, plot, {w - h, loss(w - h)}, c, {Ink::third, 2, Dash::dotted});
  add_dot(figure, plot, {w, loss(w)}, Ink::first, Shape::disc, 8);
  add_dot(figure, plot, {w + h, loss(w + h)}, Ink::second, Shape::diamond, 8);
  add_dot(figure, plot, {w - h, loss(w - h)}, Ink::third, Shape::square, 6);
  figure.handles.push_back({plot, place(plot, w, loss(w)), 0, -1});
  const std::pair<const char*, Stroke> legend[] = {
      {"tangent", {Ink::first, 2, Dash::dashed}},
      {"through w and w + h", {Ink::second, 2}},
      {"through w − h and w + h", {Ink::third, 2, Dash::dotted}}};
  double y = 110;
  for (const auto& [name, stroke] : legend) {
    add_line(figure, {{650, y - 5}, {700, y - 5}}, stroke);
    add_words(figure, {712, y}, name, stroke.ink);
    y += 34;
  }
  const auto row = [&](const char* name, double slope, const char* asks) {
    return std::vector<std::string>{name, shown(slope, 8),
                                    slope == exact ? "0" : shown(std::abs(slope - exact)), asks};
  };
  add_table(figure, {60, 415}, {300, 170, 170, 200},
            {{"way", "slope", "away from dual", "asks for"},
             row("rules by hand", by_hand(w), "a patient person"),
             row("dual numbers", exact, "the loss, once"),
             row("forward difference", f, "the loss, twice"),
             row("central difference", c, "the loss, twice")},
            2);
  figure.readout = {{"slope by dual numbers", shown(exact, 8)},
                    {"forward difference is off by", shown(std::abs(f - exact))},
                    {"central difference is off by", shown(std::abs(c - exact))}};
  return figure;
}

inline constexpr double kFloor = 2e-15;  // an error of zero is drawn here

inline Figure v_figure(const Moment& m) {
  const double h = m[0];
  const bool single = m[1] == 1;
  Figure figure{.title = "Too large a step and too small a step"};
  const Plot plot{.low = {80, 60},
                  .high = {930, 500},
                  .x = {5e-17, 2, true},
                  .y = {1e-15, 30, true},
                  .x_label = "step h",
                  .y_label = "how far the quotient is from the slope"};
  add_axes(figure, plot);
  for (const Method method : {forward, central}) {
    const bool one = method == forward;
    const Ink ink = one ? Ink::first : Ink::second;
    std::vector<Point> line;
    constexpr int kPerDecade = 6;
    for (int k = -16 * kPerDecade; k <= 0; k++) {
      const double step = std::pow(10.0, double(k) / kPerDecade);
      line.push_back({step, std::max(miss(method, single, kWeight, step), kFloor)});
    }
    add_path(figure, plot, line, {ink, 2, one ? Dash::solid : Dash::dashed});
    const double best = best_step(method, single);
    add_dot(figure, plot, {best, typical_miss(method, single, best)}, Ink::gold, Shape::star, 10);
    add_dot(figure, plot, {h, std::max(miss(method, single, kWeight, h), kFloor)}, ink,
            one ? Shape::disc : Shape::diamond, 8);
    const double x = one ? 80 : 330;
    add_line(figure, {{x, 575}, {x + 40, 575}}, {ink, 2, one ? Dash::solid : Dash::dashed});
    add_words(figure, {x + 50, 580}, one ? "forward difference" : "central difference", ink);
    figure.readout.push_back(
        {one ? "forward is off by" : "central is off by", shown(miss(method, single, kWeight, h))});
    figure.readout.push_back({one ? "best step, forward" : "best step, central", shown(best)});
  }
  figure.marks.push_back(Dot{{590, 575}, Ink::gold, Shape::star, 10});
  add_words(figure, {606, 580}, "typically the best step", Ink::gold);
  add_words(figure, {110, 88}, "← too small: digits are lost", Ink::quiet);
  add_words(figure, {915, 88}, "too large: the curve bends →", Ink::quiet, Align::right);
  figure.readout.insert(figure.readout.begin(), {"step", shown(h)});
  return figure;
}

inline constexpr double kSharp = 1e-9;  // stated as `sharp`
inline Feedback judge_step(const Moment& m) {
  const bool single = m[1] == 1;
  const double off = miss(central, single, kWeight, m[0]);
  if (off < kSharp) return {true, "Off by " + shown(off) + " only. Dual numbers need no such search."};
  if (single) return {false, "Floats have too few digits for that: off by " + shown(off) + "."};
  return {false, "It is off by " + shown(off) + ". " +
                     (m[0] > best_step(central, false) ? "Try a smaller step." : "Try a larger step.")};
}

inline Figure torch_figure(const Moment& m) {
  const double w = std::round(100 * m[0]) / 100;  // as it is printed
  const Carried e = loss(start(w));
  Figure figure{.title = "The same in PyTorch"};
  add_box(figure, {30, 60}, {560, 420});
  const std::pair<double, std::string> lines[] = {{0, "import torch"},
                                                  {0, ""},
                                                  {0, "w = torch.tensor(" + shown(w, 2) + ","},
                                                  {17, "dtype=torch.float64,"},
                                                  {17, "requires_grad=True)"},
                                                  {0, "p = torch.tanh(2 * w)"},
                                                  {0, "loss = (p - 0.5) ** 2"},
                                                  {0, "loss.backward()"},
                                                  {0, ""},
                                                  {0, "print(loss.item())"},
                                                  {0, "print(w.grad.item())"}};
  constexpr double kLine = 30, kGlyph = 9.6, kSize = 16;
  double y = 100;
  std::string minus = "\u2212";
  for (auto [indent, text] : lines) {
    if (const std::size_t at = text.find(minus); at != std::string::npos) text.replace(at, minus.size(), "-");
    if (!text.empty())
      figure.marks.push_back(
          Text{.at = {50 + indent * kGlyph, y}, .text = text, .size = kSize, .number = true});
    y += kLine;
  }
  const double loss_y = 100 + 9 * kLine, slope_y = loss_y + kLine;
  add_line(figure, {{560, loss_y - 5}, {620, loss_y - 5}}, {Ink::first, 2}, true);
  add_line(figure, {{560, slope_y - 5}, {620, slope_y - 5}}, {Ink::second, 2, Dash::dashed}, true);
  add_words(figure, {632, loss_y}, shown(e.v, 8) + "  the loss", Ink::first, Align::left, kSize);
  add_words(figure, {632, slope_y}, shown(e.d[0], 8) + "  its slope", Ink::second, Align::left, kSize);
  const char* notes[] = {"remembers every operation", "forward: values, from the top",
                         "back: slopes, from the loss to w"};
  const double at[] = {100 + 4 * kLine, 100 + 6 * kLine, 100 + 7 * kLine};
  for (int k = 0; k < 3; k++) {
    add_line(figure, {{350, at[k] - 5}, {620, at[k] - 5}}, {Ink::line, 1, Dash::dotted});
    add_words(figure, {632, at[k]}, notes[k], Ink::quiet);
  }
  add_words(figure, {30, 480}, "The numbers on the right come from dual numbers here;", Ink::quiet);
  add_words(figure, {30, 504}, "PyTorch multiplies the same local slopes from the loss back.", Ink::quiet);
  figure.readout = {{"loss", shown(e.v, 8)}, {"slope by w", shown(e.d[0], 8)}};
  return figure;
}

}  // namespace thalweg::lessons::book::slopes
