// SPDX-License-Identifier: MIT
#include "study/report.h"
#include "core/markup.h"

#include <fmt/format.h>

#include <algorithm>

#include "figures/figure_svg.h"
#include "study/charts.h"
#include "study/limits.h"
#include "study/number_text.h"
#include "study/report_page.h"
#include "study/report_parts.h"
#include "study/standing.h"

namespace thalweg::study {

namespace {

using figures::Figure;

std::string head(const StudyResults& r) {
  const auto rule = [](const char* selector, const char* page, ThemeName theme) {
    return fmt::format("{} {{ {}--page: {}; }}\n", selector, figures::ink_properties(theme), page);
  };
  constexpr const char *kLightPage = "#f4f6f8", *kDarkPage = "#12151a";
  std::string style = rule(":root", kLightPage, ThemeName::kLight);
  style += "@media (prefers-color-scheme: dark) { " + rule(":root", kDarkPage, ThemeName::kDark) + "}\n";
  style += rule(":root[data-theme=dark]", kDarkPage, ThemeName::kDark);
  style += rule(":root[data-theme=light]", kLightPage, ThemeName::kLight);
  style += "@media print { " + rule(":root, :root[data-theme]", "#ffffff", ThemeName::kLight) + "}\n";
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}: optimizers "
      "compared</title>\n<style>\n{}{}</style>\n</head>\n<body>\n",
      markup_text(r.spec.name), style, kReportStyle);
}

std::string facts(const StudyResults& r) {
  const i64 runs = r.pairs.empty() ? 0 : r.pairs.front().runs;
  std::string html = "<ul class=\"facts\">";
  const auto add = [&](const std::string& value, const std::string& what) {
    html += fmt::format("<li><b>{}</b> {}</li>", markup_text(value), markup_text(what));
  };
  add(number_text(double(r.spec.methods.size())), "methods");
  add(number_text(double(r.spec.tasks.size())), r.spec.tasks.size() == 1 ? "task" : "tasks");
  add(number_text(double(runs)), "runs of each method on each task");
  add(number_text(r.spec.budget), "oracle calls per run");
  add(number_text(r.spec.tuning),
      r.spec.tuning == 1 ? "setting: defaults" : "settings tried per method and task");
  add(r.spec.precision == Precision::float64 ? "double" : "float", "precision");
  add(std::to_string(r.spec.seed), "seed");
  return html + "</ul>\n";
}

std::string chart(const Figure& figure, const std::string& note = {}) {
  return fmt::format("<figure><figcaption><b>{}</b>{}</figcaption>{}</figure>\n", markup_text(figure.title),
                     markup_text(note), figures::to_inline_svg(figure));
}

std::string summary(const StudyResults& r) {
  std::string html = "<section id=\"summary\"><h2>Summary</h2>\n";
  html += ranking_table(r);
  html +=
      "<p class=\"quiet\">A rank is 1 + the number of methods that are ahead: several may share the first. A "
      "heading sorts its "
      "column; pointing at a heading or at a mark says what it is.</p>\n<div class=\"charts\">";
  html += chart(overall_chart(r), "Higher and farther to the left is better.");
  html += chart(profile_chart(r),
                "At 1: share of tasks on which a method is the fastest; to the right: how much "
                "slower it is where it is not.");
  return html + "</div></section>\n";
}

std::string limits_section(const StudyResults& r) {
  std::string html = "<section id=\"limits\"><h2>What cannot be concluded</h2>\n<dl class=\"limits\">\n";
  for (const Limit& limit : limits(r))
    html +=
        fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", markup_text(limit.about), markup_text(limit.text));
  return html + "</dl></section>\n";
}

/// Which methods are not clearly slower than another, in words.
std::string leaders(const StudyResults& r, int task) {
  std::vector<std::string> names;
  for (int m = 0; m < int(r.spec.methods.size()); m++)
    if (!r.uses_optimum[std::size_t(m)] && task_rank(r, task, m) == 1)
      names.push_back(r.spec.methods[std::size_t(m)].label);
  const auto ranked = std::count(r.uses_optimum.begin(), r.uses_optimum.end(), false);
  if (ranked > 1 && i64(names.size()) == ranked) return "no method is clearly slower than another";
  std::string text = names.size() == 1 ? "fastest: " : "fastest together: ";
  constexpr std::size_t kMost = 3;
  for (std::size_t i = 0; i < std::min(kMost, names.size()); i++)
    text += (i == 0 ? "" : " \u00b7 ") + names[i];
  if (names.size() > kMost) text += fmt::format(" and {} more", names.size() - kMost);
  return text;
}

std::string task_part(const StudyResults& r, int task, bool open) {
  const auto t = std::size_t(task);
  const std::string target = number_text(targets_of(r.spec)[std::size_t(r.final_target[t])]);
  std::string html =
      fmt::format("<details id=\"task-{}\"{}><summary>{}<span>{}</span></summary>\n", task + 1,
                  open ? " open" : "", markup_text(r.spec.tasks[t].label), markup_text(leaders(r, task)));
  html += fmt::format(
      "<p>Final target: an excess of {} over {}{}. Costs are to this target.</p>\n", target,
      markup_text(number_text(r.f_best[t])),
      r.f_best_published[t] ? "" : " <span class=\"flag\">lowest value reached here, not published</span>");
  html += methods_table(r, task) + "<div class=\"charts\">";
  html += chart(reached_chart(r, task), "All targets and held-out starts.");
  const bool rates = r.spec.rates > 0 && !pair_of(r, 0, task).rates.empty();
  if (rates)
    html += chart(rate_chart(r, task),
                  "Thick: at most twice the method's best. Crosses: no run reached it. Triangles: the rates "
                  "of the test.");
  html += chart(time_chart(r, task),
                "At \u221e: no run reached it; what is drawn from there is the lower bound.");
  html += chart(excess_chart(r, task), "Left rim: as low as can be told; at \u221e: not finite.");
  html += chart(outcome_chart(r, task), "At the end of the budget.");
  if (rates) html += chart(start_chart(r, task));
  html += "</div>\n<details><summary>Expected cost to other targets</summary>\n" + targets_table(r, task) +
          "</details>\n";
  html += "<details><summary>All pairs of methods<span>effect sizes, then p values</span></summary>\n" +
          pairs_table(r, task) + "</details>\n</details>\n";
  return html;
}

std::string tasks(const StudyResults& r) {
  std::string html = "<section id=\"tasks\"><h2>Task by task</h2>\n";
  for (int t = 0; t < int(r.spec.tasks.size()); t++) html += task_part(r, t, t == 0);
  return html + "</section>\n";
}

std::string section(const char* id, const char* title, const char* lead, const std::string& content) {
  return fmt::format("<section id=\"{}\"><h2>{}</h2>\n<p>{}</p>\n{}</section>\n", id, title, lead, content);
}

}  // namespace

std::string report_html(const StudyResults& r) {
  std::string html = head(r);
  html += fmt::format(
      "<header>\n<h1>{}</h1>\n<button id=\"theme\" title=\"light or dark\" aria-label=\"light or dark\">"
      "\u25d0</button>\n<p class=\"lead\">{}</p>\n{}<nav><a href=\"#summary\">Summary</a><a "
      "href=\"#limits\">What "
      "cannot be concluded</a><a href=\"#tasks\">Task by task</a>{}<a href=\"#time\">Wall time</a><a "
      "href=\"#method\">Method</a></nav>\n</header>\n<main>\n",
      markup_text(r.spec.name), markup_text(finding(r)), facts(r),
      r.spec.rates > 0 ? "<a href=\"#rates\">Learning rates</a>" : "");
  html += summary(r) + limits_section(r) + tasks(r);
  if (r.spec.rates > 0)
    html +=
        section("rates", "Learning rates",
                "How many decades of learning rates cost at most twice the best one: the wider, the less a "
                "method needs to be tuned.",
                decades_table(r));
  html += section("time", "Wall time",
                  "A second axis, apart from quality: how fast this machine runs each method. Nothing above "
                  "depends on it.",
                  time_table(r));
  html += section("method", "Method", "How all of this was measured.", method_section(r));
  return html + fmt::format(
                    "</main>\n<footer>Thalweg {}, {}. This page needs no network.</footer>\n<script>{}"
                    "</script>\n</body>\n</html>\n",
                    markup_text(r.version), markup_text(r.device), kReportScript);
}

}  // namespace thalweg::study
