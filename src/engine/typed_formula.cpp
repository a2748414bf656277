// SPDX-License-Identifier: MIT
#include "engine/typed_formula.h"

#include <cstdio>

#include "engine/entries.h"
#include "formula/evaluate.h"
#include "formula/print_cuda.h"
#include "formula/program.h"

namespace thalweg {

namespace {

/// What an entry of its own needs to outlive the text that it was made from.
struct TypedEntry {
  Formula formula;
  SurfaceEntry entry;
};

template <int N>
void add_program_functions(SurfaceEntry& e) {
  e.weights = N;
  e.kernels = "Program<" + std::to_string(N) + ">";
  e.value = [](const std::byte* f, Point p) { return evaluate<double, N>(f, coordinates<N>(p)); };
  e.jet = [](const std::byte* f, Point p) {
    return resized<2>(evaluate_jet<double, N>(f, coordinates<N>(p)));
  };
  e.jet3 = [](const std::byte* f, Point p) {
    return resized<3>(evaluate_jet<double, N>(f, coordinates<N>(p)));
  };
  if constexpr (N == 2)
    e.enclose = [](const std::byte* f, Interval x, Interval y) {
      return evaluate_jet<Interval, 2>(f, Vec<Interval, 2>{{x, y}});
    };
}

// FNV-1a: two formulas of the same text are one kernel, others have names of their own.
std::string hash_of(const std::string& text) {
  u64 h = 0xcbf29ce484222325ull;
  for (const char c : text) h = (h ^ u8(c)) * 0x100000001b3ull;
  char buffer[17];
  std::snprintf(buffer, sizeof buffer, "%016llx", static_cast<unsigned long long>(h));
  return buffer;
}

bool uses_jumps_or_kinks(const Formula& formula) {
  for (const Node& n : formula.nodes)
    if (n.mask != 0 || is_step(n.op))
      if (is_step(n.op) || n.op == Op::abs || n.op == Op::min || n.op == Op::max || n.op == Op::where)
        return true;
  return false;
}

}  // namespace

Formula parse_landscape(const std::string& text, int weights) {
  if (weights != 0) return parse_formula(text, weights);
  try {
    return parse_formula(text, 2);
  } catch (const FormulaError&) {
    // The error of the usual reading is the one to show.
    for (const int others : {1, 3}) {
      try {
        return parse_formula(text, others);
      } catch (const FormulaError&) {
      }
    }
    throw;
  }
}

Landscape typed_landscape(const std::string& text, const Choice& parameters, int weights) {
  const auto typed = std::make_shared<TypedEntry>();
  typed->formula = parse_landscape(text, weights);
  const Formula& formula = typed->formula;
  SurfaceEntry& e = typed->entry;
  e.info.name = "formula";
  e.info.title = "Formula";
  e.info.formula = formula.text.c_str();
  e.info.domain = {-5, 5, -5, 5, -5, 5};
  e.info.source = "typed";
  e.info.display = Display::linear;
  e.info.smoothness = uses_jumps_or_kinks(formula) ? Smoothness::kinked : Smoothness::smooth;
  for (const FormulaParameter& p : formula.parameters) {
    if (p.name == "text")  // specs save the formula under this key, beside its parameters
      throw InputError("formula: a parameter cannot be called 'text'");
    e.parameters.push_back({p.name, p.initial, {p.low, p.high}, "parameter of the formula"});
  }
  if (formula.arguments == 1)
    add_program_functions<1>(e);
  else if (formula.arguments == 2)
    add_program_functions<2>(e);
  else
    add_program_functions<3>(e);

  Landscape f;
  f.surface = &e;
  f.parameters = resolve("formula", e.parameters, parameters);
  f.functor = compile(formula, f.parameters);
  const std::string body = print_cuda(formula, "Typed"), name = "Typed_" + hash_of(body);
  f.card_source = "namespace thalweg {\n" + print_cuda(formula, name) + "}\n";
  f.card_functor = functor_bytes(formula, f.parameters);
  e.type = "thalweg::" + name;
  f.owner = typed;
  return f;
}

}  // namespace thalweg
