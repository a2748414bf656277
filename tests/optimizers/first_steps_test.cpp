// SPDX-License-Identifier: MIT
// The first steps of the rules in closed form, on a surface whose gradient and Hessian are chosen by hand.
// A rule without a row here is held to the contract and the relations alone: give it one.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "hyper_of_variant.h"
#include "registry/optimizers.h"
#include "tests/support/descend.h"

namespace thalweg::test {
namespace {

using Position = Vec<double, 2>;

constexpr double kRate = 0.01, kValue = 2;
constexpr Position kStart{{2.5, 1.5}}, kSlope{{3, -0.5}}, kCurvature{{4, -2}};

/// What one coordinate sees at the start.
struct Coordinate {
  double g, h;  ///< slope, curvature
  double sign() const { return g < 0 ? -1 : 1; }
};
/// How far the coordinate falls in the first step.
using Fall = std::function<double(const Coordinate&)>;

const double kSteepness = std::sqrt(9.25), kSize = std::sqrt(8.5);  // lengths of kSlope and kStart

double nothing(const Coordinate&) { return 0; }
double by_gradient(const Coordinate& c) { return kRate * c.g; }
double by_sign(const Coordinate& c) { return kRate * c.sign(); }
Fall times(double factor, double (*fall)(const Coordinate&)) {
  return [=](const Coordinate& c) { return factor * fall(c); };
}
// The two momenta and the two weights of the first step of torch.optim.NAdam.
double nadam(const Coordinate& c) {
  const double mu = 0.9 * (1 - 0.5 * std::pow(0.96, 0.004)), next = 0.9 * (1 - 0.5 * std::pow(0.96, 0.008));
  return kRate * c.sign() * (1 + 0.1 * next / (1 - mu * next));
}

/// By name or, where variants differ, by name and variant. Defaults but for eps = weight_decay = 0 and the
/// other changes below; adadelta and dowg keep their eps, which is where they begin.
const std::map<std::string, Fall>& falls() {
  static const std::map<std::string, Fall> all{
      {"sgd", by_gradient},
      {"adam", by_sign},
      {"adamw", by_sign},
      {"rmsprop", times(1 / std::sqrt(1 - 0.99), by_sign)},
      {"rmsprop_variant_1", times(1 / std::sqrt(0.99 * (1 - 0.99)), by_sign)},  // v - m^2
      {"rmsprop_variant_3", times(1 / std::sqrt(0.99 * (1 - 0.99)), by_sign)},
      {"adagrad", by_sign},
      {"adadelta",
       [](const auto& c) { return kRate * std::sqrt(1e-6) / std::sqrt(0.1 * c.g * c.g + 1e-6) * c.g; }},
      {"adamax", by_sign},
      {"nadam", nadam},
      {"radam", by_gradient},
      {"asgd", by_gradient},
      {"rprop", by_sign},
      {"adafactor", times(kSize / std::sqrt(2.0), by_sign)},
      {"signsgd", by_sign},
      {"signum", by_sign},
      {"tiger", by_sign},
      {"lion", by_sign},
      {"yogi", by_sign},
      {"adabelief", times(1 / 0.9, by_sign)},  // g - m = beta1 g
      {"adabound", by_sign},
      {"adamod", times(1e-4, by_sign)},
      {"adan", by_sign},
      {"laprop", by_sign},
      {"adopt", nothing},
      {"ademamix", times(1 + 5 * 1e-4, by_sign)},
      {"qhm", times(0.3 + 0.7 * 0.001, by_gradient)},
      {"qhadam", by_sign},
      {"aggmo", by_gradient},
      {"novograd", times(1 / kSteepness, by_gradient)},
      {"diffgrad", [](const auto& c) { return by_sign(c) / (1 + std::exp(-std::abs(c.g))); }},
      {"madgrad", [](const auto& c) { return 0.1 * by_gradient(c) / std::cbrt(kRate * c.g * c.g); }},
      {"pid", times(6, by_gradient)},  // 1 + integral
      {"optimistic_gd", by_gradient},
      {"schedule_free_sgd", by_gradient},
      {"schedule_free_adamw", by_sign},
      {"prodigy", times(1e-6 * 0.1 / std::sqrt(0.001), by_sign)},
      {"dadapt_sgd", times(1e-6 / kSteepness, by_gradient)},
      {"dog", times(1e-6 * (1 + kSize) / kSteepness, by_gradient)},
      {"dowg", times(1e-4 / (std::sqrt(1e-4) * kSteepness + 1e-4), by_gradient)},
      {"cocob", [](const auto& c) { return c.sign() / 100; }},
      {"sam", by_gradient},
      {"asam", by_gradient},
      {"lookahead", by_gradient},
      {"lookahead_adam", by_sign},
      {"sgld", by_gradient},
      {"noisy_sgd", by_gradient},
      {"polyak", times(kValue / 9.25, by_gradient)},
      {"barzilai_borwein", by_gradient},
      {"newton", [](const auto& c) { return by_gradient(c) / c.h; }},
      {"damped_newton", [](const auto& c) { return by_gradient(c) / (c.h + 2 + 0.1); }},
      {"saddle_free_newton", [](const auto& c) { return by_gradient(c) / (std::abs(c.h) + 1e-3); }},
      {"adahessian", [](const auto& c) { return by_gradient(c) / std::abs(c.h); }},
      {"sophia_h", by_sign},
      // These first ask at the start.
      {"bfgs", nothing},
      {"nonlinear_cg", nothing},
      {"lbfgs", nothing},
      {"lbfgs_variant_1", times(1 / 3.5, by_gradient)},
      {"gradient_flow", nothing},
      {"random_search", nothing},
      {"one_plus_one_es", nothing},
      {"nelder_mead", nothing},
  };
  return all;
}
// The first of a generation is drawn.
bool begins_by_chance(std::string_view name) { return name == "cma_es"; }

const std::map<std::string_view, double> kChanges{
    {"weight_decay", 0}, {"eps", 0},         {"initial_accumulator_value", 0},
    {"lambd", 0},        {"temperature", 0}, {"eta", 0}};

/// Adds the row that holds it to `used`.
template <class O, int V>
void expect_first_step(std::set<std::string>& used) {
  using Rule = rule_t<O, V>;
  const std::string name = O::info.name, label = name + "_variant_" + std::to_string(V);
  if (begins_by_chance(name)) return;
  const auto found = falls().find(falls().contains(label) ? label : name);
  if (found == falls().end()) return;
  used.insert(found->first);

  typename O::Hyper hyper = hyper_of_variant<O>(V);
  if constexpr (requires { O::fields; })
    for (const auto& field : O::fields)
      if (const auto change = kChanges.find(field.name); change != kChanges.end())
        if (change->first != "eps" || (name != "adadelta" && name != "dowg"))
          hyper.*field.member = change->second;

  const auto ask = [](const Position& p) {
    const Position away = p - kStart;
    return Answer<double, 2>{kValue + dot(kSlope, away), kSlope, {{kCurvature[0], 0, kCurvature[1]}}};
  };
  typename Rule::template State<double, 2> state{};
  Position p = kStart;
  step<Rule>(ask, state, p, Rule::at(hyper, kRate, 1), 1);
  for (int i = 0; i < 2; i++) {
    const double fall = found->second({kSlope[i], kCurvature[i]});
    // Roundings of p, and of a dozen operations that lead to the step; 1 - 0.9999 has lost four digits.
    EXPECT_NEAR(kStart[i] - p[i], fall, 0x1p-52 * kStart[i] + 1e-12 * std::abs(fall))
        << label << ", coordinate " << i;
  }
}

TEST(FirstSteps, AreTheirClosedForms) {
  std::set<std::string> used;
  const auto check = [&used]<class O, int... V>(std::integer_sequence<int, V...>, const O*) {
    (expect_first_step<O, V>(used), ...);
  };
#define THALWEG_CHECK(O) \
  check(std::make_integer_sequence<int, variants<O>>{}, static_cast<const O*>(nullptr));
  THALWEG_FOR_EACH_OPTIMIZER(THALWEG_CHECK)
#undef THALWEG_CHECK
  EXPECT_EQ(used.size(), falls().size()) << "a row names no rule";
}

}  // namespace
}  // namespace thalweg::test
