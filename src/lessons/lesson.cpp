// SPDX-License-Identifier: MIT
#include "lessons/lesson.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/error.h"
#include "registry/lessons.h"

namespace thalweg::lessons {

namespace {

const Fact& find_fact(const Lesson& lesson, const std::string& name) {
  for (const Fact& fact : lesson.facts)
    if (fact.name == name) return fact;
  throw Error("lesson " + lesson.name + ": there is no fact '" + name + "'");
}

/// "−2.2×10⁵" as C writes it: "-2.2e5".
std::string as_typed(std::string text) {
  const std::pair<const char*, const char*> spellings[] = {
      {"\u2212", "-"}, {"\u00d710", "e"}, {"\u2070", "0"}, {"\u00b9", "1"}, {"\u00b2", "2"}, {"\u00b3", "3"},
      {"\u2074", "4"}, {"\u2075", "5"},   {"\u2076", "6"}, {"\u2077", "7"}, {"\u2078", "8"}, {"\u2079", "9"},
      {"\u207b", "-"}, {",", ""},         {"\u00a0%", ""}, {" %", ""}};
  if (text.starts_with("10") && text.size() > 2 && !std::isdigit(static_cast<unsigned char>(text[2])) &&
      text[2] != '.')
    text.insert(0, "1\u00d7");
  for (const auto& [typeset, plain] : spellings)
    for (std::size_t at; (at = text.find(typeset)) != std::string::npos;)
      text.replace(at, std::string(typeset).size(), plain);
  return text;
}

}  // namespace

const std::vector<Lesson>& lessons() {
  static const std::vector<Lesson> all = [] {
    std::vector<Lesson> book;
    for (const auto make : book::kLessons) book.push_back(make());
    std::sort(book.begin(), book.end(), [](const Lesson& a, const Lesson& b) { return a.place < b.place; });
    return book;
  }();
  return all;
}

const Lesson& find_lesson(const std::string& name) {
  std::vector<std::string> names;
  for (const Lesson& lesson : lessons()) {
    if (lesson.name == name) return lesson;
    names.push_back(lesson.name);
  }
  unknown_name("lesson", name, names);
}

Stated read_stated(const std::string& stated) {
  const std::string text = as_typed(stated);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || end != text.c_str() + text.size()) throw Error("'" + stated + "' states no number");
  const std::size_t e = text.find('e'), point = text.find('.');
  const std::size_t digits_end = e == std::string::npos ? text.size() : e;
  const int decimals = point == std::string::npos ? 0 : int(digits_end - point) - 1;
  const int exponent = e == std::string::npos ? 0 : std::atoi(text.c_str() + e + 1);
  constexpr double kRounding = 1e-9;
  return {value, 0.5 * std::pow(10.0, exponent - decimals) * (1 + kRounding)};
}

double number_in(const Lesson& lesson, const std::string& fact) {
  return read_stated(find_fact(lesson, fact).stated).value;
}

std::string with_facts(const Lesson& lesson, const std::string& text) {
  std::string done;
  for (std::size_t from = 0;;) {
    const std::size_t open = text.find('{', from);
    if (open == std::string::npos) return done + text.substr(from);
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos) throw Error("lesson " + lesson.name + ": '{' without '}' in: " + text);
    done += text.substr(from, open - from);
    done += find_fact(lesson, text.substr(open + 1, close - open - 1)).stated;
    from = close + 1;
  }
}

Values initial_values(const Page& page) {
  Values values;
  for (const Control& control : page.controls) values.push_back(control.parameter.initial);
  return values;
}

Feedback judge(const Task& task, double answer, const Moment& moment) {
  if (const auto* choices = std::get_if<Choices>(&task.answer)) {
    const bool right = answer == choices->right;
    const auto picked = std::size_t(std::clamp(answer, 0.0, double(choices->options.size()) - 1));
    if (choices->why.empty()) return {right, ""};
    return {right, choices->why[choices->why.size() == 1 ? 0 : picked]};
  }
  if (const auto* number = std::get_if<NumberSought>(&task.answer))
    return {std::abs(answer - number->answer) <= number->tolerance, number->why};
  return std::get<Aim>(task.answer).judge(moment);
}

std::string right_answer(const Page& page, const Task& task) {
  if (const auto* choices = std::get_if<Choices>(&task.answer))
    return choices->options[std::size_t(choices->right)];
  if (const auto* number = std::get_if<NumberSought>(&task.answer)) return tick_label(number->answer);
  const Aim& aim = std::get<Aim>(task.answer);
  std::string text;
  for (std::size_t k = 0; k < page.controls.size(); k++) {
    const Control& control = page.controls[k];
    if (k >= aim.solution.size() || aim.solution[k] == control.parameter.initial) continue;
    const double value = aim.solution[k];
    text += (text.empty() ? "" : ", ") + control.label + " " +
            (control.options.empty() ? tick_label(value) : control.options[std::size_t(value)]);
  }
  return text;
}

std::vector<FactCheck> check_facts(const Lesson& lesson, Lab& lab) {
  std::vector<FactCheck> checks;
  for (const Fact& fact : lesson.facts) {
    if (!fact.recompute) continue;
    const double found = fact.recompute(lab);
    const Stated stated = read_stated(fact.stated);
    checks.push_back({&lesson, &fact, found, std::abs(found - stated.value) <= stated.tolerance});
  }
  return checks;
}

}  // namespace thalweg::lessons
