// SPDX-License-Identifier: MIT
#include "study/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "study/charts.h"
#include "study/number_text.h"
#include "study/standing.h"

namespace thalweg::study {

namespace {

/// "a, b and c", and how many more beyond the first few.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 8;
  std::string text;
  const std::size_t shown = std::min(kMost, names.size()), rest = names.size() - shown;
  for (std::size_t i = 0; i < shown; i++)
    text += (i == 0 ? "" : i + 1 == shown && rest == 0 ? " and " : ", ") + names[i];
  return rest > 0 ? fmt::format("{} and {} more", text, rest) : text;
}

std::vector<RateResult>::const_iterator best_rate(const MethodOnTask& p) {
  return std::min_element(p.rates.begin(), p.rates.end(), [](const RateResult& a, const RateResult& b) {
    return a.running_time < b.running_time;
  });
}

std::string pairs_listed(const StudyResults& r, const std::vector<OnTask>& pairs) {
  std::vector<std::string> names;
  for (const OnTask& e : pairs)
    names.push_back(fmt::format("{} on {}", r.spec.methods[std::size_t(e.method)].label,
                                r.spec.tasks[std::size_t(e.task)].label));
  return listed(names);
}

std::vector<std::string> task_labels(const StudyResults& r,
                                     bool (*chosen)(const StudyResults&, std::size_t)) {
  std::vector<std::string> labels;
  for (std::size_t t = 0; t < r.spec.tasks.size(); t++)
    if (chosen(r, t)) labels.push_back(r.spec.tasks[t].label);
  return labels;
}

void add_sample(std::vector<Limit>& all, const StudyResults& r) {
  const auto tasks = r.spec.tasks.size();
  if (tasks == 1)
    all.push_back(
        {"One task", fmt::format("Everything here is about {}. Nothing follows for another landscape.",
                                 r.spec.tasks[0].label)});
  else
    all.push_back(
        {fmt::format("{} tasks", tasks),
         fmt::format(
             "They were chosen, not drawn: the ranking holds for these tasks{}. Leave one out and see "
             "whether it stands.",
             tasks < 6 ? ", which are too few for a test over tasks" : "")});
  all.push_back({"One to three weights",
                 "All tasks have at most three weights. Nothing follows for networks with millions of them: "
                 "curvature, noise and the cost of a step are different there."});
  const auto same =
      task_labels(r, [](const StudyResults& x, std::size_t t) { return !has_instances(x.spec.tasks[t]); });
  if (!same.empty() && r.spec.tuning > 1)
    all.push_back(
        {"Tuned on the same function",
         fmt::format("{} {} no instances: tuning saw the same function, from other starts and with "
                     "other noise. What was tuned there need not work on a function that was not seen.",
                     listed(same), same.size() == 1 ? "has" : "have")});
  const auto exact = task_labels(
      r, [](const StudyResults& x, std::size_t t) { return x.spec.tasks[t].noise.name == "none"; });
  if (exact.size() == tasks)
    all.push_back({"No noise", "All gradients were exact. Nothing follows for mini-batches."});
}

void add_precision(std::vector<Limit>& all, const StudyResults& r) {
  i64 fewest = r.pairs.empty() ? 0 : r.pairs.front().runs, most = fewest;
  for (const MethodOnTask& p : r.pairs) fewest = std::min(fewest, p.runs), most = std::max(most, p.runs);
  const Proportion half = wilson95(fewest / 2, fewest);
  const double width = 50 * (half.high - half.low);
  if (fewest < 200)
    all.push_back(
        {fmt::format("{} runs", fewest),
         fmt::format("A share of successes near one half is known to \u00b1{:.0f} percentage points. "
                     "Smaller differences cannot be seen here.",
                     std::ceil(width))});
  if (most >= 1000)
    all.push_back(
        {fmt::format("{} runs", number_text(double(most))),
         "With so many runs a test finds differences that do not matter. Read the ratios first: 1.02 is "
         "no reason to change a method, however small its p value."});
  std::size_t undecided = 0, unknown = 0;
  for (const Comparison& c : r.comparisons) {
    const bool decided = (c.ratio.high < 1 || c.ratio.low > 1) && c.p_adjusted < 0.05;
    unknown += std::isnan(c.ratio.value);
    undecided += !decided && !std::isnan(c.ratio.value);
  }
  if (undecided > 0)
    all.push_back(
        {fmt::format("{} of {} comparisons undecided", undecided, r.comparisons.size()),
         "The interval of the ratio contains 1, or the adjusted p value is 0.05 or more. Undecided is "
         "not the same as equal: the interval says which ratios are still possible."});
  if (unknown > 0)
    all.push_back({fmt::format("{} of {} comparisons empty", unknown, r.comparisons.size()),
                   "Neither method ever reached the final target: nothing can be said about their speed."});
}

void add_budget(std::vector<Limit>& all, const StudyResults& r) {
  all.push_back({fmt::format("A budget of {}", number_text(r.spec.budget)),
                 "A method that was behind when the budget ended may overtake later, and expected costs "
                 "beyond the budget "
                 "assume restarts from new starts."});
  const auto hard = task_labels(r, [](const StudyResults& x, std::size_t t) {
    const auto target = std::size_t(x.final_target[t]);
    for (std::size_t m = 0; m < x.spec.methods.size(); m++) {
      const MethodOnTask& p = pair_of(x, int(m), int(t));
      if (2 * p.targets[target].reached >= p.runs) return false;
    }
    return true;
  });
  if (!hard.empty())
    all.push_back(
        {"Unsolved tasks", fmt::format("On {} no method reached even the easiest target on half of its "
                                       "runs. What is compared there is luck as much as skill.",
                                       listed(hard))});
  std::vector<OnTask> never;
  for (const MethodOnTask& p : r.pairs)
    if (p.targets[std::size_t(r.final_target[std::size_t(p.task)])].reached == 0)
      never.push_back({p.method, p.task});
  if (!never.empty())
    all.push_back(
        {"Never there", fmt::format("{} never reached the final target: its expected cost is only known "
                                    "to be above a bound, not to be infinite.",
                                    pairs_listed(r, never))});
}

void add_tuning(std::vector<Limit>& all, const StudyResults& r) {
  if (r.spec.tuning == 1)
    all.push_back({"Defaults only",
                   "Nothing was tuned. This compares the defaults that somebody chose, each "
                   "for other tasks, and not what the methods can do."});
  else
    all.push_back(
        {fmt::format("{} settings per method", r.spec.tuning),
         "With more tuning the order may change, the more so for methods with many hyper-parameters."});
  if (const auto edges = rates_at_edge(r); !edges.empty())
    all.push_back(
        {"Best rate at an edge",
         fmt::format("The best learning rate of {} is the lowest or highest that was tried: a better one "
                     "may lie outside, and the good interval may be wider.",
                     pairs_listed(r, edges))});
  if (const auto few = rates_by_luck(r); !few.empty())
    all.push_back(
        {"Learning rates by luck",
         fmt::format("Even the best learning rate of {} had fewer than ten successes: which rates are good "
                     "there, and over how many decades, is mostly chance.",
                     pairs_listed(r, few))});
}

void add_values(std::vector<Limit>& all, const StudyResults& r) {
  const auto found =
      task_labels(r, [](const StudyResults& x, std::size_t t) { return !x.f_best_published[t]; });
  if (!found.empty())
    all.push_back(
        {"Lowest value not published",
         fmt::format("On {} the excess is measured from the lowest value that any method reached in this "
                     "study. If there is a lower one, all excesses there are too small.",
                     listed(found))});
  std::vector<std::string> told;
  for (std::size_t m = 0; m < r.spec.methods.size(); m++)
    if (r.uses_optimum[m]) told.push_back(r.spec.methods[m].label);
  if (!told.empty())
    all.push_back(
        {"Told the optimum's value",
         fmt::format("{} {} told the lowest value in advance, which nobody knows in practice. {} shown "
                     "for comparison and not ranked.",
                     listed(told), told.size() == 1 ? "is" : "are",
                     told.size() == 1 ? "It is" : "They are")});
  if (r.spec.precision == Precision::float32)
    all.push_back({"Single precision",
                   "Excesses below about 10\u207b\u2077 of the values' size are rounding, not "
                   "descent."});
  all.push_back(
      {"Wall time", fmt::format("Times were measured on {} with this program. They say little about "
                                "other machines and nothing about the quality of a method.",
                                r.device)});
}

}  // namespace

std::vector<OnTask> rates_by_luck(const StudyResults& results) {
  constexpr i64 kFew = 10;
  std::vector<OnTask> few;
  for (const MethodOnTask& p : results.pairs) {
    const auto best = best_rate(p);
    if (best != p.rates.end() && best->reached > 0 && best->reached < kFew) few.push_back({p.method, p.task});
  }
  return few;
}

std::vector<OnTask> rates_at_edge(const StudyResults& results) {
  std::vector<OnTask> edges;
  for (const MethodOnTask& p : results.pairs) {
    if (p.rates.size() < 2) continue;
    const auto best = best_rate(p);
    if (std::isfinite(best->running_time) && (best == p.rates.begin() || best + 1 == p.rates.end()))
      edges.push_back({p.method, p.task});
  }
  return edges;
}

std::vector<Limit> limits(const StudyResults& results) {
  std::vector<Limit> all;
  add_sample(all, results);
  add_precision(all, results);
  add_budget(all, results);
  add_tuning(all, results);
  add_values(all, results);
  return all;
}

}  // namespace thalweg::study
