// SPDX-License-Identifier: MIT
// What is descended, as the explorer's user chooses it: a surface, a problem over data, or a typed formula.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/landscape.h"
#include "viewer/scene/height_field.h"

namespace thalweg::viewer {

/// Whether two runs descend the same landscape.
bool same_landscape(const RunSpec& a, const RunSpec& b);

/// Gives `to` the landscape of `from` and nothing else of it.
void take_landscape(RunSpec& to, const RunSpec& from);

/// A landscape of this kind to begin with.  A formula is that of the present surface where that can be typed,
/// in the same domain, so that it can be played with; otherwise kFirstFormula.
RunSpec first_landscape(LandscapeKind kind, const RunSpec& present);
inline constexpr const char* kFirstFormula = "a = 10 : 0..20; x^2 + y^2 + a*(cos(2*x) + sin(2*y))";

/// Changes the formula of a spec, or makes it one.  Sliders keep their values as long as the text gives them
/// the same name and default, and the domain stays if it has as many weights.  Throws FormulaError.
void set_formula(RunSpec& spec, const std::string& text);

/// Whether heights are best shown logarithmically: surfaces know it; of others it is true where half the
/// domain lies in the lowest kLowShare of the range of losses.  Throws InputError for a landscape that does
/// not exist.
bool prefers_log(const RunSpec& spec);
inline constexpr double kLowShare = 0.2;
/// Heights to begin with.  Throws like prefers_log.
inline HeightChoice preferred_heights(const RunSpec& spec) {
  return {.scale = prefers_log(spec) ? HeightScale::kLog : HeightScale::kLinear};
}

/// "Himmelblau", "Line fit", or a formula in one line of at most kLongestTitle characters: without its
/// sliders' definitions, but with their values, "x^2 + a*sin(3*y), a = 10".
std::string landscape_title(const RunSpec& spec, const Landscape& f);
inline constexpr std::size_t kLongestTitle = 48;

/// What is wrong with a formula, for a narrow column of mono-spaced text: a sentence, a piece of the text in
/// one line, and the column of the character that it is about.
struct FormulaTrouble {
  std::string sentence, excerpt;
  std::size_t column = 0;
};
/// Nothing for a formula that can be descended.  columns (>= 8): the longest excerpt.
std::optional<FormulaTrouble> check_formula(const std::string& text, std::size_t columns);

}  // namespace thalweg::viewer
