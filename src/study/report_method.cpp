// SPDX-License-Identifier: MIT
// The report's account of how everything was measured.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/markup.h"
#include "io/spec_text.h"
#include "study/number_text.h"
#include "study/report_parts.h"
#include "study/spec_json.h"

namespace thalweg::study {

namespace {

std::string counts(const std::vector<i64>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size(); i++) {
    std::size_t end = i;
    while (end + 1 < numbers.size() && numbers[end + 1] == numbers[end] + 1) end++;
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
    if (end > i) text += (end > i + 1 ? "\u2013" : ", ") + std::to_string(numbers[end]);
    i = end;
  }
  return text.empty() ? "none" : text;
}

std::string landscape(const Task& task) {
  std::string text = task.kind == LandscapeKind::formula ? task.formula : to_text(task.landscape);
  if (!task.data_file.empty()) text += ", data " + task.data_file;
  return text;
}

std::string schedule(const Method& method) {
  std::string text = to_text(method.schedule);
  for (const SchedulePart& part : method.then)
    text += fmt::format(", from step {} {}", part.from, to_text(part.schedule));
  if (method.clip_norm) text += fmt::format("; norm clipped at {}", number_text(*method.clip_norm));
  if (method.clip_value) text += fmt::format("; coordinates clipped at {}", number_text(*method.clip_value));
  return text;
}

std::string space(const Method& method) {
  std::string text;
  for (const SearchAxis& axis : method.space)
    text += fmt::format("{}{} {}\u2013{}{}", text.empty() ? "" : ", ", axis.name, number_text(axis.low),
                        number_text(axis.high), axis.scale == Scale::log ? " (log)" : "");
  return text.empty() ? "nothing" : text;
}

std::string methods_of(const StudyResults& r) {
  std::vector<std::vector<Cell>> rows;
  for (int m = 0; m < int(r.spec.methods.size()); m++) {
    const Method& method = r.spec.methods[std::size_t(m)];
    Cell searched = words(space(method));
    rows.push_back({method_cell(r, m), words(to_text(method.optimizer)), words(schedule(method)),
                    words(method.lr ? number_text(*method.lr) : "the landscape's"), std::move(searched)});
  }
  return html_table({{"method", "as it is called here"},
                     {"optimizer", "with what differs from its defaults"},
                     {"schedule", "part of the method, with its clipping"},
                     {"first rate", "of the default setting"},
                     {"search space", "what tuning may set; the same on all tasks"}},
                    rows);
}

std::string tasks_of(const StudyResults& r) {
  const std::vector<double> targets = targets_of(r.spec);
  std::vector<std::vector<Cell>> rows;
  for (std::size_t t = 0; t < r.spec.tasks.size(); t++) {
    const Task& task = r.spec.tasks[t];
    const double target = targets[std::size_t(r.final_target[t])];
    rows.push_back(
        {words(task.label), words(landscape(task)), words(to_text(task.noise)), words(counts(task.training)),
         words(counts(task.held_out)),
         number(markup_text(number_text(r.f_best[t])) +
                    (r.f_best_published[t] ? "" : "<span class=\"flag\">lowest reached here</span>"),
                r.f_best[t]),
         number(markup_text(number_text(target)), target)});
  }
  return html_table({{"task", "as it is called here"},
                     {"landscape", "with its parameters"},
                     {"noise", "of the gradients"},
                     {"trained on", "instances that only tuning saw"},
                     {"tested on", "instances of all results here"},
                     {"lowest value", "from which the excess is measured"},
                     {"final target", "the lowest excess that any method reached on half of its runs"}},
                    rows);
}

std::string paragraph(const std::string& about, const std::string& text) {
  return fmt::format("<p><b>{}.</b> {}</p>\n", about, markup_text(text));
}

std::string protocol(const StudyResults& r) {
  const StudySpec& s = r.spec;
  std::string html = paragraph(
      "Cost",
      fmt::format(
          "A value of the function costs {}, a gradient {} (its value comes with it), a Hessian {}. Every "
          "run has a budget of {}; the calls that a method asks for are counted, not its steps.",
          number_text(s.cost.value), number_text(s.cost.gradient), number_text(s.cost.hessian),
          number_text(s.budget)));
  html += paragraph("Starts",
                    fmt::format("{} per instance, {}, seed {}. All methods begin at the same starts and "
                                "see the same noise, so that differences are paired.",
                                number_text(double(s.starts)), to_text(s.start), s.seed));
  html += paragraph(
      "Tuning",
      s.tuning == 1
          ? "None: every method has its defaults."
          : fmt::format(
                "Every method tries {} settings per task: its defaults, then the points of the Sobol "
                "sequence in its search space, in the same order everywhere, from {} starts per training "
                "instance. The setting with the largest share of targets and starts reached is taken, "
                "then the sooner one, then the earlier one. Results come from held-out instances only.",
                s.tuning, number_text(double(s.tuning_starts))));
  html += paragraph(
      "Targets",
      fmt::format("{} excesses over the lowest value from {} to {}, evenly in the exponent. "
                  "A run reaches a target at the first step whose value without noise is within it. "
                  "The final target of a task is the lowest that any method reached on at least half "
                  "of its runs, or the highest if there is none.",
                  s.targets, number_text(std::pow(10, s.target_high)),
                  number_text(std::pow(10, s.target_low))));
  if (s.rates > 0)
    html +=
        paragraph("Learning rates",
                  fmt::format("{} rates from {} to {} with the tuned setting otherwise, from {} starts per "
                              "instance. Good rates cost at most twice the best one.",
                              s.rates, number_text(s.rate_axis.low), number_text(s.rate_axis.high),
                              number_text(double(s.rate_starts))));
  html += paragraph("Arithmetic",
                    fmt::format("{} precision, {} mathematics, on {}, Thalweg {}. The same spec gives "
                                "the same results, byte by byte, times apart.",
                                to_text(s.precision), to_text(s.math), r.device, r.version));
  return html;
}

constexpr const char* kStatistics = R"(<ul>
<li><b>Expected cost</b>: the cost of successful runs plus the budgets of the others, per success (Auger and Hansen
2005). Interval: percentile bootstrap over runs, 1000 resamples; from 200 successes on the delta method on its
logarithm. Without a success: above the bound that Wilson's upper limit of the success rate leaves.</li>
<li><b>Success rate</b>: Wilson's score interval (1927), 95 %.</li>
<li><b>Ratio of expected costs</b>: the same with pairs of runs from one start resampled together.</li>
<li><b>A<sub>12</sub></b>: probability of a lower cost, ties half (Vargha and Delaney 2000); 0.5 is no difference.</li>
<li><b>p</b>: Wilcoxon's signed ranks on the ranks of the paired costs, where runs without success rank last; exact for up
to 50 pairs that differ. Adjusted over all comparisons of the study (Holm 1979).</li>
<li><b>Clearly faster</b>: the ratio's interval leaves out 1, and the adjusted p is below 0.05.</li>
<li><b>Ahead</b>: clearly faster on some tasks and slower on none, or by the sign test over tasks at 0.05.</li>
<li><b>Profiles</b>: share of tasks solved within a factor of the lowest cost (Dolan and Mor&eacute; 2002); share of
targets and starts reached over cost (Mor&eacute; and Wild 2009; COCO).</li>
</ul>
)";

}  // namespace

std::string method_section(const StudyResults& r) {
  return protocol(r) + "<h3>Methods</h3>\n" + methods_of(r) + "<h3>Tasks</h3>\n" + tasks_of(r) +
         "<h3>Statistics</h3>\n" + kStatistics +
         "<details><summary>The study as a file<span>with which it can be run again</span></summary>\n<pre>" +
         markup_text(to_json(r.spec).dump(2)) + "</pre></details>\n";
}

}  // namespace thalweg::study
