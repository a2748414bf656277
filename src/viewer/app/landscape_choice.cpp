// SPDX-License-Identifier: MIT
#include "viewer/app/landscape_choice.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/error.h"
#include "engine/typed_formula.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

/// In one line; characters that typefaces may lack become question marks.
std::string one_line(std::string text) {
  for (char& c : text)
    if (c < ' ' || c > '~') c = c == '\n' || c == '\t' || c == '\r' ? ' ' : '?';
  return text;
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

/// The text of a surface's formula if it can be typed and means the same.
std::optional<std::string> typed_form(const Choice& surface) {
  const Landscape f = make_landscape(surface);
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = f.surface->info.formula;
  try {
    const Landscape typed = make_landscape(spec);
    const Box& d = f.domain;
    for (const double u : {0.1, 0.37, 0.8})
      for (const double v : {0.2, 0.55, 0.93}) {
        const Point p{d.x0 + u * width(d), d.y0 + v * height(d)};
        const double a = value(f, p), b = value(typed, p);
        // Printed constants are rounded to some digits.
        if (!(std::abs(a - b) <= 1e-6 * std::max(1.0, std::abs(a)))) return {};
      }
    return spec.formula;
  } catch (const InputError&) {
    return {};
  }
}

/// The formula with the domain's number of weights if it can be read so, else with its own.
Formula parse_for(const std::string& text, const std::optional<Domain>& domain) {
  if (domain) {
    try {
      return parse_landscape(text, domain->weights);
    } catch (const FormulaError&) {
    }
  }
  return parse_landscape(text);
}

}  // namespace

bool same_landscape(const RunSpec& a, const RunSpec& b) {
  return a.kind == b.kind && a.surface == b.surface && a.formula == b.formula && a.data == b.data &&
         a.scaling == b.scaling && a.domain == b.domain;
}

void take_landscape(RunSpec& to, const RunSpec& from) {
  to.kind = from.kind;
  to.surface = from.surface;
  to.formula = from.formula;
  to.data_file = from.data_file;
  to.data = from.data;
  to.scaling = from.scaling;
  to.domain = from.domain;
}

RunSpec first_landscape(LandscapeKind kind, const RunSpec& present) {
  RunSpec spec;
  spec.kind = kind;
  if (kind == LandscapeKind::problem) spec.surface = {"line_fit"};
  if (kind != LandscapeKind::formula) return spec;
  spec.surface = {"formula"};
  spec.formula = kFirstFormula;
  if (present.kind != LandscapeKind::surface) return spec;
  if (const auto text = typed_form(present.surface)) {
    spec.formula = *text;
    spec.domain = present.domain ? present.domain : Domain(find_surface(present.surface.name).info.domain);
  }
  return spec;
}

void set_formula(RunSpec& spec, const std::string& text) {
  const bool typed = spec.kind == LandscapeKind::formula;
  const std::optional<Domain> present = typed ? spec.domain : std::optional<Domain>();
  const Formula formula = parse_for(text, present);
  std::vector<FormulaParameter> before;
  if (typed) before = parse_for(spec.formula, present).parameters;
  Choice choice{"formula"};
  for (const auto& [name, value] : spec.surface.parameters)
    for (const FormulaParameter& p : formula.parameters)
      for (const FormulaParameter& old : before)
        if (p.name == name && old.name == name && p.initial == old.initial)
          choice.parameters.emplace_back(name, std::clamp(value, p.low, p.high));
  RunSpec other;
  other.kind = LandscapeKind::formula;
  other.surface = choice;
  other.formula = text;
  if (present && present->weights == formula.arguments) other.domain = present;
  take_landscape(spec, other);
}

bool prefers_log(const RunSpec& spec) {
  if (spec.kind == LandscapeKind::surface)
    return find_surface(spec.surface.name).info.display == Display::log;
  const Landscape f = make_landscape(spec);
  if (weights(f) == 1) return false;  // a curve is best known as it is
  constexpr int kNodes = 24;
  std::vector<double> losses;
  for (int j = 0; j < kNodes; j++)
    for (int i = 0; i < kNodes; i++) {
      const double loss = value(f, {f.domain.x0 + width(f.domain) * i / (kNodes - 1),
                                    f.domain.y0 + height(f.domain) * j / (kNodes - 1), centre(f.domain).z});
      if (std::isfinite(loss)) losses.push_back(loss);
    }
  if (losses.empty()) return false;
  const auto middle = losses.begin() + std::ptrdiff_t(losses.size() / 2);
  std::nth_element(losses.begin(), middle, losses.end());
  const auto [low, high] = std::minmax_element(losses.begin(), losses.end());
  return *middle - *low < kLowShare * (*high - *low);
}

std::string landscape_title(const RunSpec& spec, const Landscape& f) {
  if (spec.kind != LandscapeKind::formula) return f.surface->info.title;
  const std::string text = one_line(spec.formula);
  std::string title;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string part = trimmed(text.substr(begin, end - begin));
    begin = end + 1;
    if (part.empty() || part.find(':') != std::string::npos) continue;  // only sliders have a colon
    title += (title.empty() ? "" : "; ") + part;
  }
  if (title.size() > kLongestTitle) title = title.substr(0, kLongestTitle - 1) + "\u2026";
  for (std::size_t i = 0; i < f.parameters.size(); i++)
    title += ", " + f.surface->parameters[i].name + " = " + tick_label(f.parameters[i]);
  return title;
}

std::optional<FormulaTrouble> check_formula(const std::string& text, std::size_t columns) {
  try {
    parse_landscape(text);
    return {};
  } catch (const FormulaError& error) {
    const std::string line = one_line(text);
    const std::size_t where = std::min(error.position, line.size());
    // Two thirds of the excerpt come before the position, unless the text begins or ends earlier.
    const std::size_t before = std::min(where, 2 * columns / 3),
                      end = std::min(line.size(), where - before + columns);
    const std::size_t begin = std::min(where - before, end > columns ? end - columns : 0);
    std::string sentence = error.what();
    constexpr std::string_view kPrefix = "formula, ";
    if (sentence.starts_with(kPrefix)) sentence.erase(0, kPrefix.size());
    return FormulaTrouble{sentence, line.substr(begin, end - begin), where - begin};
  }
}

}  // namespace thalweg::viewer
