// SPDX-License-Identifier: MIT
// The curves over cost, and the list of all plots.
#include "study/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "study/chart_parts.h"
#include "study/number_text.h"

namespace thalweg::study {

using namespace figures;

namespace {

Plot curve_plot(Axis x, std::string x_label, std::string y_label) {
  return {.low = {46, 32},
          .high = {kWidth - 112, 270},
          .x = x,
          .y = {0, 1},
          .x_label = std::move(x_label),
          .y_label = std::move(y_label)};
}

/// The share at a cost.
double share_at(const Staircase& steps, double x) {
  const auto after = std::upper_bound(steps.x.begin(), steps.x.end(), x);
  return after == steps.x.begin() ? 0 : steps.y[std::size_t(after - steps.x.begin()) - 1];
}

/// One step line per method, with marks at powers of ten; `unit` is what x counts, for the tips.
Figure staircases(const StudyResults& results, const std::vector<const Staircase*>& steps, const Plot& plot,
                  std::string title, const char* unit) {
  Figure figure{.width = kWidth, .height = plot.high.y + 50, .title = std::move(title)};
  add_axes(figure, plot);
  std::vector<EndLabel> labels;
  for (std::size_t m = 0; m < steps.size(); m++) {
    const std::string& label = results.spec.methods[m].label;
    const Look look = look_of(int(m));
    const double end = share_at(*steps[m], plot.x.high);
    std::vector<Spot> line;
    for (const Point& p : corners(*steps[m], plot)) line.push_back(place(plot, p.x, p.y));
    add_mark(figure,
             Line{line,
                  {look.ink, 2, look.dash},
                  false,
                  fmt::format("{}: {} at {} {}", label, percent_text(end), unit, number_text(plot.x.high))});
    for (const AxisTick& tick : axis_ticks(plot.x, 6)) {
      if (!tick.major || tick.value <= plot.x.low) continue;
      const double share = share_at(*steps[m], tick.value);
      add_mark(figure, Dot{place(plot, tick.value, share), look.ink, look.shape, 3.6,
                           fmt::format("{}: {} at {} {}", label, percent_text(share), unit,
                                       number_text(tick.value))});
    }
    labels.push_back({place(plot, plot.x.high, end).y, label, look.ink});
  }
  add_end_labels(figure, plot, std::move(labels));
  return figure;
}

Axis cost_axis(const StudyResults& results) {
  double low = results.spec.budget / 10;
  for (const MethodOnTask& pair : results.pairs)
    if (pair.cost_per_step > 0) low = std::min(low, pair.cost_per_step);
  return {low, results.spec.budget, true};
}

constexpr const char* kCost = "cost in oracle calls";

/// A label as part of a file's name.
std::string file_name(const std::string& label) {
  std::string name;
  for (const char c : label) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (plain || (!name.empty() && name.back() != '-')) name += plain ? c : '-';
  }
  return name;
}

}  // namespace

const MethodOnTask& pair_of(const StudyResults& results, int method, int task) {
  return results.pairs[std::size_t(method) * results.spec.tasks.size() + std::size_t(task)];
}

Figure overall_chart(const StudyResults& results) {
  std::vector<const Staircase*> steps;
  for (const Staircase& s : results.overall) steps.push_back(&s);
  return staircases(results, steps, curve_plot(cost_axis(results), kCost, "share of all targets reached"),
                    "Share of all targets, starts and tasks reached over the cost", "cost");
}

Figure reached_chart(const StudyResults& results, int task) {
  std::vector<const Staircase*> steps;
  for (int m = 0; m < int(results.spec.methods.size()); m++)
    steps.push_back(&pair_of(results, m, task).reached);
  return staircases(results, steps, curve_plot(cost_axis(results), kCost, "share of targets reached"),
                    results.spec.tasks[std::size_t(task)].label + ": share of targets reached over the cost",
                    "cost");
}

Figure profile_chart(const StudyResults& results) {
  double high = 2;
  for (const Staircase& s : results.profiles)
    if (!s.x.empty()) high = std::max(high, s.x.back());
  const Axis x{1, std::clamp(1.1 * high, 10.0, 1e4), true};
  std::vector<const Staircase*> steps;
  for (const Staircase& s : results.profiles) steps.push_back(&s);
  return staircases(results, steps,
                    curve_plot(x, "cost, as a multiple of the best method's", "share of tasks"),
                    "Performance profiles: share of tasks solved within a factor of the best", "factor");
}

std::vector<NamedFigure> study_figures(const StudyResults& results) {
  std::vector<NamedFigure> all{{"overall", overall_chart(results)}, {"profiles", profile_chart(results)}};
  for (int t = 0; t < int(results.spec.tasks.size()); t++) {
    const std::string task = file_name(results.spec.tasks[std::size_t(t)].label);
    all.push_back({"reached-" + task, reached_chart(results, t)});
    all.push_back({"time-" + task, time_chart(results, t)});
    all.push_back({"excess-" + task, excess_chart(results, t)});
    all.push_back({"outcomes-" + task, outcome_chart(results, t)});
    if (results.spec.rates == 0) continue;
    all.push_back({"rates-" + task, rate_chart(results, t)});
    all.push_back({"starts-" + task, start_chart(results, t)});
  }
  return all;
}

}  // namespace thalweg::study
