// SPDX-License-Identifier: MIT
// The scalar templates of everything registered, by name.
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "problems/finite_sum.h"
#include "reference.h"
#include "registry/noise.h"
#include "registry/optimizers.h"
#include "registry/problems.h"
#include "registry/surfaces.h"

namespace thalweg::test {

namespace {

template <class F, class S>
ScalarSurface<S> surface_row(const char* type) {
  return {
      type,
      [](const void* f, const Batch*, const Vec<S, 2>& p) { return value(*static_cast<const F*>(f), p); },
      [](const void* f, const Batch*, const Vec<S, 2>& p) { return gradient(*static_cast<const F*>(f), p); },
      [](const void* f, const Batch*, const Vec<S, 2>& p) { return jet(*static_cast<const F*>(f), p); }};
}

/// The mean of a problem over a batch, or over all rows.
template <class Problem, class S>
struct BatchMean {
  FiniteSum<Problem> sum;
  const Batch* batch;

  static BatchMean of(const void* functor, const Batch* batch) {
    return {*static_cast<const FiniteSum<Problem>*>(functor), batch};
  }

  auto operator()(auto a, auto b) const {
    const auto row = [this](u32 j) {
      const double* const from =
          sum.rows.exact + u64(batch ? batch->row(j) : j) * FiniteSum<Problem>::columns;
      OwnRow<S, FiniteSum<Problem>::columns> own;
      for (int k = 0; k < FiniteSum<Problem>::columns; k++) own.numbers[k] = S(from[k]);
      return own;
    };
    return sum.mean(batch ? batch->count : u32(sum.count), row, a, b);
  }
};

template <class Problem, class S>
void add_problem(std::vector<ScalarSurface<S>>& rows, const char* type) {
  if constexpr (Problem::weights == 2) {
    using F = BatchMean<Problem, S>;
    rows.push_back(
        {type, [](const void* f, const Batch* b, const Vec<S, 2>& p) { return value(F::of(f, b), p); },
         [](const void* f, const Batch* b, const Vec<S, 2>& p) { return gradient(F::of(f, b), p); },
         [](const void* f, const Batch* b, const Vec<S, 2>& p) { return jet(F::of(f, b), p); }});
  }
}

template <class Rule, class S, int K>
ScalarStage<S> stage_row() {
  using State = typename Rule::template State<S, 2>;
  using Step = typename Rule::template Step<S>;
  return {[](const void* s, const Vec<S, 2>& p, const void* c) {
            return probe<Rule, K>(*static_cast<const State*>(s), p, *static_cast<const Step*>(c));
          },
          [](void* s, Vec<S, 2>& p, const Answer<S, 2>& a, const void* c,
             [[maybe_unused]] const Words<u32>& words) {
            if constexpr (draws<Rule>)
              absorb<Rule, K>(*static_cast<State*>(s), p, a, *static_cast<const Step*>(c), words);
            else
              absorb<Rule, K>(*static_cast<State*>(s), p, a, *static_cast<const Step*>(c));
          }};
}

template <class Rule, class S>
ScalarRule<S> rule_row() {
  using State = typename Rule::template State<S, 2>;
  return {request<Rule>, sizeof(State), [](void* s) { new (s) State{}; },
          []<int... K>(std::integer_sequence<int, K...>){
              return std::vector<ScalarStage<S>>{stage_row<Rule, S, K>()...};
}
(std::make_integer_sequence<int, stages<Rule>>{})
};  // namespace
}  // namespace thalweg::test

template <class O, class S>
std::vector<ScalarRule<S>> rule_rows() {
  return []<int... V>(std::integer_sequence<int, V...>) {
    return std::vector<ScalarRule<S>>{rule_row<rule_t<O, V>, S>()...};
  }
  (std::make_integer_sequence<int, variants<O>>{});
}

template <class Noise, class S>
ScalarNoise<S> noise_row(const char* type) {
  using Constants = typename Noise::template Constants<S>;
  ScalarNoise<S> row{type, nullptr, nullptr, nullptr};
  if constexpr (samples<Noise>)
    row.batch = [](const void* c, u32 rows, u64 seed, u32 step, u64 particle) {
      return Noise::batch(*static_cast<const Constants*>(c), rows, seed, step, particle);
    };
  else if constexpr (shifts<Noise>)
    row.shift = [](const Vec<S, 2>& p, const Words<u32>& words, const void* c) {
      return Noise::shift(p, words, *static_cast<const Constants*>(c));
    };
  else
    row.apply = [](const Vec<S, 2>& g, const Words<u32>& words, const void* c) {
      return Noise::apply(g, words, *static_cast<const Constants*>(c));
    };
  return row;
}

template <class Rows>
const auto& find(const Rows& rows, const std::string& type) {
  for (const auto& row : rows)
    if (row.type == type) return row;
  throw std::runtime_error("no scalar " + type);
}

template <class S>
struct RulesOf {
  std::string type;
  std::vector<ScalarRule<S>> rules;
};

}  // namespace

template <class S>
const ScalarSurface<S>& scalar_surface(const std::string& type) {
#define ROW(Type) surface_row<Type, S>("thalweg::" #Type),
#define PROBLEM(Type) add_problem<Type, S>(all, "thalweg::FiniteSum<thalweg::" #Type ">");
  static const std::vector<ScalarSurface<S>> rows = [] {
    std::vector<ScalarSurface<S>> all{THALWEG_FOR_EACH_SURFACE(ROW)};
    THALWEG_FOR_EACH_PROBLEM(PROBLEM)
    return all;
  }();
#undef PROBLEM
#undef ROW
  return find(rows, type);
}

template <class S>
const ScalarRule<S>& scalar_rule(const std::string& type, int variant) {
#define ROW(Type) RulesOf<S>{"thalweg::" #Type, rule_rows<Type, S>()},
  static const std::vector<RulesOf<S>> rows{THALWEG_FOR_EACH_OPTIMIZER(ROW)};
#undef ROW
  return find(rows, type).rules.at(std::size_t(variant));
}

template <class S>
const ScalarNoise<S>& scalar_noise(const std::string& type) {
#define ROW(Type) noise_row<Type, S>("thalweg::" #Type),
  static const std::vector<ScalarNoise<S>> rows{THALWEG_FOR_EACH_NOISE(ROW)};
#undef ROW
  return find(rows, type);
}

template const ScalarSurface<float>& scalar_surface(const std::string&);
template const ScalarSurface<double>& scalar_surface(const std::string&);
template const ScalarRule<float>& scalar_rule(const std::string&, int);
template const ScalarRule<double>& scalar_rule(const std::string&, int);
template const ScalarNoise<float>& scalar_noise(const std::string&);
template const ScalarNoise<double>& scalar_noise(const std::string&);

}  // namespace thalweg::test
