// SPDX-License-Identifier: MIT
#include "floor.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <type_traits>

#include "card_float.h"
#include "core/dual.h"
#include "core/error.h"
#include "core/jet.h"
#include "cpu/traced.h"
#include "optimizers/adam.h"
#include "optimizers/lion.h"
#include "optimizers/newton.h"
#include "optimizers/sam.h"
#include "optimizers/sgd.h"
#include "problems/finite_sum.h"
#include "problems/logistic.h"
#include "registry/surfaces.h"

namespace thalweg::bench {
namespace {

Named surface(const char* name) {
  RunSpec spec;
  spec.surface = {name};
  return {name, spec};
}

Named optimizer(const char* name, const Choice& choice) {
  RunSpec spec;
  spec.optimizer = choice;
  return {name, spec};
}

template <class S, class Rule, int N>
struct Recorded {
  using T = cpu::Traced<S>;
  cpu::Trace trace{sizeof(S) == sizeof(double)};
  Vec<T, N> p;
  typename Rule::template State<T, N> state;

  T* numbers() { return reinterpret_cast<T*>(&state); }
  static constexpr std::size_t kNumbers =
      std::is_empty_v<typename Rule::template State<T, N>> ? 0 : sizeof(state) / sizeof(T);

  Recorded() {
    for (int i = 0; i < N; i++) p[i] = {&trace, trace.input(i)};
    for (std::size_t i = 0; i < kNumbers; i++) numbers()[i] = {&trace, trace.input(N + int(i))};
  }
  /// What the next step needs of this one.
  std::vector<int> kept() {
    std::vector<int> nodes;
    const auto keep = [&](const T& a) {
      if (a.trace) nodes.push_back(a.node);
    };
    for (int i = 0; i < N; i++) keep(p[i]);
    std::for_each_n(numbers(), kNumbers, keep);
    return nodes;
  }
};

template <class Rule, class T, int N, class F>
Answer<T, N> asked(const F& f, const Vec<T, N>& at) {
  Answer<T, N> answer;
  if constexpr (request<Rule> == Request::gradient) {
    answer.gradient = gradient(f, at);
  } else if constexpr (request<Rule> == Request::value) {
    answer.value = value(f, at);
  } else {
    const Jet<T, N> j = jet(f, at);
    answer = {j.v, j.g, j.h};
  }
  return answer;
}

template <class S, class F, class Rule>
InstructionCount count_pair(const F& f, const std::vector<double>& constants, bool fused) {
  constexpr int N = weights_of<F>;
  typename Rule::template Step<double> step;
  std::memcpy(&step, constants.data(), sizeof step);
  Recorded<S, Rule, N> run;
  [&]<int... K>(std::integer_sequence<int, K...>) {
    (absorb<Rule, K>(run.state, run.p, asked<Rule>(f, probe<Rule, K>(run.state, run.p, step)), step), ...);
  }
  (std::make_integer_sequence<int, stages<Rule>>{});
  return count_instructions(run.trace, run.kept(), fused);
}

/// Tries the rules that are measured; a row of step 10, when averages have begun to build up.
template <class S, class F, class... Os>
std::optional<InstructionCount> count_rules(const Plan& plan, bool fused) {
  const F& f = *reinterpret_cast<const F*>(plan.landscape.functor.data());
  const std::vector<double> constants = step_constants(plan, 10, 1);
  std::optional<InstructionCount> count;
  const auto try_rule = [&]<class O, int V>() {
    if (O::info.name == plan.spec.optimizer.name && V == plan.variant)
      count = count_pair<S, F, rule_t<O, V>>(f, constants, fused);
  };
  const auto try_variants = [&]<class O>() {
    [&]<int... V>(std::integer_sequence<int, V...>) { (try_rule.template operator()<O, V>(), ...); }
    (std::make_integer_sequence<int, variants<O>>{});
  };
  (try_variants.template operator()<Os>(), ...);
  return count;
}

template <class S, class F>
std::optional<InstructionCount> count_surface(const Plan& plan, bool fused) {
  return count_rules<S, F, Sgd, Adam, Lion, Sam, Newton>(plan, fused);
}

template <class S>
std::optional<InstructionCount> count_in(const Plan& plan, bool fused) {
  const std::string& name = plan.spec.surface.name;
  if (name == "rosenbrock") return count_surface<S, Rosenbrock>(plan, fused);
  if (name == "himmelblau") return count_surface<S, Himmelblau>(plan, fused);
  if (name == "rastrigin") return count_surface<S, Rastrigin>(plan, fused);
  if (name == "ackley") return count_surface<S, Ackley>(plan, fused);
  if (name == "goldstein_price") return count_surface<S, GoldsteinPrice>(plan, fused);
  if (name == "bbob21") return count_surface<S, Bbob21>(plan, fused);
  if (name == "logistic") return count_surface<S, FiniteSum<Logistic>>(plan, fused);
  return {};
}

}  // namespace

std::vector<Named> landscapes() {
  std::vector<Named> all;
  for (const char* name : {"rosenbrock", "himmelblau", "rastrigin", "ackley", "goldstein_price", "bbob21"})
    all.push_back(surface(name));
  Named typed = surface("rastrigin");
  typed.name = "typed_rastrigin";
  typed.spec.kind = LandscapeKind::formula;
  typed.spec.formula = find_surface("rastrigin").info.formula;
  typed.spec.domain = Domain(find_surface("rastrigin").info.domain);
  all.push_back(typed);
  Named logistic = surface("logistic");
  logistic.spec.kind = LandscapeKind::problem;
  all.push_back(logistic);
  return all;
}

std::vector<Named> methods() {
  return {optimizer("sgd", {"sgd"}),   optimizer("momentum", {"sgd", {{"momentum", 0.9}}}),
          optimizer("adam", {"adam"}), optimizer("lion", {"lion"}),
          optimizer("sam", {"sam"}),   optimizer("newton", {"newton"})};
}

InstructionCount count_step(const Plan& plan, const Instructions& one) {
  // The functor of a typed formula is a program; that of the surface with its text is counted.
  Plan compiled = plan;
  if (plan.spec.kind == LandscapeKind::formula)
    compiled.landscape = make_landscape(Choice{plan.spec.surface});
  const bool in_double = plan.spec.precision == Precision::float64;
  const std::optional<InstructionCount> count = in_double     ? count_in<double>(compiled, one.fused)
                                                : one.special ? count_in<CardFloat>(compiled, one.fused)
                                                              : count_in<float>(compiled, one.fused);
  if (!count) throw Error("no floor for " + plan.spec.surface.name + " with " + plan.spec.optimizer.name);
  return *count;
}

double floor_seconds(const InstructionCount& count, const Peaks& peaks) {
  return std::max({count.multiply / peaks.fma, (count.multiply + count.other) / peaks.arithmetic,
                   count.division / peaks.division + count.root / peaks.root});
}

// A card takes divisions and roots apart: one instruction of the special unit each, at least.
double floor_seconds(const InstructionCount& count, const CardPeaks& peaks, Precision precision) {
  const double special = count.division + count.root + count.special;
  return std::max((count.multiply + count.other + special) / peaks.issue[int(precision)],
                  special / peaks.special);
}

}  // namespace thalweg::bench
