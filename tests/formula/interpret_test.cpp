// SPDX-License-Identifier: MIT
// The block interpreter against the printed functors as the compiler sees them, bit for bit, in float, double
// and SIMD lanes; against evaluation at single points; and the sizes of blocks.
#include "formula/interpret.h"

#include <gtest/gtest.h>

#include <bit>
#include <random>
#include <set>

#include "formula/evaluate.h"
#include "formula/parse.h"
#include "formula/print_cuda.h"
#include "formula_functors/functors.h"

namespace thalweg {

namespace test {
void PrintTo(const CompiledFormula& c, std::ostream* out) { *out << c.text; }
}  // namespace test

namespace {

using test::CompiledFormula;
using test::Lanes;

/// Equal bits, or both NaN: which NaN is left to the machine.
template <class S>
bool same(S a, S b) {
  return (a != a && b != b) || bits(a) == bits(b);
}

template <class S>
std::vector<Vec<S, 2>> points(int n) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> uniform(-3, 3);
  std::vector<Vec<S, 2>> p;
  for (int i = 0; i < n; i++) p.push_back({{S(uniform(random)), S(uniform(random))}});
  // Where formulas have kinks, jumps, poles and domains that end.
  for (const double x : {-1.0, -0.0, 0.0, 0.5, 1.0, 2.0})
    for (const double y : {-1.0, 0.0, 0.5, 1.0}) p.push_back({{S(x), S(y)}});
  return p;
}

class Printed : public testing::TestWithParam<CompiledFormula> {
 protected:
  void SetUp() override {
    formula = parse_formula(GetParam().text);
    // Not the values that the parameters start with, which a printer might have written into the text.
    for (const FormulaParameter& p : formula.parameters) parameters.push_back(0.3 * p.low + 0.7 * p.high);
    program = compile(formula, parameters);
    functor = functor_bytes(formula, parameters);
  }
  Formula formula;
  std::vector<double> parameters;
  std::vector<std::byte> program, functor;
};

TEST_P(Printed, FunctorHasTheBytes) { EXPECT_EQ(functor.size(), GetParam().bytes); }

template <class S>
void expect_same_values(const CompiledFormula& c, S (*value)(const void*, Vec<S, 2>),
                        Vec<S, 2> (*gradient)(const void*, Vec<S, 2>), const void* program,
                        const void* functor) {
  const std::vector<Vec<S, 2>> p = points<S>(77);
  std::vector<S> values(p.size());
  std::vector<Vec<S, 2>> gradients(p.size());
  interpret_values(program, p.data(), values.data(), int(p.size()));
  interpret_gradients(program, p.data(), gradients.data(), int(p.size()));
  for (std::size_t i = 0; i < p.size(); i++) {
    EXPECT_TRUE(same(values[i], value(functor, p[i]))) << c.text << " at " << p[i][0] << ", " << p[i][1];
    const Vec<S, 2> g = gradient(functor, p[i]);
    EXPECT_TRUE(same(gradients[i][0], g[0]) && same(gradients[i][1], g[1]))
        << c.text << " at " << p[i][0] << ", " << p[i][1] << ": " << gradients[i][0] << " " << gradients[i][1]
        << " for " << g[0] << " " << g[1];
  }
}

TEST_P(Printed, InterpreterGivesTheSameBits) {
  const CompiledFormula& c = GetParam();
  expect_same_values(c, c.value_float, c.gradient_float, program.data(), functor.data());
  expect_same_values(c, c.value_double, c.gradient_double, program.data(), functor.data());
}

TEST_P(Printed, InterpreterGivesTheSameBitsInLanes) {
  const std::vector<Vec<float, 2>> p = points<float>(64);
  const int count = int(p.size()) / Lanes::kLanes;
  std::vector<Vec<Lanes, 2>> lanes(std::size_t(count), Vec<Lanes, 2>{}), ours(lanes), theirs(lanes);
  for (int i = 0; i < count * Lanes::kLanes; i++)
    for (int k = 0; k < 2; k++)
      lanes[std::size_t(i / Lanes::kLanes)][k].v[i % Lanes::kLanes] = p[std::size_t(i)][k];
  interpret_gradients(program.data(), lanes.data(), ours.data(), count);
  GetParam().gradient_lanes(functor.data(), lanes.data(), theirs.data(), count);
  for (int i = 0; i < count * Lanes::kLanes; i++)
    for (int k = 0; k < 2; k++)
      EXPECT_TRUE(same(float(ours[std::size_t(i / Lanes::kLanes)][k].v[i % Lanes::kLanes]),
                       float(theirs[std::size_t(i / Lanes::kLanes)][k].v[i % Lanes::kLanes])))
          << GetParam().text;
}

TEST_P(Printed, PointsAndJetsGiveTheSameBits) {
  const std::vector<Vec<double, 2>> p = points<double>(20);
  std::vector<Jet<double, 2>> jets(p.size());
  interpret_jets(program.data(), p.data(), jets.data(), int(p.size()));
  for (std::size_t i = 0; i < p.size(); i++) {
    const Jet<double, 2> a = GetParam().jet(functor.data(), p[i]), b = evaluate_jet(program.data(), p[i]);
    for (const Jet<double, 2>& j : {b, jets[i]}) {
      EXPECT_TRUE(same(a.v, j.v)) << GetParam().text;
      for (int k = 0; k < 2; k++) EXPECT_TRUE(same(a.g[k], j.g[k])) << GetParam().text;
      for (int k = 0; k < 3; k++) EXPECT_TRUE(same(a.h.a[k], j.h.a[k])) << GetParam().text;
    }
    EXPECT_TRUE(same(a.v, evaluate(program.data(), p[i]))) << GetParam().text;
  }
}

std::string label(const testing::TestParamInfo<CompiledFormula>& info) { return std::to_string(info.index); }
INSTANTIATE_TEST_SUITE_P(Interpret, Printed,
                         testing::ValuesIn(test::compiled_formulas().begin(),
                                           test::compiled_formulas().end()),
                         label);

// Every size of block, also one that is no multiple of a chunk, and formulas that need many registers.
TEST(Interpret, AllSizesOfBlocks) {
  std::string wide = "let t0 = x*y; ", sum, product;
  for (int i = 1; i < 200; i++) {
    wide += "let t" + std::to_string(i) + " = sin(" + std::to_string(i) + "*x + y); ";
    sum += "t" + std::to_string(i) + " + ";
    product += "*t" + std::to_string(200 - i);
  }
  for (const std::string& text : {std::string("x*y + sin(x)"), wide + sum + "x" + product}) {
    const std::vector<std::byte> program = compile(parse_formula(text), {});
    const std::vector<Vec<double, 2>> p = points<double>(1000);
    for (const std::size_t n : {std::size_t(0), std::size_t(1), std::size_t(7), std::size_t(129), p.size()}) {
      std::vector<Vec<double, 2>> gradients(n + 1, Vec<double, 2>{{7, 7}});
      std::vector<double> values(n + 1, 7);
      std::vector<Jet<double, 2>> jets(n);
      interpret_gradients(program.data(), p.data(), gradients.data(), int(n));
      interpret_values(program.data(), p.data(), values.data(), int(n));
      interpret_jets(program.data(), p.data(), jets.data(), int(n));
      EXPECT_EQ(values[n], 7);
      EXPECT_EQ(gradients[n][0], 7);
      for (std::size_t i = 0; i < n; i++) {
        const Jet<double, 2> j = evaluate_jet(program.data(), p[i]);
        EXPECT_TRUE(same(values[i], j.v));
        EXPECT_NEAR(gradients[i][0], j.g[0], 1e-9 * (1 + std::abs(j.g[0])));
        EXPECT_TRUE(same(jets[i].h.a[1], j.h.a[1]));
      }
    }
  }
}

// The comparisons above are worth what they compare.
TEST(Interpret, EveryOperationAndEveryPairIsCompared) {
  std::set<Op> operations;
  std::set<Fusion> pairs;
  for (const CompiledFormula& c : test::compiled_formulas()) {
    const Formula formula = parse_formula(c.text);
    const std::vector<std::byte> program = compile(formula, initial_values(formula));
    const Program& p = program_of(program.data());
    for (u32 i = 0; i < p.instructions; i++) {
      operations.insert(p.code()[i].op);
      pairs.insert(p.code()[i].fusion);
    }
  }
  for (int k = 0; k <= int(Fusion::minus_scaled); k++) EXPECT_TRUE(pairs.contains(Fusion(k))) << "pair " << k;
  for (int k = 0; k <= int(Op::equal); k++) {
    const bool leaf = Op(k) == Op::variable || Op(k) == Op::parameter;
    EXPECT_TRUE(leaf || operations.contains(Op(k))) << "operation " << k;
  }
}

TEST(Interpret, OneArgument) {
  const std::vector<std::byte> program = compile(parse_formula("(w^2 - 1)^2 + 0.3*w", 1), {});
  const std::vector<Vec<float, 1>> p{{{-1.5f}}, {{0.25f}}, {{2}}};
  std::vector<Vec<float, 1>> g(3);
  interpret_gradients(program.data(), p.data(), g.data(), 3);
  for (std::size_t i = 0; i < 3; i++) {
    const float w = p[i][0];
    EXPECT_FLOAT_EQ(g[i][0], 4 * w * (w * w - 1) + 0.3f);
  }
}

}  // namespace
}  // namespace thalweg
