// SPDX-License-Identifier: MIT
#include "book_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include "core/error.h"
#include "engine/plan.h"
#include "lessons/text_runs.h"

namespace thalweg::lessons {

namespace {

bool is_snake_case(const std::string& name) {
  return !name.empty() && std::islower(static_cast<unsigned char>(name[0])) &&
         std::all_of(name.begin(), name.end(),
                     [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '_'; });
}

void append(Findings& all, const std::string& where, const Findings& more) {
  for (const std::string& finding : more) all.push_back(where + ": " + finding);
}

std::string without_facts(const std::string& text) {
  std::string rest;
  int depth = 0;
  for (const char c : text) {
    depth += c == '{';
    if (depth == 0) rest += c;
    depth -= c == '}' && depth > 0;
  }
  return rest;
}

std::size_t characters(const std::string& text) {
  return std::size_t(std::count_if(text.begin(), text.end(),
                                   [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

struct Rectangle {
  Spot low, high;
};

/// Where words certainly are: fonts are wider than this, and their letters higher.
Rectangle core_of(const Text& words) {
  constexpr double kNarrowest = 0.4, kLowest = 0.45;
  const double length = kNarrowest * words.size * double(characters(words.text));
  const double back = words.align == Align::left ? 0 : words.align == Align::right ? length : length / 2;
  return {{words.at.x - back, words.at.y - kLowest * words.size}, {words.at.x - back + length, words.at.y}};
}

Findings overlaps(const Figure& figure) {
  Findings found;
  std::vector<std::pair<Rectangle, std::string>> words;
  for (const Mark& mark : figure.marks)
    if (const auto* w = std::get_if<Text>(&mark)) words.push_back({core_of(*w), w->text});
  for (std::size_t a = 0; a < words.size(); a++)
    for (std::size_t b = 0; b < a; b++) {
      const Rectangle &p = words[a].first, &q = words[b].first;
      if (p.low.x < q.high.x && q.low.x < p.high.x && p.low.y < q.high.y && q.low.y < p.high.y)
        found.push_back("the words '" + words[b].second + "' and '" + words[a].second + "' overlap");
    }
  return found;
}

class FigureCheck {
 public:
  FigureCheck(const Figure& figure, Findings& found) : figure_(figure), found_(found) {}
  void operator()(const Line& line) {
    if (line.points.size() < 2) found_.push_back("a line of fewer than two points");
    for (const Spot& s : line.points) inside("a line", s);
    if (!(line.stroke.width > 0) || !(line.stroke.opacity >= 0 && line.stroke.opacity <= 1))
      found_.push_back("a line's stroke is impossible");
  }
  void operator()(const Area& area) {
    if (area.corners.size() < 3) found_.push_back("an area of fewer than three corners");
    for (const Spot& s : area.corners) inside("an area", s);
  }
  void operator()(const Dot& dot) {
    inside("a dot", dot.at);
    if (!(dot.radius > 0)) found_.push_back("a dot without a size");
  }
  void operator()(const Text& words) {
    if (words.text.find_first_not_of(' ') == std::string::npos) found_.push_back("empty words");
    if (!(words.size > 0)) found_.push_back("words without a size");
    const std::string what = "the words '" + words.text + "'";
    inside(what, core_of(words).low);
    inside(what, core_of(words).high);
    if (words.text.find("nan") == 0 || words.text.find("inf") == 0) found_.push_back(what);
  }
  void operator()(const Cells& cells) {
    inside("cells", cells.low);
    inside("cells", cells.high);
    if (cells.columns < 1 || cells.rows < 1 ||
        cells.colors.size() != std::size_t(cells.columns) * std::size_t(cells.rows))
      found_.push_back("cells without their colours");
  }

 private:
  void inside(const std::string& what, Spot s) {
    constexpr double kSlack = 2;
    const bool ok =
        s.x >= -kSlack && s.x <= figure_.width + kSlack && s.y >= -kSlack && s.y <= figure_.height + kSlack;
    if (!ok) found_.push_back(fmt::format("{} at {:.1f}, {:.1f}", what, s.x, s.y));
  }
  const Figure& figure_;
  Findings& found_;
};

Findings control_findings(const Page& page) {
  Findings found;
  std::set<std::string> names;
  for (const Control& control : page.controls) {
    const ParameterInfo& p = control.parameter;
    const std::string name(p.name);
    if (!is_snake_case(name)) found.push_back("'" + name + "' is not snake_case");
    if (!names.insert(name).second) found.push_back("two controls are called " + name);
    if (control.label.empty() || std::string(p.meaning).empty()) found.push_back(name + " is not explained");
    if (!(p.range.low < p.range.high)) found.push_back(name + " has no range");
    if (!(p.initial >= p.range.low && p.initial <= p.range.high)) found.push_back(name + " begins outside");
    if (p.range.scale == Scale::log && !(p.range.low > 0)) found.push_back(name + " has no logarithm");
    if (!control.options.empty() && (p.range.low != 0 || p.range.high != double(control.options.size()) - 1))
      found.push_back(name + " has other options than values");
  }
  if (page.clock < -1 || page.clock >= int(page.controls.size())) found.push_back("its clock is no control");
  if (page.clock >= 0 && !(page.per_second > 0)) found.push_back("its clock stands still");
  return found;
}

Findings feedback_findings(const Lesson& lesson, const Feedback& feedback, bool right) {
  Findings found;
  if (feedback.right != right) found.push_back(right ? "is judged wrong" : "is judged right");
  append(found, "explanation", text_findings(lesson, feedback.text, true));
  if (feedback.score && !(*feedback.score >= 0 && *feedback.score <= 100)) found.push_back("score");
  return found;
}

Findings task_findings(const Lesson& lesson, const Page& page, const Task& task, bool computed) {
  Findings found;
  append(found, "prompt", text_findings(lesson, task.prompt, computed));
  const Values initial = initial_values(page);
  const Moment start{initial, false, lab()};
  if (const auto* choices = std::get_if<Choices>(&task.answer)) {
    const std::size_t n = choices->options.size();
    if (n < 2 || choices->right < 0 || choices->right >= int(n)) return {"has too few options"};
    if (std::set(choices->options.begin(), choices->options.end()).size() != n)
      found.push_back("equal options");
    if (choices->why.size() != 1 && choices->why.size() != n) return {"does not explain each option"};
    for (const std::string& why : choices->why)
      append(found, "explanation", text_findings(lesson, why, computed));
    for (std::size_t k = 0; k < n; k++) {
      append(found, "option", text_findings(lesson, choices->options[k], true));
      append(found, fmt::format("option {}", k + 1),
             feedback_findings(lesson, judge(task, double(k), start), int(k) == choices->right));
    }
  } else if (const auto* number = std::get_if<NumberSought>(&task.answer)) {
    if (!(number->tolerance > 0)) return {"has no tolerance"};
    append(found, "explanation", text_findings(lesson, number->why, computed));
    append(found, "the answer", feedback_findings(lesson, judge(task, number->answer, start), true));
    for (const double off : {-2.0, 2.0})
      append(found, "another answer",
             feedback_findings(lesson, judge(task, number->answer + off * number->tolerance, start), false));
  } else {
    const Aim& aim = std::get<Aim>(task.answer);
    if (!aim.judge || aim.solution.size() != page.controls.size()) return {"has no whole solution"};
    for (std::size_t k = 0; k < aim.solution.size(); k++) {
      const Range& range = page.controls[k].parameter.range;
      if (!(aim.solution[k] >= range.low && aim.solution[k] <= range.high))
        found.push_back("its solution is out of range");
    }
    append(found, "the initial values", feedback_findings(lesson, judge(task, 0, start), false));
    const Moment solved{aim.solution, false, lab()};
    append(found, "the solution", feedback_findings(lesson, judge(task, 0, solved), true));
  }
  if (right_answer(page, task).empty()) found.push_back("has no right answer in words");
  return found;
}

Findings scene_findings(const Scene& scene) {
  Findings found;
  try {
    make_plan(scene.run);
  } catch (const Error& trouble) {
    found.push_back(trouble.what());
  }
  for (const GroundArrow& arrow : scene.arrows)
    for (const Point& p : {arrow.from, arrow.to})
      if (!std::isfinite(p.x) || !std::isfinite(p.y)) found.push_back("an arrow leads nowhere");
  if (scene.fog && !(scene.fog->radius > 0)) found.push_back("fog without sight");
  if (!std::isfinite(scene.azimuth) || !(scene.elevation >= 0 && scene.elevation <= 90))
    found.push_back("its camera looks nowhere");
  return found;
}

}  // namespace

Findings text_findings(const Lesson& lesson, const std::string& text, bool computed) {
  Findings found;
  if (text.find_first_not_of(" \n") == std::string::npos) return {"empty"};
  try {
    with_facts(lesson, text);
  } catch (const Error& trouble) {
    found.push_back(trouble.what());
  }
  if (std::count(text.begin(), text.end(), '`') % 2) found.push_back("a back quote alone in: " + text);
  if (computed) return found;
  for (const TextRun& run : text_runs(without_facts(text)))
    if (run.style != Style::code &&
        std::any_of(run.text.begin(), run.text.end(), [](unsigned char c) { return std::isdigit(c); }))
      found.push_back("a digit that is no fact in: " + text);
  return found;
}

Findings figure_findings(const Figure& figure, const Page& page) {
  Findings found;
  if (!(figure.width > 0 && figure.height > 0)) found.push_back("no size");
  if (figure.title.empty()) found.push_back("no title");
  if (figure.marks.empty()) found.push_back("nothing in it");
  if (figure.readout.empty()) found.push_back("no readout");
  for (const Readout& r : figure.readout)
    if (r.name.empty() || r.value.empty()) found.push_back("an empty readout '" + r.name + "'");
  FigureCheck check(figure, found);
  for (const Mark& mark : figure.marks) std::visit(check, mark);
  append(found, "figure", overlaps(figure));
  for (const Handle& handle : figure.handles) {
    const int most = int(page.controls.size()) - 1;
    if (handle.x < -1 || handle.x > most || handle.y < -1 || handle.y > most ||
        (handle.x < 0 && handle.y < 0))
      found.push_back("a handle that moves nothing");
    check(Dot{.at = handle.at});
  }
  return found;
}

std::vector<Values> corners(const Page& page) {
  const Values initial = initial_values(page);
  std::vector<Values> all{initial};
  const std::size_t n = page.controls.size();
  const auto low = [&](std::size_t k) { return page.controls[k].parameter.range.low; };
  const auto high = [&](std::size_t k) { return page.controls[k].parameter.range.high; };
  for (std::size_t k = 0; k < n; k++)
    for (const double end : {low(k), high(k)}) {
      all.push_back(initial);
      all.back()[k] = end;
    }
  constexpr std::size_t kMostCornered = 4;
  const std::size_t last = (std::size_t(1) << std::min(n, kMostCornered)) - 1;
  for (std::size_t corner = 0; corner <= last && n > 1; corner++) {
    Values values;
    for (std::size_t k = 0; k < n; k++)
      values.push_back((corner >> std::min(k, kMostCornered - 1)) & 1 ? high(k) : low(k));
    all.push_back(values);
  }
  return all;
}

Findings page_findings(const Lesson& lesson, const Page& page, bool computed) {
  Findings found;
  append(found, "title", text_findings(lesson, page.title, computed));
  if (page.text.empty()) found.push_back("no text");
  for (const std::string& text : page.text) append(found, "text", text_findings(lesson, text, computed));
  append(found, "controls", control_findings(page));
  for (std::size_t k = 0; k < page.tasks.size(); k++)
    append(found, fmt::format("task {}", k + 1), task_findings(lesson, page, page.tasks[k], computed));
  if (page.series && (page.figure || page.scene || !page.controls.empty() || !page.tasks.empty()))
    found.push_back("a series' page has title and text only");
  for (const Values& values : corners(page))
    for (const bool answered : {false, true}) {
      std::string where = answered ? "answered" : "unanswered";
      for (std::size_t k = 0; k < values.size(); k++)
        where += fmt::format(" {}={:.6g}", page.controls[k].parameter.name, values[k]);
      const Moment moment{values, answered, lab()};
      if (page.figure) append(found, "figure, " + where, figure_findings(page.figure(moment), page));
      if (page.scene) append(found, "scene, " + where, scene_findings(page.scene(moment)));
    }
  return found;
}

}  // namespace thalweg::lessons
