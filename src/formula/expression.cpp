// SPDX-License-Identifier: MIT
#include "formula/expression.h"

namespace thalweg {

int arity(Op op) {
  switch (op) {
    case Op::constant:
    case Op::variable:
    case Op::parameter:
      return 0;
    case Op::where:
      return 3;
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div:
#define THALWEG_ROW(name) case Op::name:
      THALWEG_FORMULA_BINARY(THALWEG_ROW)
#undef THALWEG_ROW
      return 2;
    default:
      return 1;
  }
}

const char* function_name(Op op) {
  switch (op) {
#define THALWEG_ROW(name) \
  case Op::name:          \
    return #name;
    THALWEG_FORMULA_UNARY(THALWEG_ROW)
    THALWEG_FORMULA_BINARY(THALWEG_ROW)
    THALWEG_ROW(where)
    THALWEG_ROW(powi)
#undef THALWEG_ROW
    default:
      return "";
  }
}

bool is_step(Op op) {
  return op == Op::floor || op == Op::ceil || op == Op::round || op == Op::sign || op == Op::less ||
         op == Op::less_equal || op == Op::equal;
}

std::vector<double> initial_values(const Formula& formula) {
  std::vector<double> values;
  for (const FormulaParameter& p : formula.parameters) values.push_back(p.initial);
  return values;
}

std::string argument_name(int k) { return std::string(1, "xyz"[k]); }

}  // namespace thalweg
