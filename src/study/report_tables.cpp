// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/markup.h"
#include "io/spec_text.h"
#include "study/chart_parts.h"
#include "study/charts.h"
#include "study/limits.h"
#include "study/number_text.h"
#include "study/report_parts.h"
#include "study/standing.h"

namespace thalweg::study {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::string quiet(const std::string& text) { return "<small>" + markup_text(text) + "</small>"; }

Cell with_interval(const Estimate& e) {
  return number(markup_text(number_text(e.value)) + quiet(interval_text(e.low, e.high)), e.value);
}

Cell with_interval(i64 count, i64 all, const Proportion& p) {
  const double share = all > 0 ? double(count) / double(all) : kNaN;
  return number(markup_text(percent_text(share)) + quiet(interval_text(p)), share);
}

Cell plain(double value) { return number(markup_text(number_text(value)), value); }

const TargetResult& final_of(const StudyResults& r, int method, int task) {
  return pair_of(r, method, task).targets[std::size_t(r.final_target[std::size_t(task)])];
}

/// Of those that are not told the optimum, if there are any.
int fastest(const StudyResults& r, int task) {
  int best = 0;
  const auto before = [&](int a, int b) {
    const bool told_a = r.uses_optimum[std::size_t(a)], told_b = r.uses_optimum[std::size_t(b)];
    if (told_a != told_b) return told_b;
    return final_of(r, a, task).running_time.value < final_of(r, b, task).running_time.value;
  };
  for (int m = 1; m < int(r.spec.methods.size()); m++)
    if (before(m, best)) best = m;
  return best;
}

/// "1 f + 1 \u2207f".
std::string calls_text(const Evaluations& e) {
  std::string text;
  const auto add = [&](i64 n, const char* what) {
    if (n > 0) text += fmt::format("{}{}\u202f{}", text.empty() ? "" : " + ", n, what);
  };
  add(e.value, "f");
  add(e.gradient, "\u2207f");
  add(e.hessian, "H");
  return text.empty() ? "0" : text;
}

/// Median and quartiles; what is far below the lowest target is not told apart.
Cell excess_cell(const MethodOnTask& p, double lowest_target) {
  const double floor = 1e-3 * lowest_target;
  const auto text = [&](double v) { return (v < floor ? "< " : "") + number_text(v < floor ? floor : v); };
  const std::string quartiles = text(p.final_low) + " \u2026 " + text(p.final_high);
  return number(markup_text(text(p.final_median)) + (p.final_high < floor ? "" : quiet(quartiles)),
                p.final_median);
}

std::string setting_text(const MethodOnTask& pair) {
  const std::string values = to_text(pair.optimizer);
  const std::size_t colon = values.find(':');
  return fmt::format("lr {}{}{}", number_text(pair.lr), colon == std::string::npos ? "" : ", ",
                     colon == std::string::npos ? "" : values.substr(colon + 1));
}

}  // namespace

Cell method_cell(const StudyResults& results, int method) {
  std::string html = fmt::format("<span class=\"key\" style=\"background:var(--ink-{})\"></span>{}",
                                 figures::name(look_of(method).ink),
                                 markup_text(results.spec.methods[std::size_t(method)].label));
  if (results.uses_optimum[std::size_t(method)])
    html +=
        "<span class=\"flag\" title=\"is told the optimum's value, which nobody knows in practice\">told "
        "f*</span>";
  return {html};
}

std::string ranking_table(const StudyResults& results) {
  const auto tasks = results.spec.tasks.size();
  std::vector<std::vector<Cell>> rows;
  for (const Standing& s : standings(results)) {
    const MethodOnTask& pair = pair_of(results, s.method, 0);
    std::string area = markup_text(percent_text(s.area.value));
    if (std::isfinite(s.area.low)) area += quiet(interval_text(Proportion{s.area.low, s.area.high}));
    rows.push_back({method_cell(results, s.method),
                    number(s.rank > 0 ? std::to_string(s.rank) : "not ranked", s.rank > 0 ? s.rank : kNaN),
                    number(s.rank > 0 ? std::to_string(s.behind) : "\u2013", s.rank > 0 ? s.behind : kNaN),
                    number(area, s.area.value), plain(s.median_rank),
                    number(fmt::format("{} of {}", s.first, tasks), s.first),
                    number(fmt::format("{} of {}", s.solved, tasks), s.solved),
                    number(fmt::format("{} = {}", calls_text(pair.per_step), number_text(pair.cost_per_step)),
                           pair.cost_per_step)});
  }
  return html_table(
      {{"method", "optimizer with its schedule"},
       {"rank", "1 + the number of methods that are ahead of it; those of rank 1 cannot be told apart"},
       {"ahead of",
        "methods that are slower on some tasks and faster on none, or by the sign test over tasks"},
       {"targets reached",
        "share of targets and starts, averaged over the logarithm of the cost and over tasks; "
        "from six tasks on with a 95 % bootstrap interval over tasks"},
       {"median task rank", "on a task: 1 + the number of methods that are clearly faster"},
       {"fastest on", "tasks on which no method is clearly faster, ties included"},
       {"solved", "tasks whose final target at least half of the runs reached"},
       {"cost per step", "oracle calls of a step, and what they cost under the study's model"}},
      rows);
}

std::string methods_table(const StudyResults& results, int task) {
  const int best = fastest(results, task);
  const bool noisy = results.spec.tasks[std::size_t(task)].noise.name != "none";
  const std::vector<OnTask> edges = rates_at_edge(results);
  const double lowest = targets_of(results.spec).back();
  std::vector<std::vector<Cell>> rows;
  for (int m = 0; m < int(results.spec.methods.size()); m++) {
    const MethodOnTask& p = pair_of(results, m, task);
    const TargetResult& t = final_of(results, m, task);
    const auto c = comparison_of(results, task, m, best);
    const Estimate ratio = m == best ? Estimate{1, 1, 1} : c ? c->ratio : Estimate{kNaN, kNaN, kNaN};
    const bool edge = std::any_of(edges.begin(), edges.end(),
                                  [&](const OnTask& e) { return e.method == m && e.task == task; });
    std::vector<Cell> row{method_cell(results, m),
                          with_interval(t.running_time),
                          m == best ? number("1" + quiet("fastest"), 1) : with_interval(ratio),
                          m == best || !c ? number("\u2013", kNaN) : plain(c->a12),
                          with_interval(t.reached, p.runs, t.success),
                          excess_cell(p, lowest),
                          plain(p.anytime)};
    if (noisy) row.push_back(plain(p.stationary));
    if (!p.rates.empty()) {
      Cell decades = plain(p.good_decades);
      if (edge)
        decades.html +=
            "<span class=\"flag\" title=\"the best rate is the lowest or highest that was "
            "tried\">edge</span>";
      row.push_back(decades);
    }
    row.push_back(words((p.setting == 0 ? "defaults: " : "tuned: ") + setting_text(p)));
    rows.push_back(std::move(row));
  }
  std::vector<Column> columns{
      {"method", "optimizer with its schedule"},
      {"expected cost", "oracle calls per success at the final target, with restarts; 95 % interval"},
      {"\u00d7 fastest", "ratio of expected costs, paired over starts; 95 % interval"},
      {"A<sub>12</sub>",
       "probability of a lower cost than the fastest method's, ties half (Vargha and Delaney)"},
      {"success", "runs that reached the final target within the budget; Wilson's 95 % interval"},
      {"excess at the end", "median over runs, and quartiles; without noise"},
      {"anytime", "mean over the budget of log10 of the lowest excess so far; lower is better"}};
  if (noisy)
    columns.push_back({"stationary excess", "mean over the last tenth of the steps, of finite runs"});
  if (!pair_of(results, 0, task).rates.empty())
    columns.push_back({"good decades", "how many decades of learning rates cost at most twice the best"});
  columns.push_back({"setting", "what tuning chose on the training instances"});
  return html_table(columns, rows);
}

std::string targets_table(const StudyResults& results, int task) {
  const std::vector<double> targets = targets_of(results.spec);
  std::vector<std::size_t> shown;  // those nearest to powers of ten that COCO's tables show
  for (const int k : {1, 0, -1, -2, -3, -5, -7, -8}) {
    for (std::size_t i = 0; i < targets.size(); i++)
      if (std::abs(std::log10(targets[i]) - k) < 1e-6) shown.push_back(i);
  }
  if (shown.empty()) shown = {0, targets.size() - 1};
  std::vector<Column> columns{{"method", "optimizer with its schedule"}};
  for (const std::size_t i : shown)
    columns.push_back({markup_text(number_text(targets[i])), "expected cost to this excess, 95 % interval"});
  std::vector<std::vector<Cell>> rows;
  for (int m = 0; m < int(results.spec.methods.size()); m++) {
    rows.push_back({method_cell(results, m)});
    for (const std::size_t i : shown)
      rows.back().push_back(with_interval(pair_of(results, m, task).targets[i].running_time));
  }
  return html_table(columns, rows);
}

std::string pairs_table(const StudyResults& results, int task) {
  std::vector<std::vector<Cell>> rows;
  const auto label = [&](int m) { return results.spec.methods[std::size_t(m)].label; };
  for (const Comparison& c : results.comparisons) {
    if (c.task != task) continue;
    const std::string verdict = clearly_faster(results, task, c.a, c.b)   ? label(c.a) + " is faster"
                                : clearly_faster(results, task, c.b, c.a) ? label(c.b) + " is faster"
                                                                          : "undecided";
    rows.push_back({words(label(c.a) + " : " + label(c.b)), with_interval(c.ratio),
                    number(markup_text(percent_text(c.pairs.first)), c.pairs.first),
                    number(markup_text(percent_text(c.pairs.ties)), c.pairs.ties), plain(c.a12),
                    number(markup_text(p_text(c.p_adjusted)), c.p_adjusted), words(verdict)});
  }
  if (rows.empty()) return "<p>There is nothing to compare.</p>\n";
  return html_table(
      {{"pair", "first : second"},
       {"ratio of expected costs", "first / second, paired bootstrap over starts, 95 % interval"},
       {"first faster", "share of starts from which the first needs less"},
       {"ties", "share of starts from which both need the same, or neither arrives"},
       {"A<sub>12</sub>", "probability that the first needs less, ties half (Vargha and Delaney)"},
       {"adjusted p", "Wilcoxon's signed ranks, Holm over all comparisons of the study"},
       {"verdict", "the interval leaves out 1 and the adjusted p is below 0.05"}},
      rows);
}

std::string decades_table(const StudyResults& results) {
  std::vector<Column> columns{{"method", "optimizer with its schedule"}, {"median", "over tasks"}};
  for (const Task& task : results.spec.tasks)
    columns.push_back({markup_text(task.label), "decades within twice the best cost"});
  std::vector<std::vector<Cell>> rows;
  for (int m = 0; m < int(results.spec.methods.size()); m++) {
    std::vector<double> decades;
    for (int t = 0; t < int(results.spec.tasks.size()); t++)
      decades.push_back(pair_of(results, m, t).good_decades);
    rows.push_back({method_cell(results, m), plain(quantile(decades, 0.5))});
    for (const double d : decades) rows.back().push_back(plain(d));
  }
  return html_table(columns, rows);
}

std::string time_table(const StudyResults& results) {
  std::vector<std::vector<Cell>> rows;
  for (int m = 0; m < int(results.spec.methods.size()); m++) {
    double seconds = 0;
    std::vector<double> speeds;
    for (int t = 0; t < int(results.spec.tasks.size()); t++) {
      const MethodOnTask& p = pair_of(results, m, t);
      seconds += p.seconds;
      speeds.push_back(p.particle_steps_per_second);
    }
    rows.push_back({method_cell(results, m), plain(seconds), plain(quantile(speeds, 0.5)),
                    number(markup_text(fmt::format("{} \u2026 {}", number_text(quantile(speeds, 0)),
                                                   number_text(quantile(speeds, 1)))),
                           quantile(speeds, 0))});
  }
  return html_table({{"method", "optimizer with its schedule"},
                     {"seconds", "of the machine, in the test phase over all tasks"},
                     {"particle-steps per second", "median over tasks"},
                     {"slowest \u2026 fastest task", "particle-steps per second"}},
                    rows);
}

}  // namespace thalweg::study
