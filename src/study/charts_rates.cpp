// SPDX-License-Identifier: MIT
// The plots of one task over the learning rate.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "study/chart_parts.h"
#include "study/charts.h"
#include "study/number_text.h"

namespace thalweg::study {

using namespace figures;

namespace {

/// Ink, dash and shape of each method, right of the plot.
void add_key(Figure& figure, const StudyResults& results, const Plot& plot) {
  const auto methods = results.spec.methods.size();
  const double gap = std::min(20.0, (plot.high.y - plot.low.y - 20) / double(methods));
  for (std::size_t m = 0; m < methods; m++) {
    const Look look = look_of(int(m));
    const double x = plot.high.x + 8, y = plot.low.y + 20 + double(m) * gap;
    add_line(figure, {{x, y}, {x + 18, y}}, {look.ink, 2, look.dash});
    add_mark(figure, Dot{{x + 9, y}, look.ink, look.shape, 3.6});
    add_words(figure, {x + 23, y + 4}, shortened(results.spec.methods[m].label, 12), look.ink, Align::left,
              std::min(kSmall, gap));
  }
}

/// The parts of the curve below the limit, as it is drawn: straight between the points in the logarithms.
void add_good_parts(Figure& figure, const Plot& plot, const std::vector<Point>& curve, double limit,
                    Ink ink) {
  const Spot level = place(plot, plot.x.low, limit);
  for (std::size_t i = 1; i < curve.size(); i++) {
    Spot a = place(plot, curve[i - 1].x, curve[i - 1].y), b = place(plot, curve[i].x, curve[i].y);
    if (!std::isfinite(a.y) || !std::isfinite(b.y) || (a.y < level.y && b.y < level.y)) continue;
    const Spot cut{a.x + (level.y - a.y) / (b.y - a.y) * (b.x - a.x), level.y};
    if (a.y < level.y) a = cut;
    if (b.y < level.y) b = cut;
    add_line(figure, {a, b}, {ink, 7, Dash::solid, 0.35});
  }
}

/// From 0, dark, to 1, bright; in steps of a twentieth.  Grey where there was no start.
Srgb shade(double share) {
  if (std::isnan(share)) return 0x808080;
  constexpr Srgb kStops[] = {0x2b1055, 0x3b3f8f, 0x2b758f, 0x2fa883, 0x8ed04f, 0xfbe724};
  const double at = std::clamp(std::round(share * 20) / 20, 0.0, 1.0) * 5;
  const int k = std::min(4, int(at));
  Srgb mixed = 0;
  for (int byte = 0; byte < 24; byte += 8) {
    const double a = kStops[k] >> byte & 255, b = kStops[k + 1] >> byte & 255;
    mixed |= Srgb(std::lround(a + (at - k) * (b - a))) << byte;
  }
  return mixed;
}

/// The cells of one method: a column per rate, the starts that were farthest off in the highest row.
void add_panel(Figure& figure, const MethodOnTask& pair, const std::string& label, Spot low, Spot high) {
  const int columns = int(pair.rates.size()), rows = int(pair.rates.front().bins.size());
  add_words(figure, {low.x, low.y - 6}, shortened(label, 26), Ink::text, Align::left, kSmall);
  Cells cells{low, high, columns, rows};
  for (int r = rows - 1; r >= 0; r--)
    for (const RateResult& rate : pair.rates) cells.colors.push_back(shade(rate.bins[std::size_t(r)]));
  add_mark(figure, std::move(cells));
  const double width = (high.x - low.x) / columns;
  for (int c = 0; c < columns; c++) {  // invisible, for the tips
    const RateResult& rate = pair.rates[std::size_t(c)];
    const double x = low.x + c * width;
    add_mark(figure, Area{{{x, low.y}, {x + width, low.y}, {x + width, high.y}, {x, high.y}},
                          Ink::paper,
                          0,
                          {},
                          fmt::format("{}, rate {}: {} of {} runs reached it, expected cost {}", label,
                                      number_text(rate.lr), rate.reached, rate.runs,
                                      number_text(rate.running_time))});
  }
  const double y = high.y + 14;
  add_words(figure, {low.x, y}, tick_label(pair.rates.front().lr), Ink::quiet, Align::left, kSmall - 1);
  add_words(figure, {high.x, y}, tick_label(pair.rates.back().lr), Ink::quiet, Align::right, kSmall - 1);
}

}  // namespace

Figure rate_chart(const StudyResults& results, int task) {
  const int methods = int(results.spec.methods.size());
  std::vector<double> costs, rates;
  for (int m = 0; m < methods; m++)
    for (const RateResult& rate : pair_of(results, m, task).rates)
      costs.push_back(rate.running_time), rates.push_back(rate.lr);
  Axis x = axis_over(rates, true);
  const Plot plot{.low = {52, 42},
                  .high = {kWidth - 118, 282},
                  .x = x,
                  .y = axis_over(costs, true),
                  .x_label = "learning rate",
                  .y_label = "expected cost in oracle calls"};
  Figure figure{
      .width = kWidth,
      .height = plot.high.y + 50,
      .title = results.spec.tasks[std::size_t(task)].label + ": expected cost over the learning rate"};
  add_axes(figure, plot);
  const double rim = plot.low.y - 4;
  for (int m = 0; m < methods; m++) {
    const Look look = look_of(m);
    const std::string& label = results.spec.methods[std::size_t(m)].label;
    std::vector<Point> curve;
    double best = INFINITY;
    for (const RateResult& rate : pair_of(results, m, task).rates) {
      curve.push_back({rate.lr, rate.running_time});
      best = std::min(best, rate.running_time);
    }
    if (std::isfinite(best)) add_good_parts(figure, plot, curve, 2 * best, look.ink);
    add_path(figure, plot, curve, {look.ink, 1.6, look.dash});
    if (const double lr = pair_of(results, m, task).lr; lr >= plot.x.low && lr <= plot.x.high)
      add_mark(figure, Dot{{place(plot, lr, 1).x, plot.high.y},
                           look.ink,
                           Shape::triangle,
                           4.5,
                           fmt::format("{}: was tested with a rate of {}", label, number_text(lr))});
    for (const RateResult& rate : pair_of(results, m, task).rates) {
      const bool solved = std::isfinite(rate.running_time);
      const Spot at = solved ? place(plot, rate.lr, rate.running_time) : Spot{place(plot, rate.lr, 1).x, rim};
      add_mark(figure,
               Dot{at, look.ink, solved ? look.shape : Shape::cross, solved ? 3.6 : 2.6,
                   fmt::format("{}, rate {}: {}, reached by {} of {} runs", label, number_text(rate.lr),
                               number_text(rate.running_time), rate.reached, rate.runs)});
    }
  }
  add_words(figure, {plot.high.x + 8, rim + 4}, "\u00d7 never reached", Ink::quiet, Align::left, kSmall);
  add_key(figure, results, plot);
  return figure;
}

Figure start_chart(const StudyResults& results, int task) {
  constexpr double kWide = 218, kHigh = 74, kAcross = 236, kDown = 122;
  const int methods = int(results.spec.methods.size());
  Figure figure{.width = kWidth,
                .title = results.spec.tasks[std::size_t(task)].label +
                         ": share of successes by learning rate and by the start's excess"};
  int panel = 0;
  for (int m = 0; m < methods; m++) {
    const MethodOnTask& pair = pair_of(results, m, task);
    if (pair.rates.empty() || pair.rates.front().bins.empty()) continue;
    const Spot low{10 + kAcross * (panel % 2), 24 + kDown * double(panel / 2)};
    add_panel(figure, pair, results.spec.methods[std::size_t(m)].label, low, {low.x + kWide, low.y + kHigh});
    panel++;
  }
  const double y = 24 + kDown * double((panel + 1) / 2);
  constexpr int kSteps = 21;
  Cells legend{{10, y}, {150, y + 12}, kSteps, 1};
  for (int k = 0; k < kSteps; k++) legend.colors.push_back(shade(double(k) / (kSteps - 1)));
  add_mark(figure, std::move(legend));
  add_words(figure, {158, y + 11}, "0 to 100 % of starts reached the target", Ink::quiet, Align::left,
            kSmall);
  add_words(figure, {10, y + 32}, "across: learning rate; up: starts that began farther off", Ink::quiet,
            Align::left, kSmall);
  figure.height = y + 42;
  return figure;
}

}  // namespace thalweg::study
