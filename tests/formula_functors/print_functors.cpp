// SPDX-License-Identifier: MIT
// Writes a C++ unit with the printed functors of many formulas: the tests compile it and compare.
//   print_functors OUTPUT.cpp
#include <fstream>
#include <iostream>

#include "core/error.h"
#include "formula/parse.h"
#include "formula/print_cuda.h"
#include "formulas.h"

namespace {

void write(std::ostream& out) {
  using namespace thalweg;
  std::string rows;
  int count = 0;
  out << "// SPDX-License-Identifier: MIT\n// Generated.\n#include \"formula_functors/functors.h\"\n\n"
      << "namespace thalweg {\nnamespace {\n\n";
  for (const std::string& text : test::compiled_formula_texts()) {
    Formula formula;
    try {
      formula = parse_formula(text);
    } catch (const FormulaError&) {
      continue;  // a random constant that is not finite
    }
    const std::string name = "Typed" + std::to_string(count++);
    out << print_cuda(formula, name) << "\n";
    rows += "    test::row<" + name + ">(R\"(" + text + ")\"),\n";
  }
  out << "constexpr test::CompiledFormula kFormulas[] = {\n"
      << rows << "};\n\n}  // namespace\n\n"
      << "std::span<const test::CompiledFormula> test::compiled_formulas() { return kFormulas; }\n\n"
      << "}  // namespace thalweg\n";
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: print_functors OUTPUT.cpp\n";
    return 2;
  }
  std::ofstream out(arguments[1]);
  write(out);
  return out.flush() ? 0 : 1;
}
