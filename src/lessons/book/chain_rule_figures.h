// SPDX-License-Identifier: MIT
// The figures of the lesson about the chain rule.  Every derivative in them is carried by dual numbers
// through the operation that it belongs to.
#pragma once

#include <cmath>

#include "core/dual.h"
#include "lessons/lab.h"
#include "problems/problem.h"

namespace thalweg::lessons::book::chains {

/// A value and its derivative by the number that went in.
struct Local {
  double value, slope;
};
/// What a function makes of a number, and its derivative there.
template <class F>
Local local(F&& f, double at) {
  const Dual<double, 1> r = f(detail::seed<double, 1>(at));
  return {r.v, r.d[0]};
}

// Two machines in a row.
inline Local square(double w) {
  return local([](auto t) { return t * t; }, w);
}
inline constexpr double kFactor = 3;
inline Local triple(double u) {
  return local([](auto t) { return kFactor * t; }, u);
}

inline Figure machines_figure(const Moment& m) {
  const double w = m[0], h = m[1];
  const double from[] = {w, square(w).value, triple(square(w).value).value};
  const double to[] = {w + h, square(w + h).value, triple(square(w + h).value).value};
  const double slopes[] = {square(w).slope, triple(from[1]).slope};
  const char* names[] = {"w", "u = w²", "e = 3 · u"};
  Figure figure{.title = "A nudge goes through two machines"};
  Spot before{}, before_nudged{};
  for (int k = 0; k < 3; k++) {
    const double x = 150 + 310.0 * k;
    // The same scale on all three, so that stretching is seen as it is.
    const Plot scale{.low = {x, 70}, .high = {x + 1, 530}, .x = {0, 1}, .y = {0, 6}};
    for (int tick = 0; tick <= 6; tick++) {
      const Spot at = place(scale, 0, tick);
      add_line(figure, {{x - 6, at.y}, {x + 6, at.y}}, {Ink::quiet, 1});
      add_words(figure, {x - 14, at.y + 4.5}, shown(double(tick)), Ink::quiet, Align::right, 13);
    }
    add_line(figure, {{x, 70}, {x, 530}}, {Ink::quiet, 1.5});
    add_words(figure, {x, 48}, names[k], Ink::text, Align::center, 18);
    const Spot a = place(scale, 0, from[k]), b = place(scale, 0, to[k]);
    if (k > 0) {
      add_line(figure, {{before.x + 12, before.y}, {a.x - 40, a.y}}, {Ink::first, 1.5, Dash::dotted}, true);
      add_line(figure, {{before_nudged.x + 12, before_nudged.y}, {b.x - 40, b.y}},
               {Ink::second, 1.5, Dash::dotted}, true);
      const double middle = x - 155;
      add_words(figure, {middle, 558}, "slope " + shown(slopes[k - 1], 2), Ink::text, Align::center, 17);
      add_words(figure, {middle, 580}, "stretch " + shown((to[k] - from[k]) / (to[k - 1] - from[k - 1]), 3),
                Ink::quiet, Align::center);
    }
    add_line(figure, {a, b}, {Ink::second, 8});
    figure.marks.push_back(Dot{a, Ink::first, Shape::disc, 7});
    figure.marks.push_back(Dot{b, Ink::second, Shape::diamond, 7});
    add_words(figure, {x, 568}, "nudge " + shown(to[k] - from[k], 3), Ink::second, Align::center);
    if (k == 0) figure.handles.push_back({scale, a, -1, 0});
    before = a;
    before_nudged = b;
  }
  figure.readout = {{"nudge of w", shown(h, 3)},
                    {"nudge of e", shown(to[2] - from[2], 4)},
                    {"stretched by", shown((to[2] - from[2]) / h, 3)},
                    {"product of the slopes", shown(slopes[0] * slopes[1], 3)}};
  return figure;
}

/// x, times v, sigmoid, times w, squared difference from the true answer.
inline constexpr double kTrue = 1;
struct Pass {
  Local a, h, p, e;  ///< value, and slope by the stage before
  double a_by_v, p_by_w;
  double e_by_h() const { return e.slope * p.slope; }
  double e_by_a() const { return e_by_h() * h.slope; }
  double e_by_v() const { return e_by_a() * a_by_v; }
  double e_by_w() const { return e.slope * p_by_w; }
};
inline Pass pass(double x, double v, double w) {
  Pass r;
  r.a = local([v](auto t) { return v * t; }, x);
  r.a_by_v = local([x](auto t) { return t * x; }, v).slope;
  r.h = local([](auto t) { return sigmoid(t); }, r.a.value);
  r.p = local([w](auto t) { return w * t; }, r.h.value);
  r.p_by_w = local([&r](auto t) { return t * r.h.value; }, w).slope;
  r.e = local([](auto t) { return sq(t - kTrue); }, r.p.value);
  return r;
}
/// The slope of the error by v, carried through all stages at once.
inline double slope_at_once(double x, double v, double w) {
  return local([x, w](auto t) { return sq(w * sigmoid(t * x) - kTrue); }, v).slope;
}

inline void add_node(Figure& figure, Spot center, const std::string& name, const std::string& value,
                     bool known, Ink ink) {
  constexpr double kWide = 66, kHigh = 34;
  add_box(figure, {center.x - kWide, center.y - kHigh}, {center.x + kWide, center.y + kHigh},
          known ? ink : Ink::line, known ? ink : Ink::line, known ? 0.14 : 0.1);
  add_words(figure, {center.x, center.y - 9}, name, Ink::quiet, Align::center);
  if (known) add_words(figure, {center.x, center.y + 20}, value, Ink::text, Align::center, 20);
}
inline void add_edge(Figure& figure, Spot from, Spot to, Ink ink, const std::string& label, double dy) {
  add_line(figure, {from, to}, {ink, 2}, true);
  if (!label.empty())
    figure.marks.push_back(Text{.at = {(from.x + to.x) / 2, (from.y + to.y) / 2 + dy},
                                .text = label,
                                .ink = ink,
                                .align = Align::center});
}

inline constexpr int kForward = 4, kStages = 8;

inline Figure graph_figure(const Moment& m) {
  const auto stage = int(m[0]);
  const double x = m[1], v = m[2], w = m[3];
  const Pass r = pass(x, v, w);
  const double columns[] = {85, 280, 475, 670, 865};
  constexpr double kTop = 80, kRow = 215, kBack = 395, kBottom = 530, kHalf = 66, kHigh = 34;
  Figure figure{.title = "Values go forward, slopes go back"};
  add_words(figure, {20, 178 - 30}, "forward: values →", Ink::first);
  add_words(figure, {20, 340}, "← back: slopes of the error", Ink::second);

  const std::string values[] = {shown(x, 2), shown(r.a.value, 3), shown(r.h.value, 3), shown(r.p.value, 3),
                                shown(r.e.value, 3)};
  const char* names[] = {"x", "a = v · x", "h = sigmoid(a)", "p = w · h", "e = (p − 1)²"};
  for (int k = 0; k <= kForward; k++) {
    add_node(figure, {columns[k], kRow}, names[k], values[k], stage >= k, Ink::first);
    if (k > 0)
      add_edge(figure, {columns[k - 1] + kHalf, kRow}, {columns[k] - kHalf, kRow}, Ink::first, "", 0);
  }
  add_node(figure, {columns[1], kTop}, "weight v", shown(v, 2), true, Ink::first);
  add_node(figure, {columns[3], kTop}, "weight w", shown(w, 2), true, Ink::first);
  for (const int k : {1, 3})
    add_edge(figure, {columns[k], kTop + kHigh}, {columns[k], kRow - kHigh}, Ink::first, "", 0);

  // One stage further back each: what arrives, times the local slope.
  const std::string back[] = {"", shown(r.e_by_a(), 3), shown(r.e_by_h(), 3), shown(r.e.slope, 3), "1"};
  const char* slopes[] = {"", "slope by a", "slope by h", "slope by p", "of itself"};
  const Local* locals[] = {&r.a, &r.a, &r.h, &r.p, &r.e};
  const int known_at[] = {99, 7, 6, 5, 0};
  for (int k = kForward; k > 0; k--) {
    add_node(figure, {columns[k], kBack}, slopes[k], back[k], stage >= known_at[k], Ink::second);
    if (k == kForward) continue;
    const bool known = stage >= known_at[k];
    add_edge(figure, {columns[k + 1] - kHalf, kBack}, {columns[k] + kHalf, kBack},
             known ? Ink::second : Ink::line, known ? "× " + shown(locals[k + 1]->slope, 2) : "", -46);
  }
  const auto add_weight = [&](int k, int at, const char* name, double local_slope, double slope) {
    const bool known = stage >= at;
    add_node(figure, {columns[k], kBottom}, name, shown(slope, 3), known, Ink::second);
    add_edge(figure, {columns[k], kBack + kHigh}, {columns[k], kBottom - kHigh},
             known ? Ink::second : Ink::line, "", 0);
    if (known) add_words(figure, {columns[k] + 12, 469}, "× " + shown(local_slope, 2), Ink::second);
  };
  add_weight(3, 6, "slope by w", r.p_by_w, r.e_by_w());
  add_weight(1, kStages, "slope by v", r.a_by_v, r.e_by_v());
  if (stage >= kStages) {
    add_words(figure, {columns[2] - 80, 590},
              shown(r.e.slope, 2) + " × " + shown(r.p.slope, 2) + " × " + shown(r.h.slope, 3) + " × " +
                  shown(r.a_by_v, 2) + " = " + shown(r.e_by_v(), 3),
              Ink::text, Align::center, 17);
  }
  figure.readout = {{"error", shown(r.e.value, 3)},
                    {"local slopes", shown(r.e.slope, 2) + ", " + shown(r.p.slope, 2) + ", " +
                                         shown(r.h.slope, 3) + ", " + shown(r.a_by_v, 2)},
                    {"their product, the slope by v", shown(r.e_by_v(), 4)},
                    {"the same in one go", shown(slope_at_once(x, v, w), 4)},
                    {"slope by w", shown(r.e_by_w(), 4)}};
  return figure;
}

// Deep chains: what a layer makes of what it is given, with the weight w.
enum Kind { sigmoids, tanhs, relus, shortcuts };
inline const std::vector<std::string> kKinds{"sigmoid", "tanh", "ReLU", "tanh and shortcut"};
inline constexpr double kShare = 0.2;   // of the tanh that joins a shortcut
inline constexpr double kMiddle = 0.5;  // input; a sigmoid's layers are centred about it

inline Local layer(int kind, double w, double h) {
  return local(
      [&](auto t) {
        switch (kind) {
          case sigmoids:
            return sigmoid(w * (t - kMiddle));
          case tanhs:
            return tanh(w * t);
          case relus:
            return max(w * t, 0.0);
          default:
            return t + kShare * tanh(w * t);
        }
      },
      h);
}
/// Slope of the last layer's output by what goes into layer 1, 2, ..., depth, and the layers themselves.
struct Deep {
  std::vector<Local> layers;
  std::vector<double> slopes;
};
inline Deep deep(int kind, double w, int depth, double input = kMiddle) {
  Deep r;
  for (double h = input; int(r.layers.size()) < depth; h = r.layers.back().value)
    r.layers.push_back(layer(kind, w, h));
  r.slopes.resize(r.layers.size());
  double product = 1;
  for (int k = depth - 1; k >= 0; k--) r.slopes[std::size_t(k)] = product *= r.layers[std::size_t(k)].slope;
  return r;
}
inline double first_slope(int kind, double w, int depth) { return deep(kind, w, depth).slopes[0]; }

inline std::vector<Point> by_layer(const Deep& d) {
  std::vector<Point> line;
  for (const double slope : d.slopes) line.push_back({double(line.size() + 1), std::abs(slope)});
  return line;
}

inline constexpr int kDeepest = 30;

inline Figure vanish_figure(const Moment& m) {
  const int depth = int(m[0]);
  const double w = m[1], input = m[2];
  const Deep d = deep(sigmoids, w, depth, input);
  Figure figure{.title = "In a deep chain of sigmoids the slope vanishes"};
  const Plot one{.low = {60, 60},
                 .high = {400, 510},
                 .x = {-5, 5},
                 .y = {0, 1.05},
                 .x_label = "what goes in",
                 .y_label = "one sigmoid"};
  add_axes(figure, one);
  const auto curve = [](double a) { return local([](auto t) { return sigmoid(t); }, a); };
  add_graph(figure, one, [&](double a) { return curve(a).value; }, {Ink::curve, 2.5});
  add_graph(figure, one, [&](double a) { return curve(a).slope; }, {Ink::second, 2.5, Dash::dashed});
  add_note(figure, one, {1.6, curve(1.6).value}, 12, 18, "value", Ink::text);
  add_note(figure, one, {1.4, curve(1.4).slope}, 10, -8, "its slope", Ink::second);
  double h = input;
  for (const Local& l : d.layers) {
    const double a = w * (h - kMiddle);
    add_dot(figure, one, {a, curve(a).slope}, Ink::first, Shape::disc, 6);
    h = l.value;
  }
  const Plot plot{.low = {510, 60},
                  .high = {925, 510},
                  .x = {0, kDeepest + 1},
                  .y = {1e-20, 1e4, true},
                  .x_label = "layer",
                  .y_label = "slope of the last output by what goes into a layer"};
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double k) { return k > depth ? NAN : std::pow(0.25, depth + 1 - k); },
            {Ink::second, 2, Dash::dotted});
  const std::vector<Point> line = by_layer(d);
  add_path(figure, plot, line, {Ink::first, 2.5});
  for (const Point& p : line) add_dot(figure, plot, p, Ink::first, Shape::disc, 5);
  add_line(figure, {{510, 575}, {550, 575}}, {Ink::second, 2, Dash::dotted});
  add_words(figure, {558, 580}, "a quarter per layer", Ink::second);
  add_line(figure, {{720, 575}, {760, 575}}, {Ink::first, 2.5});
  add_words(figure, {768, 580}, "this chain", Ink::first);
  figure.readout = {{"layers", std::to_string(depth)},
                    {"weight", shown(w, 2)},
                    {"slope of the last layer", shown(d.layers.back().slope)},
                    {"slope by the first input", shown(d.slopes[0])}};
  return figure;
}

inline Figure help_figure(const Moment& m) {
  const int chosen = int(m[0]);
  const double w = m[1];
  Figure figure{.title = "Thirty layers of four kinds"};
  const Plot plot{.low = {80, 60},
                  .high = {555, 520},
                  .x = {0, kDeepest + 1},
                  .y = {1e-20, 1e10, true},
                  .x_label = "layer",
                  .y_label = "slope of the last output by what goes into a layer"};
  add_axes(figure, plot);
  const Spot low = place(plot, 0, 10), high = place(plot, kDeepest + 1, 0.1);
  figure.marks.push_back(Area{{low, {high.x, low.y}, high, {low.x, high.y}}, Ink::good, 0.2});
  std::vector<std::vector<std::string>> rows{{"layer", "slope by the first input"}};
  for (int kind = 0; kind < int(kKinds.size()); kind++) {
    const std::vector<Point> line = by_layer(deep(kind, w, kDeepest));
    const bool mine = kind == chosen;
    add_path(figure, plot, line,
             {mine ? Ink::first : Ink::quiet, mine ? 3.0 : 1.5, mine ? Dash::solid : Dash::dashed});
    if (mine)
      for (const Point& p : line) add_dot(figure, plot, p, Ink::first, Shape::disc, 5);
    rows.push_back({kKinds[std::size_t(kind)], shown(line[0].y)});
  }
  add_note(figure, plot, {1, 10}, 4, -8, "between a tenth and ten", Ink::good);
  add_table(figure, {595, 150}, {150, 195}, rows, chosen + 1);
  add_words(figure, {605, 330}, "Thick: the chosen kind.", Ink::quiet);
  add_words(figure, {605, 354}, "Dashed: the others.", Ink::quiet);
  figure.readout = {{"layers", std::to_string(kDeepest)}, {"weight", shown(w, 2)}};
  for (std::size_t k = 1; k < rows.size(); k++)
    figure.readout.push_back({"slope, " + rows[k][0], rows[k][1]});
  return figure;
}

}  // namespace thalweg::lessons::book::chains
