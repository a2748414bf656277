// SPDX-License-Identifier: MIT
#include "study/chart_parts.h"

#include <algorithm>
#include <cmath>

#include "study/number_text.h"

namespace thalweg::study {

using namespace figures;

Look look_of(int method) {
  constexpr Ink kInksOf[] = {Ink::first,  Ink::second, Ink::third, Ink::good,
                             Ink::fourth, Ink::fifth,  Ink::gold,  Ink::sixth};
  constexpr Dash kDashes[] = {Dash::solid, Dash::dashed, Dash::dotted};
  constexpr Shape kShapes[] = {Shape::disc, Shape::square, Shape::triangle, Shape::diamond,
                               Shape::ring, Shape::cross,  Shape::star};
  return {kInksOf[method % 8], kDashes[method % 3], kShapes[method % 7]};
}

void add_end_labels(Figure& figure, const Plot& plot, std::vector<EndLabel> labels) {
  if (labels.empty()) return;
  std::stable_sort(labels.begin(), labels.end(),
                   [](const EndLabel& a, const EndLabel& b) { return a.y < b.y; });
  const double top = plot.low.y + 4, bottom = plot.high.y + 4,
               gap = std::min(kSmall + 2, (bottom - top) / double(labels.size()));
  double free = top;
  for (EndLabel& label : labels) {
    label.y = std::max(label.y + 4, free);
    free = label.y + gap;
  }
  free = bottom;
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    label->y = std::min(label->y, free);
    free = label->y - gap;
  }
  for (const EndLabel& label : labels)
    add_words(figure, {plot.high.x + 7, label.y}, shortened(label.text, 15), label.ink, Align::left,
              std::min(kSmall, gap));
}

std::vector<Point> corners(const Staircase& steps, const Plot& plot) {
  constexpr double kSeen = 1;
  const double rim = plot.x.low;
  std::vector<Point> points{{rim, 0}};
  double last = -1e300;  // where the last rise is drawn
  for (std::size_t i = 0; i < steps.x.size() && steps.x[i] <= plot.x.high; i++) {
    const double x = std::max(rim, steps.x[i]), at = place(plot, x, 0).x;
    if (at - last >= kSeen) {
      points.push_back({x, points.back().y});
      points.push_back({x, steps.y[i]});
      last = at;
    } else {
      points.back().y = steps.y[i];
    }
  }
  points.push_back({plot.x.high, points.back().y});
  return points;
}

std::vector<AxisTick> round_ticks(const Axis& axis) {
  constexpr int kMost = 6;
  std::vector<AxisTick> ticks;
  if (!axis.log || axis.high > 100 * axis.low) {
    for (const AxisTick& tick : axis_ticks(axis, kMost))
      if (tick.major) ticks.push_back(tick);
    return ticks;
  }
  for (double power = std::pow(10, std::floor(std::log10(axis.low))); power <= axis.high; power *= 10)
    for (const double m : {1, 2, 5})
      if (m * power >= axis.low && m * power <= axis.high)
        ticks.push_back({m * power, to_unit(axis, m * power)});
  if (ticks.size() > 1) return ticks;
  ticks.clear();
  for (const Tick& tick : linear_ticks(axis.low, axis.high, 4))
    ticks.push_back({tick.value, to_unit(axis, tick.value)});
  return ticks;
}

double Rows::y(int row) const { return plot.low.y + (row + 0.5) * kRowHeight; }

Rows method_rows(const StudyResults& results, Axis x, std::string x_label, std::string title) {
  const int methods = int(results.spec.methods.size());
  Rows rows;
  rows.plot = {.low = {122, 22},
               .high = {kWidth - 34, 22 + methods * kRowHeight},
               .x = x,
               .y = {0, double(methods)},
               .x_label = std::move(x_label)};
  rows.figure.width = kWidth;
  rows.figure.height = rows.plot.high.y + 52;
  rows.figure.title = std::move(title);
  const Plot& plot = rows.plot;
  for (const AxisTick& tick : round_ticks(x)) {
    const double at = plot.low.x + tick.position * (plot.high.x - plot.low.x);
    add_line(rows.figure, {{at, plot.low.y}, {at, plot.high.y}}, {Ink::line, 1, Dash::solid, 0.8});
    add_mark(
        rows.figure,
        figures::Text{
            {at, plot.high.y + 18}, tick_label(tick.value), Ink::quiet, kSmall, Align::center, false, true});
  }
  add_line(rows.figure, {{plot.low.x, plot.high.y}, plot.high}, {Ink::quiet, 1});
  add_words(rows.figure, {plot.high.x, plot.high.y + 39}, plot.x_label, Ink::quiet, Align::right, kSmall);
  for (int m = 0; m < methods; m++)
    add_words(rows.figure, {plot.low.x - 10, rows.y(m) + 4.5},
              shortened(results.spec.methods[std::size_t(m)].label, 16), Ink::text, Align::right, kSmall);
  return rows;
}

void add_bar(Rows& rows, int row, double from, double to, Stroke stroke) {
  const Plot& plot = rows.plot;
  const auto at = [&](double value) { return std::clamp(place(plot, value, 0).x, plot.low.x, plot.high.x); };
  if (std::isnan(from) || std::isnan(to)) return;
  const double y = rows.y(row);
  add_line(rows.figure, {{at(from), y}, {at(to), y}}, stroke);
}

}  // namespace thalweg::study
