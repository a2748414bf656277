// SPDX-License-Identifier: MIT
// Feeds arbitrary bytes to the formula parser (libFuzzer).  Whatever parses must print and read back as
// itself, compile within its stated limits, and give the same gradient in a block as its value says it
// should: nothing may crash, and every refusal is a FormulaError inside the text.
#include <cstdlib>
#include <string_view>

#include "formula/evaluate.h"
#include "formula/interpret.h"
#include "formula/parse.h"
#include "formula/print_cuda.h"
#include "formula/print_text.h"

namespace {

using namespace thalweg;

void require(bool condition) {
  if (!condition) std::abort();
}

void exercise(const Formula& formula) {
  const std::string text = print_text(formula);
  const Formula again = parse_formula(text);
  require(again.nodes == formula.nodes && again.parameters == formula.parameters);
  const std::vector<double> parameters = initial_values(formula);
  require(!print_cuda(formula).empty() && !functor_bytes(formula, parameters).empty());
  const std::vector<std::byte> program = compile(formula, parameters);
  const Vec<double, 2> points[3] = {{{0.25, -1.5}}, {{0, 0}}, {{1e300, -1e-300}}};
  double values[3];
  Vec<double, 2> gradients[3];
  Jet<double, 2> jets[3];
  interpret_values(program.data(), points, values, 3);
  interpret_gradients(program.data(), points, gradients, 3);
  interpret_jets(program.data(), points, jets, 3);
  for (int i = 0; i < 3; i++) {
    const double value = evaluate(program.data(), points[i]);
    require(bits(value) == bits(values[i]) || (value != value && values[i] != values[i]));
    const Interval x(points[i][0], points[i][0]), y(points[i][1], points[i][1]);
    const Jet<Interval, 2> box = evaluate_jet(program.data(), Vec<Interval, 2>{{x, y}});
    require(!(box.v.lo > box.v.hi));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Formula formula;
  try {
    formula = parse_formula(text);
  } catch (const FormulaError& error) {
    require(error.position <= text.size());
    require(std::string_view(error.what()).find('\n') == std::string_view::npos);
    return 0;
  }
  try {
    exercise(formula);
  } catch (const FormulaError&) {
    require(false);  // canonical text must be accepted
  } catch (const InputError&) {
    // More registers than a program may have.
  }
  return 0;
}
