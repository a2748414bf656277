// SPDX-License-Identifier: MIT
// What is promised of the catalogue of rules beside their trajectories (golden_test.cpp): how much they
// remember, that float follows double, that flat ground does no harm, and what the searches are for.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "functions.h"
#include "registry/optimizers.h"
#include "tests/support/descend.h"

namespace thalweg::test {
namespace {

template <class Rule, class T>
constexpr int kNumbers = std::is_empty_v<typename Rule::template State<T, 2>>
                             ? 0
                             : int(sizeof(typename Rule::template State<T, 2>) / sizeof(T));

// Numbers per particle in two dimensions, by variant: twice those per coordinate, and the single ones.
TEST(State, HoldsWhatTheRuleNeedsAndNoMore) {
  const std::map<std::string, std::vector<int>> expected{
      {"sgd", {0, 2}},
      {"adam", {4, 6}},
      {"adamw", {4, 6}},
      {"rmsprop", {2, 4, 4, 6}},
      {"adagrad", {2}},
      {"adadelta", {4}},
      {"adamax", {4}},
      {"nadam", {4 + 1}},
      {"radam", {4}},
      {"asgd", {2}},
      {"rprop", {4}},
      {"adafactor", {2}},
      {"signsgd", {0}},
      {"signum", {2}},
      {"tiger", {2}},
      {"lion", {2}},
      {"yogi", {4}},
      {"adabelief", {4}},
      {"adabound", {4, 6}},
      {"adamod", {6}},
      {"adan", {8}},
      {"laprop", {4}},
      {"adopt", {4}},
      {"ademamix", {6}},
      {"qhm", {2}},
      {"qhadam", {4}},
      {"aggmo", {6}},
      {"novograd", {2 + 1}},
      {"diffgrad", {6}},
      {"madgrad", {6}},
      {"pid", {6}},
      {"optimistic_gd", {2}},
      {"schedule_free_sgd", {2 + 2}},
      {"schedule_free_adamw", {4 + 2}},
      {"prodigy", {8 + 2}},
      {"dadapt_sgd", {4 + 3}},
      {"dog", {2 + 2}},
      {"dowg", {2 + 2}},
      {"cocob", {10}},
      {"sam", {2, 4}},
      {"asam", {2, 4}},
      {"lookahead", {2, 4}},
      {"lookahead_adam", {6, 8}},
      {"sgld", {0}},
      {"noisy_sgd", {0}},
      {"polyak", {0}},
      {"newton", {0}},
      {"damped_newton", {0}},
      {"saddle_free_newton", {0}},
      {"adahessian", {4}},
      {"sophia_h", {4}},
      {"barzilai_borwein", {4 + 1}},
      {"gradient_flow", {6 + 1}},
      {"bfgs", {4 + 6 + 3 + 1}},
      {"nonlinear_cg", {4 + 6}},
      {"lbfgs", {40 + 1 + 2 + 3 * 5 + 4, 40 + 1 + 4}},
      {"random_search", {4 + 1}},
      {"one_plus_one_es", {2 + 2}},
      {"nelder_mead", {6 + 3 + 4 + 3}},
      {"cma_es", {8 + 3 + 16 + 8 + 3}},
  };
  std::size_t found = 0;
  const auto check = [&]<class O, int... V>(std::integer_sequence<int, V...>, const O*) {
    const std::vector<int> numbers{kNumbers<rule_t<O, V>, double>...},
        single{kNumbers<rule_t<O, V>, float>...};
    EXPECT_EQ(numbers, single) << O::info.name;
    const auto row = expected.find(O::info.name);
    if (row == expected.end()) return;
    EXPECT_EQ(numbers, row->second) << O::info.name;
    found++;
  };
#define THALWEG_CHECK(O) \
  check(std::make_integer_sequence<int, variants<O>>{}, static_cast<const O*>(nullptr));
  THALWEG_FOR_EACH_OPTIMIZER(THALWEG_CHECK)
#undef THALWEG_CHECK
  EXPECT_EQ(found, expected.size()) << "a row names no rule";
}

/// The same numbers in another precision.
template <class To, class From, class A, class B>
void convert(const A& from, B& to) {
  static_assert(sizeof(A) / sizeof(From) == sizeof(B) / sizeof(To));
  From source[sizeof(A) / sizeof(From)];
  To target[sizeof(B) / sizeof(To)];
  std::memcpy(source, &from, sizeof from);
  for (std::size_t i = 0; i < std::size(source); i++) target[i] = To(source[i]);
  std::memcpy(&to, target, sizeof to);
}

// From the state of a run in double, one step in float ends where it does in double: within a few dozen units
// in the last place of the position.
template <class O, int V>
void expect_float_follows() {
  using Rule = rule_t<O, V>;
  const double lr = 0.01 * O::info.lr_factor;
  const FourMinima f;
  typename Rule::template State<double, 2> state{};
  Vec<double, 2> p{{2.5, 1.4}};
  for (int t = 1; t <= 40; t++) {
    const auto constants = Rule::at({}, lr, t);
    typename Rule::template Step<float> single_constants{};
    convert<float, double>(constants, single_constants);
    typename Rule::template State<float, 2> single_state{};
    if constexpr (!std::is_empty_v<decltype(state)>) convert<float, double>(state, single_state);
    Vec<float, 2> q{{float(p[0]), float(p[1])}};
    step<Rule>([&](const auto& at) { return answer<request<Rule>>(f, at); }, state, p, constants, t);
    step<Rule>([&](const auto& at) { return answer<request<Rule>>(f, at); }, single_state, q,
               single_constants, t);
    for (int i = 0; i < 2; i++)
      EXPECT_LE(std::abs(double(q[i]) - p[i]), 2e-6 * std::max(1.0, std::abs(p[i])))
          << O::info.name << ", variant " << V << ", step " << t;
  }
}
TEST(Precision, OneStepInFloatIsOneStepInDouble) {
  const auto check = []<class O, int... V>(std::integer_sequence<int, V...>, const O*) {
    // A comparison of values may fall either way, and a random number has 24 bits in float, 32 in double.
    if constexpr (!pauses<rule_t<O, 0>> && !draws<rule_t<O, 0>>) (expect_float_follows<O, V>(), ...);
  };
#define THALWEG_CHECK(O) \
  check(std::make_integer_sequence<int, variants<O>>{}, static_cast<const O*>(nullptr));
  THALWEG_FOR_EACH_OPTIMIZER(THALWEG_CHECK)
#undef THALWEG_CHECK
}

// On a plateau no rule divides 0 by 0, but Newton's, which has no other answer to a singular Hessian.
TEST(FlatGround, DoesNoHarm) {
  const auto flat = [](const auto& p) {
    Answer<double, 2> a{};
    a.value = 1 + 0 * p[0];
    return a;
  };
  const auto check = [&]<class O, int... V>(std::integer_sequence<int, V...>, const O*) {
    const auto run = [&]<int K>() {
      using Rule = rule_t<O, K>;
      typename Rule::template State<double, 2> state{};
      Vec<double, 2> p{{3, -2}};
      for (int t = 1; t <= 30; t++) step<Rule>(flat, state, p, Rule::at({}, 0.01, t), t);
      EXPECT_TRUE(std::isfinite(p[0]) && std::isfinite(p[1])) << O::info.name << ", variant " << K;
    };
    if (std::string(O::info.name) != "newton") (run.template operator()<V>(), ...);
  };
#define THALWEG_CHECK(O) \
  check(std::make_integer_sequence<int, variants<O>>{}, static_cast<const O*>(nullptr));
  THALWEG_FOR_EACH_OPTIMIZER(THALWEG_CHECK)
#undef THALWEG_CHECK
}

template <class O, int V = 0, class F>
double distance_after(const F& f, double lr, Vec<double, 2> p, int evaluations,
                      const typename O::Hyper& h = {}) {
  p = descend<O, V>(f, h, lr, p, evaluations / stages<rule_t<O, V>>);
  return std::hypot(p[0] - 1, p[1] - 1);
}

// Budgets of about twice what the methods' authors' programs need from here.
TEST(Searches, FindTheEndOfTheValley) {
  EXPECT_LT(distance_after<Bfgs>(Valley{}, 1, Valley::start, 120), 1e-6);
  EXPECT_LT(distance_after<Lbfgs>(Valley{}, 1, Valley::start, 120), 1e-6);
  EXPECT_LT(distance_after<NonlinearCg>(Valley{}, 1, Valley::start, 300), 1e-6);
  EXPECT_LT(distance_after<SaddleFreeNewton>(Valley{}, 1, Valley::start, 60), 1e-6);
  EXPECT_LT(distance_after<DampedNewton>(Valley{}, 1, Valley::start, 60), 1e-6);
  EXPECT_LT(distance_after<NelderMead>(Valley{}, 0.5, Valley::start, 400), 1e-6);
  EXPECT_LT(distance_after<CmaEs>(Valley{}, 0.5, Valley::start, 2000), 1e-6);
  EXPECT_LT(distance_after<GradientFlow>(Valley{}, 1e-3, Valley::start, 60'000), 0.01);
}
TEST(Searches, EvolveTowardsABowl) {
  const auto bowl = [](auto x, auto y) { return sq(x - 1) + 2 * sq(y - 1); };
  const Vec<double, 2> start{{-2, 3}};
  EXPECT_LT(distance_after<OnePlusOneEs>(bowl, 0.5, start, 500), 1e-6);
  // The nearest of n points drawn from a density d is about 1 / sqrt(pi n d) away.
  EXPECT_LT(distance_after<RandomSearch>(bowl, 2, start, 20'000), 0.2);
}

// Newton's step goes to the saddle; the other two leave it.
TEST(SecondOrder, LeavesSaddlesExceptNewton) {
  const auto saddle = [](auto x, auto y) { return sq(x) - sq(y); };
  const Vec<double, 2> start{{1, 0.125}};
  const Vec<double, 2> newton = descend<Newton, 0>(saddle, {}, 1, start, 1);
  EXPECT_EQ(newton[0], 0);
  EXPECT_EQ(newton[1], 0);
  const Vec<double, 2> free = descend<SaddleFreeNewton, 0>(saddle, {.damping = 0}, 1, start, 3);
  EXPECT_NEAR(free[0], 0, 1e-15);
  EXPECT_NEAR(free[1], 1, 1e-15) << "doubled three times";
  EXPECT_GT(std::abs((descend<DampedNewton, 0>(saddle, {}, 1, start, 3)[1])), 1);
}

// dp/dt = -l p has the solution p exp(-l t): along it the product p_x^(1 / l_x) : p_y^(1 / l_y) stays.
TEST(GradientFlowPath, StaysOnTheExactCurve) {
  const auto bowl = [](auto x, auto y) { return 0.5 * sq(x) + 1.5 * sq(y); };
  const Vec<double, 2> start{{2, 3}};
  descend<GradientFlow, 0>(bowl, {.rtol = 1e-7, .atol = 1e-10}, 0.01, start, 120,
                           [&](int t, const Vec<double, 2>& p) {
                             // x = 2 exp(-t), y = 3 exp(-3 t); errors below rtol in each step add up.
                             EXPECT_NEAR(p[1], 3 * std::pow(p[0] / 2, 3), 1e-5) << "step " << t;
                           });
}

// With the lowest value known the step on a cone ends at its tip.
TEST(PolyakStep, ReachesTheTipOfACone) {
  const auto cone = [](auto x, auto y) { return sqrt(sq(x) + sq(y)) + 4; };
  const Vec<double, 2> p =
      descend<Polyak, 0>(cone, {.f_star = 4, .max_step = 100}, 1, Vec<double, 2>{{3, 4}}, 1);
  EXPECT_NEAR(p[0], 0, 1e-15);
  EXPECT_NEAR(p[1], 0, 1e-15);
}

}  // namespace
}  // namespace thalweg::test
