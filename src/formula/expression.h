// SPDX-License-Identifier: MIT
// A formula as a graph of operations in static single assignment: every node names its operands by index,
// operands come first, equal subexpressions are one node, constants are folded.  Everything else (bytecode,
// C++ source, text, values, proofs) is made from this form.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/hd.h"

namespace thalweg {

// Functions that are spelled alike in formulas and in core/; sq is written ^2, comparisons as operators.
// The formatter's own layout of this list does not settle.
// clang-format off
#define THALWEG_FORMULA_UNARY(X)                                                      \
  X(sin) X(cos) X(tan) X(asin) X(acos) X(atan) X(sinh) X(cosh) X(tanh) X(exp) X(log)  \
  X(log2) X(log10) X(sqrt) X(cbrt) X(abs) X(erf) X(floor) X(ceil) X(round) X(sign) X(sq)
// clang-format on
#define THALWEG_FORMULA_BINARY(X) X(pow) X(atan2) X(hypot) X(min) X(max) X(less) X(less_equal) X(equal)

enum class Op : u8 {
  constant,
  variable,
  parameter,
  neg,
  add,
  sub,
  mul,
  div,
  powi,  ///< a^index
  where,
#define THALWEG_ROW(name) name,
  THALWEG_FORMULA_UNARY(THALWEG_ROW) THALWEG_FORMULA_BINARY(THALWEG_ROW)
#undef THALWEG_ROW
};

/// How many operands an operation has: 0 to 3.
int arity(Op op);
/// "sin", "less_equal", ...: the name of the function in core/; "" for operators and leaves.
const char* function_name(Op op);
/// True for floor, sign, comparisons, ...: constant between jumps, hence without partial derivatives.
bool is_step(Op op);

struct Node {
  Op op;
  int index = 0;  ///< which variable or parameter; the exponent of powi
  int operand[3] = {-1, -1, -1};
  double value = 0;      ///< of a constant
  u8 mask = 0;           ///< which partial derivatives exist: bit k for variable k
  bool uniform = false;  ///< depends on no variable: one number per run, known when parameters are bound
  friend bool operator==(const Node&, const Node&) = default;
};

/// A slider: `a = 1 : 0..10`.
struct FormulaParameter {
  std::string name;
  double initial, low, high;
  friend bool operator==(const FormulaParameter&, const FormulaParameter&) = default;
};

struct Formula {
  std::string text;  ///< as typed
  int arguments = 2;
  std::vector<FormulaParameter> parameters;
  std::vector<Node> nodes;  ///< operands before users; the last one is the result
};

/// The values that the parameters start with.
std::vector<double> initial_values(const Formula& formula);

/// Names of the arguments of formulas of N = 1, 2 or 3 weights: x (or w); x, y; x, y, z.
std::string argument_name(int k);

}  // namespace thalweg
