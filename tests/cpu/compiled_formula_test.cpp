// SPDX-License-Identifier: MIT
// Formulas as machine code against the interpreter, which stays the oracle: the same bits in the exact mode,
// products rounded with their sums in the fast one.
#include "cpu/compiled_formula.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "cpu/aligned_bytes.h"
#include "cpu/isa.h"
#include "formula/interpret.h"
#include "formula/parse.h"
#include "machine.h"
#include "tests/formula/random_formula.h"

namespace thalweg::test {
namespace {

using cpu::compile_formula;
using cpu::CompiledFormula;
using cpu::CompiledFormulas;

/// The vectors that this processor has instructions for; none in builds that write no machine code.
std::vector<int> vector_bytes() {
  std::vector<int> bytes;
  if (!cpu::has_machine_code()) return bytes;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) bytes.push_back(32);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) bytes.push_back(64);
#endif
  return bytes;
}

std::vector<std::byte> program_of_text(const std::string& text, int arguments) {
  const Formula formula = parse_formula(text, arguments);
  return compile(formula, initial_values(formula));
}

/// Random ones, and where formulas have kinks, jumps, poles and domains that end.
template <class S, int N>
std::vector<Vec<S, N>> points() {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> uniform(-3, 3);
  const double special[] = {-1, -0.0, 0, 0.5, 1, 2, 1e30, std::numeric_limits<double>::infinity(), NAN};
  std::vector<Vec<S, N>> all;
  for (int i = 0; i < 128; i++) {
    Vec<S, N> p;
    for (int k = 0; k < N; k++) p[k] = S(i < 64 ? uniform(random) : special[random() % 9]);
    all.push_back(p);
  }
  return all;
}

/// What a kernel says at these points: `numbers` for each.  Groups lie as cpu/kernels.h has them.
template <class S, int N>
std::vector<std::vector<S>> ask(cpu::Asked kernel, const std::vector<Vec<S, N>>& p, int bytes,
                                std::size_t numbers) {
  const std::size_t lanes = std::size_t(bytes) / sizeof(S), groups = p.size() / lanes;
  const auto in = cpu::aligned_bytes(p.size() * N * sizeof(S)),
             out = cpu::aligned_bytes((p.size() * numbers + lanes) * sizeof(S));
  S *const from = reinterpret_cast<S*>(in.get()), *const to = reinterpret_cast<S*>(out.get());
  for (std::size_t i = 0; i < p.size(); i++)
    for (int k = 0; k < N; k++) from[(i / lanes * N + std::size_t(k)) * lanes + i % lanes] = p[i][k];
  std::fill_n(to, p.size() * numbers + lanes, S(7));
  kernel(nullptr, from, to, int(groups));
  for (std::size_t i = 0; i < lanes; i++)
    EXPECT_EQ(to[groups * lanes * numbers + i], S(7)) << "beyond the end";
  std::vector<std::vector<S>> answers(p.size(), std::vector<S>(numbers));
  for (std::size_t i = 0; i < p.size(); i++)
    for (std::size_t k = 0; k < numbers; k++)
      answers[i][k] = to[(i / lanes * numbers + k) * lanes + i % lanes];
  return answers;
}

/// The same of the interpreter, on plain numbers.
template <class S, int N>
std::vector<std::vector<S>> interpreted(const void* program, const std::vector<Vec<S, N>>& p,
                                        Request request) {
  const int count = int(p.size());
  std::vector<Jet<S, N>> jets(p.size());
  std::vector<S> values(p.size());
  std::vector<Vec<S, N>> gradients(p.size());
  interpret_jets(program, p.data(), jets.data(), count);
  for (std::size_t i = 0; i < p.size(); i++) {
    values[i] = jets[i].v;
    gradients[i] = jets[i].g;
  }
  if constexpr (N < 3) {
    interpret_values(program, p.data(), values.data(), count);
    interpret_gradients(program, p.data(), gradients.data(), count);
  }
  std::vector<std::vector<S>> answers(p.size());
  for (std::size_t i = 0; i < p.size(); i++) {
    std::vector<S>& a = answers[i];
    if (request == Request::value) a = {values[i]};
    if (request == Request::gradient)
      for (int k = 0; k < N; k++) a.push_back(gradients[i][k]);
    if (request != Request::hessian) continue;
    a.push_back(jets[i].v);
    for (int k = 0; k < N; k++) a.push_back(jets[i].g[k]);
    for (const S h : jets[i].h.a) a.push_back(h);
  }
  return answers;
}

/// Equal bits, or both NaN: which NaN is left to the machine.
template <class S>
bool same(S a, S b) {
  return (a != a && b != b) || std::memcmp(&a, &b, sizeof(S)) == 0;
}

template <class S, int N>
void expect_same_bits(const std::string& text) {
  const std::vector<std::byte> program = program_of_text(text, N);
  const std::vector<Vec<S, N>> p = points<S, N>();
  for (const int bytes : vector_bytes()) {
    const auto compiled = compile_formula(program.data(), sizeof(S) == 8, {bytes, false});
    ASSERT_TRUE(compiled) << text;
    const auto& kernels = compiled->kernels;
    for (const auto& [kernel, request] :
         {std::pair(kernels.value, Request::value), std::pair(kernels.gradient, Request::gradient),
          std::pair(kernels.hessian, Request::hessian)}) {
      const auto expected = interpreted<S, N>(program.data(), p, request);
      const auto found = ask<S, N>(kernel, p, bytes, expected[0].size());
      for (std::size_t i = 0; i < p.size(); i++)
        for (std::size_t k = 0; k < expected[i].size(); k++)
          ASSERT_TRUE(same(found[i][k], expected[i][k]))
              << text << " in vectors of " << bytes << " bytes, request " << int(request) << ", point " << i
              << ", number " << k << ": " << found[i][k] << " for " << expected[i][k];
    }
  }
}

TEST(CompiledFormula, EveryOperationHasTheBitsOfTheInterpreter) {
#define THALWEG_ROW(name) #name,
  for (const std::string f : {THALWEG_FORMULA_UNARY(THALWEG_ROW)}) {
    if (f == "sq") continue;
    for (const std::string& text : {f + "(x*y)", "x + " + f + "(0.75*x - y)^2", f + "(" + f + "(x) - y)"}) {
      expect_same_bits<float, 2>(text);
      expect_same_bits<double, 2>(text);
    }
  }
#undef THALWEG_ROW
  for (const std::string text : {"x + y",
                                 "x - y",
                                 "x*y",
                                 "x/y",
                                 "3 - x*y",
                                 "2/x + y",
                                 "x/3 - y/4",
                                 "-x*y",
                                 "x^3 + y^-2",
                                 "x^2.5 + y",
                                 "2^x - y^x",
                                 "pow(x, 3.5)*y",
                                 "hypot(x, y)",
                                 "atan2(y + 0.1, x - 4)",
                                 "min(x, y)*max(x, 1)",
                                 "where(x < y, x^2, sin(y))",
                                 "where(x == 1, y, x)",
                                 "where(x <= y*y, 1, 2) + x",
                                 "mod(x, y)",
                                 "where(x > 1, where(y > 0, x, y), x*y)",
                                 "x",
                                 "y",
                                 "x + 0*y",
                                 "2*y",
                                 "1/x"}) {
    expect_same_bits<float, 2>(text);
    expect_same_bits<double, 2>(text);
  }
}

TEST(CompiledFormula, RandomFormulasHaveTheBitsOfTheInterpreter) {
  int compared = 0;
  for (unsigned seed = 0; seed < 200; seed++) {
    const std::string text = RandomFormula(seed).text();
    try {
      parse_formula(text, 2);
    } catch (const FormulaError&) {
      continue;  // constants that are not finite
    }
    expect_same_bits<float, 2>(text);
    expect_same_bits<double, 2>(text);
    compared++;
  }
  EXPECT_GT(compared, 120);
}

TEST(CompiledFormula, OneAndThreeWeightsHaveTheBitsOfTheInterpreter) {
  for (const char* text : {"w", "w^3 - sin(3*w)", "exp(-w^2)*cos(20*w)", "where(w < 1, w, 2 - w)"}) {
    expect_same_bits<float, 1>(text);
    expect_same_bits<double, 1>(text);
  }
  for (const char* text : {"x*y*z", "x^2 + 2*y^2 + (z - x/2)^2", "exp(x)*log(y) + tanh(z)", "z"}) {
    expect_same_bits<float, 3>(text);
    expect_same_bits<double, 3>(text);
  }
}

/// So many sines that are all needed until the end.
std::string many_at_once(int count) {
  std::string wide, sum = "x", product = "y";
  for (int i = 0; i < count; i++) {
    const std::string name = "t" + std::to_string(i);
    wide += "let " + name + " = sin(" + std::to_string(i + 1) + "*x + y); ";
    sum += " + " + name;
    product = name + "*(" + product + " + 1)";
  }
  return wide + sum + " + " + product;
}

TEST(CompiledFormula, ValuesThatFitNoRegisterAreKeptInMemory) {
  for (const int count : {5, 20, 60}) {
    expect_same_bits<float, 2>(many_at_once(count));
    expect_same_bits<double, 2>(many_at_once(count));
  }
}

template <class S>
void expect_rounded_together(int bytes) {
  struct Case {
    const char* text;
    S (*value)(S x, S y, S z);
  };
  const Case cases[] = {
      {"x*y + z", [](S x, S y, S z) { return std::fma(x, y, z); }},
      {"x*y - z", [](S x, S y, S z) { return std::fma(x, y, -z); }},
      {"z - x*y", [](S x, S y, S z) { return std::fma(-x, y, z); }},
      {"(x*y + z)*x*z*y", [](S x, S y, S z) { return std::fma(x, y, z) * x * z * y; }},
      // The term is read again.
      {"(x*y + z)*z", [](S x, S y, S z) { return std::fma(x, y, z) * z; }},
      {"(x*y - z)*z", [](S x, S y, S z) { return std::fma(x, y, -z) * z; }},
      {"(z - x*y)*z", [](S x, S y, S z) { return std::fma(-x, y, z) * z; }},
      {"(z - x*x)*z", [](S x, S, S z) { return std::fma(-x, x, z) * z; }},
      {"x*0.3 + z*0 + y*0.7",
       [](S x, S y, S z) { return std::fma(y, S(0.7), std::fma(z, S(0), x * S(0.3))); }},
      // A product that something else wants too is made, so it is not made twice.
      {"x*y + z*(x*y)", [](S x, S y, S z) { return std::fma(z, x * y, x * y); }},
      // Of two products the one that no other sum wants.
      {"(x*z + x*y)*(y*z + x*y)",
       [](S x, S y, S z) { return std::fma(x, z, x * y) * std::fma(y, z, x * y); }},
  };
  const std::vector<Vec<S, 3>> p = points<S, 3>();
  for (const Case& c : cases) {
    const std::vector<std::byte> program = program_of_text(c.text, 3);
    const auto compiled = compile_formula(program.data(), sizeof(S) == 8, {bytes, true});
    ASSERT_TRUE(compiled);
    const auto found = ask<S, 3>(compiled->kernels.value, p, bytes, 1);
    int rounded_twice = 0;
    const auto apart = interpreted<S, 3>(program.data(), p, Request::value);
    for (std::size_t i = 0; i < 64; i++) {
      EXPECT_EQ(found[i][0], c.value(p[i][0], p[i][1], p[i][2])) << c.text << " in " << bytes << " bytes";
      rounded_twice += apart[i][0] != found[i][0];
    }
    EXPECT_GT(rounded_twice, 5) << c.text;
  }
}

TEST(CompiledFormula, TheFastModeRoundsProductsWithTheirSums) {
  for (const int bytes : vector_bytes()) {
    expect_rounded_together<float>(bytes);
    expect_rounded_together<double>(bytes);
  }
}

TEST(CompiledFormula, NoGroupsAreNoWork) {
  const std::vector<std::byte> program = program_of_text("x*y + 0.3", 2);
  for (const int bytes : vector_bytes()) {
    const auto compiled = compile_formula(program.data(), true, {bytes, false});
    EXPECT_TRUE((ask<double, 2>(compiled->kernels.gradient, {}, bytes, 2).empty()));
  }
}

// What cannot be compiled is interpreted.
TEST(CompiledFormula, LongFormulasAndOtherVectorsAreLeftToTheInterpreter) {
  EXPECT_FALSE(compile_formula(program_of_text("x*y", 2).data(), true, {16, false}));
  std::string text = "0*y";
  for (int i = 0; i < 1100; i++) text += " + sin(" + std::to_string(i) + "*x + y)/" + std::to_string(i + 1);
  const std::vector<std::byte> program = program_of_text(text, 2);
  for (const int bytes : vector_bytes()) EXPECT_FALSE(compile_formula(program.data(), true, {bytes, false}));
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = text;
  const Landscape f = make_landscape(spec);
  const std::vector<Point> at{{0.5, -1}, {2, 3}};
  std::vector<double> values(at.size());
  make_cpu_backend(1)->values(f, at, values);
  for (std::size_t i = 0; i < at.size(); i++) EXPECT_EQ(values[i], value(f, at[i]));
}

TEST(CompiledFormula, TheLastFewAreKept) {
  const auto landscape = [](const std::string& text) {
    RunSpec spec;
    spec.kind = LandscapeKind::formula;
    spec.surface = {"formula"};
    spec.formula = text;
    return make_landscape(spec);
  };
  const cpu::Isa isa = cpu::choose_isa("");
  const auto& table = isa.table(MathMode::exact, Precision::float64);
  const auto& floats = isa.table(MathMode::exact, Precision::float32);
  CompiledFormulas formulas;
  const Landscape f = landscape("x*y + 1");
  const auto first = formulas.find(f, table, MathMode::exact);
  if (!first) GTEST_SKIP() << "nothing can be compiled here";
  EXPECT_EQ(formulas.find(landscape("x*y + 1"), table, MathMode::exact), first);
  EXPECT_NE(formulas.find(f, floats, MathMode::exact), first);
  EXPECT_NE(formulas.find(f, table, MathMode::fast), first);
  EXPECT_NE(formulas.find(landscape("x*y + 2"), table, MathMode::exact), first);
  EXPECT_EQ(formulas.find(f, table, MathMode::exact), first);
  for (int i = 0; i < 10; i++) formulas.find(landscape("x + y*" + std::to_string(i)), table, MathMode::exact);
  EXPECT_NE(formulas.find(f, table, MathMode::exact), first);
  EXPECT_FALSE(formulas.find(make_landscape(Choice{"himmelblau"}), table, MathMode::exact));
}

}  // namespace
}  // namespace thalweg::test
