// SPDX-License-Identifier: MIT
// The plots of one task with a row per method.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "study/chart_parts.h"
#include "study/charts.h"
#include "study/number_text.h"

namespace thalweg::study {

using namespace figures;

namespace {

/// A column right of the plot for what is not finite.
double add_rim(Rows& rows) {
  const Plot& plot = rows.plot;
  const double x = plot.high.x + 18;
  add_line(rows.figure, {{x, plot.low.y}, {x, plot.high.y}}, {Ink::quiet, 1, Dash::dotted});
  add_words(rows.figure, {x, plot.low.y - 7}, "\u221e", Ink::quiet, Align::center, kSmall);
  return x;
}

void add_value(Rows& rows, int row, double value, double rim, const std::string& tip) {
  const Plot& plot = rows.plot;
  const Look look = look_of(row);
  const double x = std::isfinite(value) ? std::clamp(place(plot, value, 0).x, plot.low.x, plot.high.x) : rim;
  add_mark(rows.figure, Dot{{x, rows.y(row)}, look.ink, look.shape, 5.5, tip});
}

std::string title_of(const StudyResults& results, int task, const std::string& what) {
  return results.spec.tasks[std::size_t(task)].label + ": " + what;
}

struct OutcomeInk {
  Ink ink;
  double opacity;
};
OutcomeInk ink_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::converged:
      return {Ink::good, 0.9};
    case Outcome::saddle:
      return {Ink::gold, 0.9};
    case Outcome::maximum:
      return {Ink::sixth, 0.5};
    case Outcome::plateau:
      return {Ink::quiet, 0.45};
    case Outcome::valley:
      return {Ink::fourth, 0.6};
    case Outcome::oscillating:
      return {Ink::third, 0.8};
    case Outcome::diverging:
      return {Ink::bad, 0.9};
    case Outcome::non_finite:
      return {Ink::text, 0.9};
    case Outcome::left_domain:
      return {Ink::second, 0.7};
    case Outcome::running:
      break;
  }
  return {Ink::first, 0.45};
}

/// Squares with the names of the outcomes that occur.
void add_legend(Rows& rows, const std::vector<Outcome>& outcomes) {
  double x = 10, y = rows.plot.high.y + 62;
  for (const Outcome outcome : outcomes) {
    std::string text(name(outcome));
    std::replace(text.begin(), text.end(), '_', ' ');
    const double width = 24 + 7.2 * double(text.size());
    if (x + width > kWidth) x = 10, y += 20;
    const OutcomeInk ink = ink_of(outcome);
    add_mark(rows.figure,
             Area{{{x, y - 10}, {x + 11, y - 10}, {x + 11, y + 1}, {x, y + 1}}, ink.ink, ink.opacity});
    add_words(rows.figure, {x + 16, y}, text, Ink::text, Align::left, kSmall);
    x += width;
  }
  rows.figure.height = y + 12;
}

}  // namespace

Figure time_chart(const StudyResults& results, int task) {
  const auto target = std::size_t(results.final_target[std::size_t(task)]);
  const int methods = int(results.spec.methods.size());
  std::vector<double> costs;
  for (int m = 0; m < methods; m++) {
    const Estimate& e = pair_of(results, m, task).targets[target].running_time;
    costs.insert(costs.end(), {e.value, e.low, e.high});
  }
  const std::string excess = number_text(targets_of(results.spec)[target]);
  Rows rows = method_rows(results, axis_over(costs, true), "expected cost in oracle calls, 95 % intervals",
                          title_of(results, task, "expected cost to reach an excess of " + excess));
  const double rim = add_rim(rows);
  for (int m = 0; m < methods; m++) {
    const TargetResult& t = pair_of(results, m, task).targets[target];
    const Estimate& e = t.running_time;
    const Ink ink = look_of(m).ink;
    add_bar(rows, m, e.low, e.high, {ink, 3, Dash::solid, 0.55});
    if (!std::isfinite(e.high))  // on to the rim
      add_line(rows.figure, {{rows.plot.high.x, rows.y(m)}, {rim, rows.y(m)}}, {ink, 3, Dash::dotted, 0.55});
    add_value(rows, m, e.value, rim,
              fmt::format("{}: {}, reached by {} of {} runs", results.spec.methods[std::size_t(m)].label,
                          estimate_text(e), t.reached, pair_of(results, m, task).runs));
  }
  return rows.figure;
}

Figure excess_chart(const StudyResults& results, int task) {
  const int methods = int(results.spec.methods.size());
  const double floor = 1e-3 * std::pow(10, results.spec.target_low);  // lower is as good as nothing
  std::vector<double> values;
  for (int m = 0; m < methods; m++) {
    const MethodOnTask& pair = pair_of(results, m, task);
    for (const double v : {pair.final_low, pair.final_median, pair.final_high})
      values.push_back(std::max(v, floor));
  }
  Rows rows = method_rows(results, axis_over(values, true), "excess at the end: median and quartiles",
                          title_of(results, task, "excess at the end of the budget, without noise"));
  const double rim = add_rim(rows);
  for (int m = 0; m < methods; m++) {
    const MethodOnTask& pair = pair_of(results, m, task);
    const Ink ink = look_of(m).ink;
    add_bar(rows, m, pair.final_low, pair.final_high, {ink, 7, Dash::solid, 0.4});
    if (!std::isfinite(pair.final_high) && std::isfinite(pair.final_low)) {
      add_bar(rows, m, pair.final_low, rows.plot.x.high, {ink, 7, Dash::solid, 0.4});
      add_line(rows.figure, {{rows.plot.high.x, rows.y(m)}, {rim, rows.y(m)}}, {ink, 3, Dash::dotted, 0.55});
    }
    add_value(rows, m, pair.final_median, rim,
              fmt::format("{}: median {}, quartiles {} and {}", results.spec.methods[std::size_t(m)].label,
                          number_text(pair.final_median), number_text(pair.final_low),
                          number_text(pair.final_high)));
  }
  return rows.figure;
}

Figure outcome_chart(const StudyResults& results, int task) {
  const int methods = int(results.spec.methods.size());
  Rows rows =
      method_rows(results, {0, 100}, "share of runs in %", title_of(results, task, "how the runs ended"));
  std::vector<Outcome> seen;
  for (int k = 0; k < kOutcomes; k++) {
    bool any = false;
    for (int m = 0; m < methods; m++) any = any || pair_of(results, m, task).outcomes[std::size_t(k)] > 0;
    if (any) seen.push_back(Outcome(k));
  }
  for (int m = 0; m < methods; m++) {
    const MethodOnTask& pair = pair_of(results, m, task);
    double from = 0;
    for (const Outcome outcome : seen) {
      const i64 count = pair.outcomes[std::size_t(outcome)];
      if (count == 0) continue;
      const double share = double(count) / double(pair.runs), y = rows.y(m), half = 0.36 * kRowHeight;
      const double a = place(rows.plot, 100 * from, 0).x, b = place(rows.plot, 100 * (from + share), 0).x;
      const OutcomeInk ink = ink_of(outcome);
      add_mark(rows.figure,
               Area{{{a, y - half}, {b, y - half}, {b, y + half}, {a, y + half}},
                    ink.ink,
                    ink.opacity,
                    {},
                    fmt::format("{}: {} of {} runs ({}) {}", results.spec.methods[std::size_t(m)].label,
                                count, pair.runs, percent_text(share), name(outcome))});
      from += share;
    }
  }
  add_legend(rows, seen);
  return rows.figure;
}

}  // namespace thalweg::study
