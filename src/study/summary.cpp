// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <cmath>

#include "study/limits.h"
#include "study/number_text.h"
#include "study/report.h"
#include "study/standing.h"

namespace thalweg::study {

namespace {

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t used = characters(text);
  const std::string room(used < width ? width - used : 0, ' ');
  return right ? room + text : text + room;
}

std::string row(const std::vector<std::string>& cells) {
  constexpr std::size_t kWidths[] = {4, 28, 24, 11, 13, 13};
  std::string line;
  for (std::size_t c = 0; c < cells.size(); c++) line += padded(cells[c], kWidths[c], c != 1) + " ";
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line + "\n";
}

/// In lines of at most 100 columns.
std::string wrapped(const std::string& text) {
  std::string lines, line;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (!line.empty() && characters(line) + 1 + characters(word) > 100) lines += line + "\n", line.clear();
    line += (line.empty() ? "" : " ") + word;
    at = end + 1;
  }
  return lines + line + "\n";
}

}  // namespace

std::string finding(const StudyResults& results) {
  std::vector<int> first, ranked;
  for (const Standing& s : standings(results)) {
    if (s.rank > 0) ranked.push_back(s.method);
    if (s.rank == 1) first.push_back(s.method);
  }
  const auto label = [&](int m) {  // as one word
    const std::string& text = results.spec.methods[std::size_t(m)].label;
    return text.find(' ') == std::string::npos ? text : "\u201c" + text + "\u201d";
  };
  const auto tasks = results.spec.tasks.size();
  const std::string where =
      tasks == 1 ? "On " + results.spec.tasks[0].label : fmt::format("Over these {} tasks", tasks);
  if (ranked.size() < 2) return where + " there is only one method to rank.";
  if (first.size() == ranked.size()) return where + " no method is ahead of another.";
  if (first.size() == 1) {
    std::size_t beaten = 0;
    for (const int m : ranked) beaten += m != first[0] && ahead(results, first[0], m);
    return beaten + 1 == ranked.size()
               ? fmt::format("{} {} is ahead of every other method.", where, label(first[0]))
               : fmt::format("{} nothing is ahead of {}, which is ahead of {} of the {} others.", where,
                             label(first[0]), beaten, ranked.size() - 1);
  }
  std::string names;
  for (std::size_t i = 0; i < first.size(); i++)
    names += (i == 0 ? "" : i + 1 == first.size() ? " and " : ", ") + label(first[i]);
  return fmt::format(
      "{} {} share the first place: none of them is ahead of another, and no other method is "
      "ahead of them.",
      where, names);
}

std::string summary_text(const StudyResults& results) {
  std::string text = wrapped(finding(results)) + "\n" +
                     row({"rank", "method", "targets reached", "median rank", "fastest on", "solved"});
  const auto tasks = results.spec.tasks.size();
  bool told = false;
  for (const Standing& s : standings(results)) {
    const bool known = std::isfinite(s.area.low);
    text += row(
        {s.rank > 0 ? std::to_string(s.rank) : "*",
         shortened(results.spec.methods[std::size_t(s.method)].label, 28),
         percent_text(s.area.value) + (known ? " " + interval_text(Proportion{s.area.low, s.area.high}) : ""),
         number_text(s.median_rank), fmt::format("{} of {}", s.first, tasks),
         fmt::format("{} of {}", s.solved, tasks)});
    told = told || s.rank == 0;
  }
  text += "\n" + wrapped(
                     "A rank is 1 + the number of methods that are ahead. Targets reached: share of all "
                     "targets and starts, "
                     "averaged over the logarithm of the cost up to the budget of " +
                     number_text(results.spec.budget) + " oracle calls.");
  if (told) text += wrapped("* is told the optimum's value, and not ranked.");
  std::string about;
  for (const Limit& limit : limits(results)) about += (about.empty() ? "" : "; ") + limit.about;
  return text + wrapped("What cannot be concluded is in the report: " + about + ".");
}

}  // namespace thalweg::study
