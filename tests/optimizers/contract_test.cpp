// SPDX-License-Identifier: MIT
// What every registered rule must do, whatever it computes.  A new row of src/optimizers/list.txt is tested
// with no new code.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <ostream>
#include <regex>
#include <set>
#include <type_traits>

#include "hyper_of_variant.h"
#include "registry/optimizers.h"
#include "tests/support/descend.h"

namespace thalweg::test {
namespace {

template <int N>
using Position = Vec<double, N>;
template <int N>
using Oracle = std::function<Answer<double, N>(const Position<N>&)>;
template <int N>
using Path = std::vector<Position<N>>;

/// A variant of a rule, erased so that one instantiation serves all tests.
struct Subject {
  std::string label;
  OptimizerInfo info;
  Request request;
  bool draws, pauses;
  bool trivially_copyable, step_is_numbers, state_is_numbers;
  // Positions after each step, from the given start, with the default hyper-parameters of this variant.
  std::function<Path<1>(const Oracle<1>&, double lr, Position<1>, int)> run1;
  std::function<Path<2>(const Oracle<2>&, double lr, Position<2>, int)> run2;
  std::function<Path<3>(const Oracle<3>&, double lr, Position<3>, int)> run3;
  friend std::ostream& operator<<(std::ostream& out, const Subject& s) { return out << s.label; }
};

template <class O, int V, int N>
Path<N> run(const Oracle<N>& oracle, double lr, Position<N> p, int steps) {
  using Rule = rule_t<O, V>;
  static const typename O::Hyper hyper = hyper_of_variant<O>(V);
  typename Rule::template State<double, N> state{};
  Path<N> path;
  for (int t = 1; t <= steps; t++) {
    step<Rule>(oracle, state, p, Rule::at(hyper, lr, t), t);
    path.push_back(p);
  }
  return path;
}

/// A number of three bytes: what else than numbers a struct holds, padding included, breaks the multiple of
/// three.
struct ThreeBytes {
  char bytes[3];
};

template <class O, int V>
void add(std::vector<Subject>& all) {
  using Rule = rule_t<O, V>;
  using Step = typename Rule::template Step<double>;
  using State = typename Rule::template State<double, 2>;
  Subject s;
  s.label = O::info.name + (variants<O> > 1 ? "_variant_" + std::to_string(V) : std::string());
  s.info = O::info;
  s.request = request<Rule>;
  s.draws = draws<Rule>;
  s.pauses = pauses<Rule>;
  s.trivially_copyable = std::is_trivially_copyable_v<State> && std::is_trivially_copyable_v<Step>;
  s.step_is_numbers = sizeof(typename Rule::template Step<ThreeBytes>) * sizeof(double) == sizeof(Step) * 3;
  s.state_is_numbers =
      std::is_empty_v<State> ||
      sizeof(typename Rule::template State<ThreeBytes, 2>) * sizeof(double) == sizeof(State) * 3;
  s.run1 = run<O, V, 1>;
  s.run2 = run<O, V, 2>;
  s.run3 = run<O, V, 3>;
  all.push_back(s);
}

template <class O>
void add_variants(std::vector<Subject>& all) {
  [&]<int... V>(std::integer_sequence<int, V...>) { (add<O, V>(all), ...); }
  (std::make_integer_sequence<int, variants<O>>{});
}

std::vector<Subject> all_rules() {
  std::vector<Subject> all;
#define THALWEG_ADD_VARIANTS(O) add_variants<O>(all);
  THALWEG_FOR_EACH_OPTIMIZER(THALWEG_ADD_VARIANTS)
#undef THALWEG_ADD_VARIANTS
  return all;
}

template <int N, class F>
Oracle<N> oracle_of(F f) {
  return [f](const Position<N>& p) {
    const Jet<double, N> j = jet(f, p);
    return Answer<double, N>{j.v, j.g, j.h};
  };
}

// A learning rate at which rules of either family, slowed down by their own factor, make a few dozen steps on
// the functions below without trouble.
constexpr double kRate = 0.01;

class Rules : public testing::TestWithParam<Subject> {
 protected:
  const Subject& rule() const { return GetParam(); }
  double rate() const { return kRate * rule().info.lr_factor; }
  bool uses_gradients_alone() const { return rule().request == Request::gradient && !rule().draws; }
};
INSTANTIATE_TEST_SUITE_P(Optimizers, Rules, testing::ValuesIn(all_rules()),
                         [](const auto& test) { return test.param.label; });

TEST_P(Rules, StateAndConstantsAreBlocksOfNumbers) {
  EXPECT_TRUE(rule().trivially_copyable);
  EXPECT_TRUE(rule().step_is_numbers);
  EXPECT_TRUE(rule().state_is_numbers)
      << "padding or another type: its size is reported as numbers per particle";
}

TEST_P(Rules, StayWhereTheyAreAtAMinimumInTheOrigin) {
  if (rule().draws || rule().pauses || rule().request == Request::value)
    GTEST_SKIP() << "they move on purpose";
  const auto bowl = [](auto x, auto y) { return sq(x) + 3 * sq(y); };
  for (const Position<2>& p : rule().run2(oracle_of<2>(bowl), rate(), {{0, 0}}, 5)) {
    EXPECT_EQ(p[0], 0);
    EXPECT_EQ(p[1], 0);
  }
}

TEST_P(Rules, LowerABowlInOneTwoAndThreeDimensions) {
  const auto bowl1 = [](auto x) { return sq(x); };
  const auto bowl2 = [](auto x, auto y) { return sq(x) + 2 * sq(y) + 0.5 * x * y; };
  const auto bowl3 = [](auto x, auto y, auto z) { return sq(x) + 2 * sq(y) + 1.5 * sq(z) + 0.5 * x * z; };
  constexpr int kSteps = 300;
  const auto end1 = rule().run1(oracle_of<1>(bowl1), rate(), {{1}}, kSteps).back();
  const auto end2 = rule().run2(oracle_of<2>(bowl2), rate(), {{1, -0.8}}, kSteps).back();
  const auto end3 = rule().run3(oracle_of<3>(bowl3), rate(), {{1, -0.8, 0.6}}, kSteps).back();
  EXPECT_LT(value(bowl1, end1), value(bowl1, Position<1>{{1}}));
  EXPECT_LT(value(bowl2, end2), value(bowl2, Position<2>{{1, -0.8}}));
  EXPECT_LT(value(bowl3, end3), value(bowl3, Position<3>{{1, -0.8, 0.6}}));
}

TEST_P(Rules, DoNotKnowOneAxisFromTheOther) {
  if (!uses_gradients_alone() && rule().request != Request::hessian)
    GTEST_SKIP() << "directions are drawn or ordered";
  if (rule().draws) GTEST_SKIP() << "each axis has its own draw";
  const auto f = [](auto x, auto y) { return sq(sq(x) + y - 11) + sq(x + sq(y) - 7); };
  const auto swapped = [&](auto x, auto y) { return f(y, x); };
  const Path<2> path = rule().run2(oracle_of<2>(f), rate(), {{2.5, 1.4}}, 20);
  const Path<2> mirror = rule().run2(oracle_of<2>(swapped), rate(), {{1.4, 2.5}}, 20);
  for (std::size_t t = 0; t < path.size(); t++) {
    EXPECT_NEAR(path[t][0], mirror[t][1], 1e-10) << "step " << t + 1;
    EXPECT_NEAR(path[t][1], mirror[t][0], 1e-10) << "step " << t + 1;
  }
}

TEST_P(Rules, DoNotKnowLeftFromRight) {
  if (!uses_gradients_alone() && rule().request != Request::hessian)
    GTEST_SKIP() << "directions are drawn or ordered";
  if (rule().draws) GTEST_SKIP() << "draws are not reflected";
  const auto f = [](auto x, auto y) { return sq(sq(x) + y - 11) + sq(x + sq(y) - 7); };
  const auto reflected = [&](auto x, auto y) { return f(-x, y); };
  const Path<2> path = rule().run2(oracle_of<2>(f), rate(), {{2.5, 1.4}}, 20);
  const Path<2> mirror = rule().run2(oracle_of<2>(reflected), rate(), {{-2.5, 1.4}}, 20);
  for (std::size_t t = 0; t < path.size(); t++) {
    EXPECT_NEAR(path[t][0], -mirror[t][0], 1e-10) << "step " << t + 1;
    EXPECT_NEAR(path[t][1], mirror[t][1], 1e-10) << "step " << t + 1;
  }
}

// A rule is coordinate-wise if what happens along y cannot be seen along x.  Then its one- and
// three-dimensional forms are the same formula, and must be the same numbers.
TEST_P(Rules, CoordinateWiseOnesAreTheSameInEveryDimension) {
  if (!uses_gradients_alone()) GTEST_SKIP();
  constexpr int kSteps = 30;
  const auto f = [](auto x) { return 0.25 * sq(sq(x)) - sq(x) + 0.3 * x; };
  const auto g = [](auto x) { return 3 * sq(x - 1); };
  const auto h = [](auto x) { return sq(x + 2) * sq(x - 1); };
  const auto fg = [&](auto x, auto y) { return f(x) + g(y); };
  const auto fh = [&](auto x, auto y) { return f(x) + h(y); };
  const auto fgh = [&](auto x, auto y, auto z) { return f(x) + g(y) + h(z); };
  const Path<2> a = rule().run2(oracle_of<2>(fg), rate(), {{2, -0.5}}, kSteps);
  const Path<2> b = rule().run2(oracle_of<2>(fh), rate(), {{2, 0.7}}, kSteps);
  for (int t = 0; t < kSteps; t++)
    if (a[std::size_t(t)][0] != b[std::size_t(t)][0]) GTEST_SKIP() << "not coordinate-wise";
  const Path<1> alone = rule().run1(oracle_of<1>(f), rate(), {{2}}, kSteps);
  const Path<3> all = rule().run3(oracle_of<3>(fgh), rate(), {{2, -0.5, 0.7}}, kSteps);
  for (std::size_t t = 0; t < std::size_t(kSteps); t++) {
    EXPECT_EQ(alone[t][0], a[t][0]) << "step " << t + 1;
    EXPECT_EQ(all[t][0], a[t][0]) << "step " << t + 1;
    EXPECT_EQ(all[t][1], a[t][1]) << "step " << t + 1;
    EXPECT_EQ(all[t][2], b[t][1]) << "step " << t + 1;
  }
}

// A particle whose gradient was not a number must not look healthy afterwards.
TEST_P(Rules, LetNanThrough) {
  if (rule().request == Request::value) GTEST_SKIP() << "a value that is not a number is only a bad one";
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Oracle<2> broken = [&](const Position<2>&) {
    return Answer<double, 2>{nan, {{nan, nan}}, {{nan, nan, nan}}};
  };
  const Position<2> p = rule().run2(broken, rate(), {{1, 1}}, 3).back();
  EXPECT_FALSE(std::isfinite(p[0]) && std::isfinite(p[1]));
}

TEST(OptimizerDescriptions, AreCompleteAndUnique) {
  const std::regex snake_case("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  std::set<std::string> names;
  for (const Subject& s : all_rules()) {
    EXPECT_TRUE(std::regex_match(s.info.name, snake_case)) << s.info.name;
    EXPECT_TRUE(names.insert(s.label).second) << s.label << " is taken twice";
    EXPECT_STRNE(s.info.title, "") << s.label;
    EXPECT_STRNE(s.info.rule, "") << s.label;
    EXPECT_STRNE(s.info.source, "") << s.label;
  }
}

template <class O>
void expect_fields_described() {
  if constexpr (requires { O::fields; }) {
    const typename O::Hyper defaults;
    std::set<std::string> names;
    for (const auto& field : O::fields) {
      const std::string what = std::string(O::info.name) + ' ' + field.name;
      EXPECT_TRUE(names.insert(field.name).second) << what;
      EXPECT_LT(field.range.low, field.range.high) << what;
      EXPECT_GE(defaults.*field.member, field.range.low) << what;
      EXPECT_LE(defaults.*field.member, field.range.high) << what;
      EXPECT_STRNE(field.meaning, "") << what;
    }
    // Every double of Hyper is described, or it could never be set.
    EXPECT_EQ(sizeof(typename O::Hyper), std::size(O::fields) * sizeof(double)) << O::info.name;
  }
}
TEST(OptimizerDescriptions, EveryHyperParameterIsDescribed) {
#define THALWEG_EXPECT_FIELDS(O) expect_fields_described<O>();
  THALWEG_FOR_EACH_OPTIMIZER(THALWEG_EXPECT_FIELDS)
#undef THALWEG_EXPECT_FIELDS
}

}  // namespace
}  // namespace thalweg::test
