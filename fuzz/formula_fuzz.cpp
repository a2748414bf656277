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

template <int N>
void exercise(const Formula& formula) {
  const std::string text = print_text(formula);
  const Formula again = parse_formula(text, N);
  require(again.nodes == formula.nodes && again.parameters == formula.parameters);
  const std::vector<double> parameters = initial_values(formula);
  require(!print_cuda(formula).empty() && !functor_bytes(formula, parameters).empty());
  const std::vector<std::byte> program = compile(formula, parameters);
  constexpr double kCoordinates[3][3] = {{0.25, -1.5, 3}, {0, 0, 0}, {1e300, -1e-300, -7}};
  Vec<double, N> points[3];
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < N; k++) points[i][k] = kCoordinates[i][k];
  double values[3];
  Vec<double, N> gradients[3];
  Jet<double, N> jets[3];
  interpret_jets(program.data(), points, jets, 3);
  if constexpr (N < 3) {
    interpret_values(program.data(), points, values, 3);
    interpret_gradients(program.data(), points, gradients, 3);
  }
  for (int i = 0; i < 3; i++) {
    const double value = evaluate(program.data(), points[i]);
    const auto same = [value](double other) {
      return bits(value) == bits(other) || (value != value && other != other);
    };
    require(same(jets[i].v) && (N == 3 || same(values[i])));
    Vec<Interval, N> box;
    for (int k = 0; k < N; k++) box[k] = Interval(points[i][k]);
    const Jet<Interval, N> enclosure = evaluate_jet(program.data(), box);
    require(!(enclosure.v.lo > enclosure.v.hi));
  }
}

/// Reads the text as a formula of N weights.
template <int N>
void read(std::string_view text) {
  Formula formula;
  try {
    formula = parse_formula(text, N);
  } catch (const FormulaError& error) {
    require(error.position <= text.size());
    require(std::string_view(error.what()).find('\n') == std::string_view::npos);
    return;
  }
  try {
    exercise<N>(formula);
  } catch (const FormulaError&) {
    require(false);  // canonical text must be accepted
  } catch (const InputError&) {
    // More registers than a program may have.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read<1>(text);
  read<2>(text);
  read<3>(text);
  return 0;
}
