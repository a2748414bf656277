// SPDX-License-Identifier: MIT
// Reads a typed formula:
//   formula    = { definition ";" } expression { ";" definition }
//   definition = [ "let" ] NAME "=" expression                            a name for later use
//              | NAME "=" constant ":" constant ".." constant             a parameter with a slider
//   expression = comparisons < <= > >= == !=  over  + -  over  * /  over  unary -  over  ^ (or **; from the
//   right) operands   : numbers, pi, e, the arguments, names, parentheses, calls of
//                sin cos tan asin acos atan atan2 sinh cosh tanh exp log (ln) log2 log10 sqrt cbrt abs erf
//                floor ceil round sign min max (two or more) hypot pow mod where
// Names are defined before they are used, the expression may stand anywhere.
// A comparison is 1 or 0; where(c, a, b) is a unless c is 0.  Products are written with *.
#pragma once

#include <string_view>

#include "core/error.h"
#include "formula/expression.h"

namespace thalweg {

/// What is wrong with a formula, and where.
struct FormulaError : InputError {
  FormulaError(const std::string& what, std::string_view text, std::size_t where);
  std::size_t position;  ///< in bytes from the start
  std::string caret;     ///< two lines: the text around the position, and a ^ below it
};

/// Deepest nesting of parentheses, calls, signs and powers: a bound for the stack.
inline constexpr int kMaxFormulaNesting = 256;

/// A formula of `arguments` = 1 (x, also written w), 2 (x, y) or 3 (x, y, z) weights.  Throws FormulaError,
/// also for a formula that depends on none of them.
Formula parse_formula(std::string_view text, int arguments = 2);

}  // namespace thalweg
