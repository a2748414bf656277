// SPDX-License-Identifier: MIT
// Runs on typed formulas of one, two and three weights: the same as on the surface with that formula, paths
// that are known in closed form, and sums of functions of one weight each.
#include <gtest/gtest.h>

#include <cmath>

#include "machine.h"
#include "reference.h"

namespace thalweg {
namespace {

using namespace thalweg::test;

RunSpec typed(const std::string& formula) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = formula;
  spec.math = MathMode::exact;
  spec.precision = Precision::float64;
  spec.threads = 1;
  return spec;
}

// The surface is written sq(sq(x) + y - 11) + sq(x + sq(y) - 7): the same operations in the same order, and
// so the same bits, in values, gradients and Hessians.
TEST(CpuFormulas, HaveTheBitsOfTheSurface) {
  for (const char* optimizer : {"sgd", "sgd:momentum", "adam", "sam", "newton", "bfgs", "nelder_mead"})
    for (const Precision precision : {Precision::float32, Precision::float64}) {
      RunSpec spec = typed("(x^2 + y - 11)^2 + (x + y^2 - 7)^2");
      spec.optimizer = {optimizer};
      if (spec.optimizer.name == "sgd:momentum") spec.optimizer = {"sgd", {{"momentum", 0.9}}};
      spec.precision = precision;
      spec.particles = cpu::kBlock + 44;
      spec.steps = 150;
      spec.trail = {10, 5};
      spec.lr = 0.01;
      RunSpec surface = spec;
      surface.kind = LandscapeKind::surface;
      surface.surface = {"himmelblau"};
      EXPECT_EQ(difference(run(surface), run(spec)), "")
          << optimizer << (precision == Precision::float64 ? " double" : " float");
    }
}

// a (w - 3)^2: w_n = 3 + (w_0 - 3) (1 - 2 a lr)^n.  Rounding: twice per step of at most 8, fading.
TEST(CpuFormulas, OneWeightFollowsItsClosedForm) {
  for (const double a : {0.5, 2.0, 4.0}) {
    RunSpec spec = typed("a = 2 : 0.1..10; a*(w - 3)^2");
    spec.surface.parameters = {{"a", a}};
    spec.start = {StartKind::point, -5.0};
    spec.particles = 9;
    spec.lr = 0.05;
    for (const i64 n : {1, 7, 40}) {
      spec.steps = n;
      const Record r = run(spec);
      for (std::size_t i = 0; i < 9; i++) {
        const double left = -8 * std::pow(1 - 2 * a * 0.05, double(n));
        EXPECT_NEAR(r.ends[i].x, 3 + left, 1e-13) << a << ' ' << n;
        EXPECT_NEAR(r.losses[i], a * left * left, 1e-12) << a << ' ' << n;
        EXPECT_EQ(r.ends[i].y, 0);
        EXPECT_EQ(r.ends[i].z, 0);
        EXPECT_EQ(r.positions[i].y, 0);
      }
    }
  }
}

// Powers of two: every number is exact for a while.
TEST(CpuFormulas, ThreeWeightsFollowTheirClosedForm) {
  RunSpec spec = typed("x^2 + 2*y^2 + 4*z^2");
  spec.start = {StartKind::point, 1.0, -2.0, {}, 4.0};
  spec.particles = 5;
  spec.lr = 1 / 16.0;
  spec.steps = 10;
  const Record r = run(spec);
  for (std::size_t i = 0; i < 5; i++) {
    const double x = std::pow(7 / 8.0, 10), y = -2 * std::pow(3 / 4.0, 10), z = 4 * std::pow(1 / 2.0, 10);
    EXPECT_EQ(r.ends[i].x, x);
    EXPECT_EQ(r.ends[i].y, y);
    EXPECT_EQ(r.ends[i].z, z);
    EXPECT_NEAR(r.losses[i], x * x + 2 * y * y + 4 * z * z, 1e-16);
    EXPECT_EQ(r.positions[i].x, float(x));
    EXPECT_EQ(r.positions[i].y, float(y));
  }
}

// Newton's method lands in the middle of any quadratic at once; the middle is solved for by hand.
TEST(CpuFormulas, NewtonLandsInTheMiddleOfAQuadratic) {
  RunSpec three = typed("(x + y - 1)^2 + (y + z - 2)^2 + (z - x + 3)^2 + x^2");
  three.optimizer = {"newton"};
  three.lr = 1;
  three.particles = 64;
  three.steps = 1;
  // grad = 0: with a = x + y - 1, b = y + z - 2, c = z - x + 3: a - c + x = 0, a + b = 0, b + c = 0.
  // So b = -a, c = a, x = 0, y = 1 + a, z = a - 3, and b = y + z - 2 = 2 a - 4 = -a: a = 4/3.
  for (const End& end : run(three).ends) {
    EXPECT_NEAR(end.x, 0, 1e-12);
    EXPECT_NEAR(end.y, 7 / 3.0, 1e-12);
    EXPECT_NEAR(end.z, -5 / 3.0, 1e-12);
  }
  RunSpec one = typed("3*w^2 - 12*w");
  one.optimizer = {"newton"};
  one.lr = 1;
  one.particles = 64;
  one.steps = 1;
  for (const End& end : run(one).ends) EXPECT_NEAR(end.x, 2, 1e-13);
}

// Rules that treat every weight by itself, on a sum of functions of one weight each: three runs in one.
TEST(CpuFormulas, ASumOfFunctionsOfOneWeightEachIsThreeRuns) {
  const std::string x = "x^4/4 - x^2", y = "(y - 1)^2*3", z = "cosh(z) - z/2";
  const std::string alone[3] = {"w^4/4 - w^2", "(w - 1)^2*3", "cosh(w) - w/2"};
  const Choice rules[] = {{"sgd"},      {"sgd", {{"momentum", 0.9}}},
                          {"adam"},     {"adamw", {{"weight_decay", 0.1}}},
                          {"rmsprop"},  {"adagrad"},
                          {"adadelta"}, {"rprop"},
                          {"nadam"},    {"lion"},
                          {"signsgd"}};
  for (const Choice& rule : rules) {
    RunSpec spec = typed(x + " + " + y + " + " + z);
    spec.optimizer = rule;
    spec.lr = 0.02;
    spec.particles = 3;
    spec.steps = 60;
    spec.start = {StartKind::point, 0.75, -2.0, {}, 1.5};
    const End together = run(spec).ends[0];
    const double starts[3] = {0.75, -2.0, 1.5}, found[3] = {together.x, together.y, together.z};
    for (int k = 0; k < 3; k++) {
      spec.formula = alone[k];
      spec.start = {StartKind::point, starts[k]};
      EXPECT_EQ(run(spec).ends[0].x, found[k]) << name_of(rule) << ", weight " << k;
      EXPECT_NE(found[k], starts[k]) << name_of(rule);
    }
  }
}

// Every rule on a bowl: at the end nearly all particles are lower.
TEST(CpuFormulas, EveryRuleDescendsInOneAndThreeWeights) {
  for (const char* formula : {"w^2", "x^2 + 2*y^2 + (z - x/2)^2"})
    for (const OptimizerEntry& optimizer : optimizers()) {
      RunSpec spec = typed(formula);
      spec.optimizer = {optimizer.info.name};
      if (optimizer.info.uses_optimum) spec.optimizer.parameters = {{"f_star", 0}};
      // 2 g - g_before on a parabola of curvature L: stable below 2 / (3 L), and the estimated rate is 1 / L.
      if (spec.optimizer.name == "optimistic_gd") spec.lr = 0.1;
      spec.particles = 100;
      spec.steps = 0;
      const Record before = run(spec);
      spec.steps = 300;
      const Record after = run(spec);
      int lower = 0;
      for (std::size_t i = 0; i < 100; i++) lower += after.losses[i] < before.losses[i];
      EXPECT_GT(lower, 80) << optimizer.info.name << " on " << formula;
    }
}

// Blocks are packed when most of their particles stand still; threads share blocks.
TEST(CpuFormulas, HaveTheSameBitsForAllThreadsAndInstructionSets) {
  for (const char* formula : {"w^2 - w^4/200", "x^2 + y^2 + z^2 - (x^4 + y^4 + z^4)/200"})
    for (const Precision precision : {Precision::float32, Precision::float64}) {
      RunSpec spec = typed(formula);
      spec.precision = precision;
      spec.domain = formula[0] == 'w' ? Domain(Box{-12, 12}, 1) : Domain(Box{-12, 12, -12, 12, -12, 12}, 3);
      spec.optimizer = {"sgd", {{"momentum", 0.5}}};
      spec.noise = {"gaussian", {{"sigma", 0.01}}};
      spec.clip_value = 1e6;
      spec.lr = 0.1;
      spec.particles = 1400;  // two blocks and a part of a third
      spec.steps = 200;
      spec.trail = {50, 4};
      const Record one = run(spec);
      int early = 0;
      for (const End& end : one.ends) early += end.steps < 200;
      EXPECT_GT(early, 100) << formula;
      EXPECT_LT(early, 1300) << formula;
      for (const int threads : {2, 5}) EXPECT_EQ(difference(one, run(spec, "", threads)), "") << formula;
      for (const std::string& isa : isa_names())
        EXPECT_EQ(difference(one, run(spec, isa)), "") << formula << ' ' << isa;
    }
}

TEST(CpuFormulas, BackendsSayTheirValues) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  for (const char* formula : {"w^3 - w", "x*y^2 + sin(x)", "x*y*z + exp(z/9)"}) {
    const Landscape f = make_landscape(typed(formula));
    std::vector<Point> points;
    for (int i = 0; i < 777; i++) points.push_back({-3 + i / 100.0, std::sin(i), 5 - i / 80.0});
    std::vector<double> values(points.size());
    backend->values(f, points, values);
    for (std::size_t i = 0; i < points.size(); i++) EXPECT_EQ(values[i], value(f, points[i])) << formula;
  }
}

}  // namespace
}  // namespace thalweg
