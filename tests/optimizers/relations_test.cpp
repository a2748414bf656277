// SPDX-License-Identifier: MIT
// Relations between two runs of the same rule that hold for the exact rule, for every row of
// src/optimizers/list.txt: when surface and start are moved together the path moves with them; when the
// surface is multiplied by a power of two the path stays, or stays when the rate is divided by it, to the
// last bit.  Who does not keep a relation is listed with its reason and must not keep it by chance; a rule
// that is in no list must move with the surface and keep one of the two relations to its scale.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "functions.h"
#include "hyper_of_variant.h"
#include "registry/optimizers.h"
#include "tests/support/descend.h"

namespace thalweg::test {
namespace {

using Position = Vec<double, 2>;
using Path = std::vector<Position>;
using Oracle = std::function<Answer<double, 2>(const Position&)>;
/// Hyper-parameters to be set wherever a rule has them.
using Changes = std::map<std::string, double>;

constexpr int kSteps = 20;
constexpr Position kStart{{2.5, 1.4}};
// Paths that are the same but for rounding, of positions of about 4, which these steps amplify a thousandfold
// at most; and those that are not.
constexpr double kSame = 1e-12, kDifferent = 1e-9;

/// A variant of a rule, from the hyper-parameters that select it with these changes.
struct Subject {
  std::string label;
  OptimizerInfo info;
  Request request;
  std::function<Path(const Oracle&, const Changes&, double lr, Position)> run;
  friend std::ostream& operator<<(std::ostream& out, const Subject& s) { return out << s.label; }
  double lr() const { return 0.01 * info.lr_factor; }
};

template <class O, int V>
Path run(const Oracle& oracle, const Changes& changes, double lr, Position p) {
  using Rule = rule_t<O, V>;
  typename O::Hyper hyper = hyper_of_variant<O>(V);
  if constexpr (requires { O::fields; })
    for (const auto& field : O::fields)
      if (const auto change = changes.find(field.name); change != changes.end())
        hyper.*field.member = change->second;
  EXPECT_EQ(variant<O>(hyper), V) << O::info.name;
  typename Rule::template State<double, 2> state{};
  Path path;
  for (int t = 1; t <= kSteps; t++) {
    step<Rule>(oracle, state, p, Rule::at(hyper, lr, t), t);
    path.push_back(p);
  }
  return path;
}

template <class O>
void add_variants(std::vector<Subject>& all) {
  const auto add = [&]<int V>() {
    const std::string label =
        O::info.name + (variants<O> > 1 ? "_variant_" + std::to_string(V) : std::string());
    all.push_back({label, O::info, request<rule_t<O, V>>, run<O, V>});
  };
  [&]<int... V>(std::integer_sequence<int, V...>) { (add.template operator()<V>(), ...); }
  (std::make_integer_sequence<int, variants<O>>{});
}

std::vector<Subject> all_rules() {
  std::vector<Subject> all;
#define THALWEG_ADD_VARIANTS(O) add_variants<O>(all);
  THALWEG_FOR_EACH_OPTIMIZER(THALWEG_ADD_VARIANTS)
#undef THALWEG_ADD_VARIANTS
  return all;
}

template <class F>
Oracle oracle_of(F f) {
  return [f](const Position& p) {
    const Jet<double, 2> j = jet(f, p);
    return Answer<double, 2>{j.v, j.g, j.h};
  };
}

/// The answers of a surface times c.
Oracle scaled(double c) {
  return [c, ask = oracle_of(FourMinima{})](const Position& p) {
    const Answer<double, 2> a = ask(p);
    return Answer<double, 2>{
        c * a.value, c * a.gradient, {{c * a.hessian.a[0], c * a.hessian.a[1], c * a.hessian.a[2]}}};
  };
}

bool moves(const Path& path) {
  for (const Position& p : path)
    if (p[0] != kStart[0] || p[1] != kStart[1]) return std::isfinite(p[0]) && std::isfinite(p[1]);
  return false;
}
/// The largest distance, not a number if one of them is not.
double distance(const Path& a, const Path& b) {
  double largest = 0;
  for (std::size_t t = 0; t < a.size(); t++)
    for (int i = 0; i < 2; i++) {
      const double d = std::abs(a[t][i] - b[t][i]);
      if (!(d <= largest)) largest = d;
    }
  return largest;
}

class Relations : public testing::TestWithParam<Subject> {
 protected:
  const Subject& rule() const { return GetParam(); }
};
INSTANTIATE_TEST_SUITE_P(Optimizers, Relations, testing::ValuesIn(all_rules()),
                         [](const auto& test) { return test.param.label; });

// Where p itself is part of the rule: adafactor steps relatively to the size of p, asam's neighbourhood is
// measured in units of p, and dog's first step is a share of 1 + |p|.
const std::set<std::string> kKnowTheOrigin{"adafactor", "asam", "dog"};
// What pulls towards the origin is switched off.
const Changes kNoPull{{"weight_decay", 0}, {"lambd", 0}, {"rtol", 0}};

TEST_P(Relations, TheSurfaceMovedMovesThePath) {
  const Position shift{{0.75, -1.25}};
  const auto moved = [&](auto x, auto y) { return FourMinima{}(x - shift[0], y - shift[1]); };
  const Path path = rule().run(oracle_of(FourMinima{}), kNoPull, rule().lr(), kStart);
  Path back = rule().run(oracle_of(moved), kNoPull, rule().lr(), kStart + shift);
  for (Position& p : back) p = p - shift;
  ASSERT_TRUE(moves(path));
  if (kKnowTheOrigin.contains(rule().info.name))
    EXPECT_GT(distance(path, back), kDifferent) << "keeps the relation: take it from the exceptions";
  else
    EXPECT_LE(distance(path, back), kSame);
}

enum class Scaling { invariant, inverse_rate, neither };
using enum Scaling;

// What the path does when the surface is multiplied by c, the rate divided by it.
const std::map<std::string, Scaling> kScaling{
    {"sgd", inverse_rate},
    {"adam", invariant},
    {"adamw", invariant},
    {"rmsprop", invariant},
    {"adagrad", invariant},
    {"adadelta", neither},  // eps is the scale of the first steps and of gradients that are small
    {"adamax", invariant},
    {"nadam", invariant},
    {"radam", neither},  // first steps of lr g, then of lr
    {"asgd", inverse_rate},
    {"rprop", invariant},
    {"adafactor", invariant},
    {"signsgd", invariant},
    {"signum", invariant},
    {"tiger", invariant},
    {"lion", invariant},
    {"yogi", invariant},
    {"adabelief", invariant},
    {"adabound", neither},  // steps of lr, but between bounds of steps of final_lr g
    {"adamod", invariant},
    {"adan", invariant},
    {"laprop", invariant},
    {"adopt", invariant},
    {"ademamix", invariant},
    {"qhm", inverse_rate},
    {"qhadam", invariant},
    {"aggmo", inverse_rate},
    {"novograd", invariant},
    {"diffgrad", neither},  // a sigmoid of the change of the gradient
    {"madgrad", neither},   // the cube root of the squares: steps of lr^(2/3) g^(1/3)
    {"pid", inverse_rate},
    {"optimistic_gd", inverse_rate},
    {"schedule_free_sgd", inverse_rate},
    {"schedule_free_adamw", invariant},
    {"prodigy", invariant},
    {"dadapt_sgd", invariant},
    {"dog", invariant},
    {"dowg", neither},  // so is the eps of this one, a squared length too
    {"cocob", invariant},
    {"sam", inverse_rate},
    {"asam", inverse_rate},
    {"lookahead", inverse_rate},
    {"lookahead_adam", invariant},
    {"sgld", inverse_rate},
    {"noisy_sgd", inverse_rate},
    {"polyak", invariant},
    {"barzilai_borwein", inverse_rate},
    {"newton", invariant},
    {"adahessian", invariant},
    {"sophia_h", invariant},
    {"damped_newton", invariant},
    {"saddle_free_newton", invariant},
    {"bfgs", invariant},
    {"nonlinear_cg", invariant},
    {"lbfgs", invariant},
    {"gradient_flow", inverse_rate},
    {"random_search", invariant},
    {"one_plus_one_es", invariant},
    {"nelder_mead", invariant},
    {"cma_es", invariant},
};

/// The hyper-parameters that have the dimension of a gradient or its square, or of a curvature, are scaled
/// with the surface, most of them from 0.
Changes of_scale(double c) {
  return {{"weight_decay", 0}, {"lambd", 0},       {"eps", 0},
          {"eta", 0},          {"temperature", c}, {"initial_accumulator_value", 0},
          {"damping", c},      {"max_step", 1e300}};
}

// These two add 1e-12 to the length of the gradient, as their authors do.
const std::set<std::string> kScaledAlmost{"sam", "asam"};

TEST_P(Relations, TheSurfaceScaledLeavesThePath) {
  const auto row = kScaling.find(rule().info.name);
  const bool listed = row != kScaling.end(), keeps_none = listed && row->second == neither;
  const double tolerance = kScaledAlmost.contains(rule().info.name) ? 1e-10 : 0;
  const auto run = [&](double c, double lr) {
    return rule().run(scaled(c), keeps_none ? Changes{} : of_scale(c), lr, kStart);
  };
  const Path path = run(1, rule().lr());
  ASSERT_TRUE(moves(path));
  // Below about 1 a gradient is short for the first steps of the line searches, and lr not divided by it.
  const std::vector<double> factors = keeps_none ? std::vector{0x1p-20} : std::vector{0.25, 1024.0};
  for (const double c : factors) {
    const double kept = distance(run(c, rule().lr()), path),
                 divided = distance(run(c, rule().lr() / c), path);
    if (keeps_none)
      EXPECT_FALSE(kept <= kDifferent || divided <= kDifferent) << "keeps a relation: say which";
    else if (!listed)
      EXPECT_TRUE(kept <= tolerance || divided <= tolerance)
          << "keeps neither relation to the scale: list it as such, with the reason. Times " << c << ": "
          << kept << " at the same rate, " << divided << " at the divided one";
    else
      EXPECT_LE(row->second == invariant ? kept : divided, tolerance) << "times " << c;
  }
}

// Who asks for values alone only compares them, so any rising function of the surface has the same path.
TEST(Comparisons, DoNotKnowHowHighAValueIs) {
  const Oracle bent = [ask = oracle_of(FourMinima{})](const Position& p) {
    Answer<double, 2> a = ask(p);
    a.value = std::cbrt(a.value) - 5;
    return a;
  };
  int compared = 0;
  for (const Subject& rule : all_rules()) {
    if (rule.request != Request::value) continue;
    const Path path = rule.run(scaled(1), {}, rule.lr(), kStart);
    EXPECT_TRUE(moves(path)) << rule;
    EXPECT_EQ(distance(rule.run(bent, {}, rule.lr(), kStart), path), 0) << rule;
    compared++;
  }
  EXPECT_EQ(compared, 4);
}

}  // namespace
}  // namespace thalweg::test
