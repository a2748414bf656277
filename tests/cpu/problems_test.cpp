// SPDX-License-Identifier: MIT
// Runs on problems: the bits of the scalar machine, and paths that are known in closed form.
#include <gtest/gtest.h>

#include <cmath>

#include "machine.h"
#include "reference.h"

namespace thalweg {
namespace {

using namespace thalweg::test;

RunSpec problem_spec(const char* name) {
  RunSpec spec;
  spec.kind = LandscapeKind::problem;
  spec.surface = {name};
  spec.math = MathMode::exact;
  spec.threads = 1;
  return spec;
}

struct Variation {
  const char* name;
  void (*apply)(RunSpec&);
};
// The whole data, batches (100 rows in batches of 7 leave one of 2), all at once as a batch, a moved
// landscape, clipping, rates of their own.
constexpr Variation kVariations[] = {
    {"all rows", [](RunSpec&) {}},
    {"one row", [](RunSpec& s) { s.noise = {"minibatch"}; }},
    {"seven rows",
     [](RunSpec& s) {
       s.noise = {"minibatch", {{"size", 7}}};
     }},
    {"seven rows again and again",
     [](RunSpec& s) {
       s.noise = {"minibatch", {{"size", 7}, {"replacement", 1}}};
     }},
    {"every row",
     [](RunSpec& s) {
       s.noise = {"minibatch", {{"size", 1e9}}};
     }},
    {"random centre",
     [](RunSpec& s) {
       s.noise = {"random_centre", {{"sigma", 0.3}}};
     }},
    {"clipped",
     [](RunSpec& s) {
       s.clip_norm = 0.7, s.clip_value = 0.6, s.noise = {"minibatch", {{"size", 3}}};
     }},
    {"plateaus",
     [](RunSpec& s) {
       s.schedule = {"reduce_on_plateau",
                     {{"patience", 2}, {"factor", 0.5}, {"threshold", 0.01}, {"cooldown", 1}}};
       s.noise = {"minibatch", {{"size", 3}}};
     }},
};

TEST(CpuProblems, HaveTheBitsOfTheScalarMachine) {
  for (const ProblemEntry& problem : problems()) {
    if (problem.surface.weights != 2) continue;
    for (const char* optimizer : {"sgd", "adam", "sam", "newton", "bfgs", "nelder_mead"})
      for (const Variation& variation : kVariations)
        for (const Precision precision : {Precision::float32, Precision::float64}) {
          RunSpec spec = problem_spec(problem.info.name);
          variation.apply(spec);
          const bool by_values = find_optimizer(optimizer).rules.front().request == Request::value;
          if (by_values && (spec.clip_norm || spec.noise.name == "random_centre")) continue;
          spec.optimizer = {optimizer};
          spec.precision = precision;
          spec.particles = 21;
          spec.steps = 20;
          spec.trail = {4, 3};
          const Record expected = scalar_record(make_plan(spec), spec.steps);
          for (const std::string& isa : isa_names())
            EXPECT_EQ(difference(expected, run(spec, isa)), "")
                << problem.info.name << ' ' << optimizer << ", " << variation.name << ", " << isa
                << (precision == Precision::float64 ? " double" : " float");
        }
  }
}

// Most particles stop early here, so that the moving ones change lanes: batches and rates must go with them.
TEST(CpuProblems, KeepTheirBatchesAndRatesWhenPacked) {
  for (const char* schedule : {"constant", "reduce_on_plateau"})
    for (const double replacement : {0.0, 1.0}) {
      RunSpec spec = problem_spec("two_layer_linear");
      spec.domain = Box{-12, 12, -12, 12};  // far out it diverges
      spec.schedule = {schedule};
      spec.noise = {"minibatch", {{"size", 3}, {"replacement", replacement}}};
      spec.lr = 0.06;
      spec.particles = 1400;  // two blocks and a part of a third
      spec.steps = 400;
      const Record expected = scalar_record(make_plan(spec), spec.steps);
      int early = 0;
      for (const End& end : expected.ends) early += end.steps <= 64;
      EXPECT_GT(early, 600);
      EXPECT_LT(early, 1300);
      for (const std::string& isa : isa_names()) EXPECT_EQ(difference(expected, run(spec, isa)), "") << isa;
      for (const int threads : {2, 5}) EXPECT_EQ(difference(expected, run(spec, "", threads)), "") << threads;
    }
}

// A batch of all rows is every row in another order: the exact gradient but for the rounding of its sum.
TEST(CpuProblems, AFullBatchIsTheWholeData) {
  for (const ProblemEntry& problem : problems()) {
    RunSpec spec = problem_spec(problem.info.name);
    spec.precision = Precision::float64;
    spec.particles = 50;
    spec.steps = 1;
    const Record all = run(spec);
    spec.noise = {"minibatch", {{"size", 1e6}}};
    const Record batch = run(spec);
    for (std::size_t i = 0; i < 50; i++) {
      const End &a = all.ends[i], &b = batch.ends[i];
      const double reach = 1 + std::abs(a.x) + std::abs(a.y) + std::abs(a.z);
      EXPECT_TRUE(std::abs(a.x - b.x) + std::abs(a.y - b.y) + std::abs(a.z - b.z) <= 1e-13 * reach)
          << problem.info.name;
    }
  }
}

// One example, x = 2 and y = 10, half the squared error: w -= lr 4 (w - 5), so w_n = 5 - 4 (1 - 4 lr)^n
// from 1. Every step rounds w (at most 5) twice and what was wrong before shrinks by 0.96: 25 steps' worth of
// it.
TEST(CpuProblems, OneWeightApproachesFiveAsItShould) {
  for (const i64 n : {1, 10, 50, 204}) {
    RunSpec spec = problem_spec("one_weight");
    spec.precision = Precision::float64;
    spec.start = {StartKind::point, 1.0};
    spec.particles = 3;
    spec.lr = 0.01;
    spec.steps = n;
    for (const End& end : run(spec).ends) {
      EXPECT_NEAR(end.x, 5 - 4 * std::pow(0.96, double(n)), 25 * 2 * 5 * 0x1p-52) << n;
      EXPECT_EQ(end.y, 0);
      EXPECT_EQ(end.z, 0);
    }
  }
}

// The mean squared error of the plane's descent from zero weights, in the test's own loop.
TEST(CpuProblems, TheBrightnessPlaneIsFittedAsFastAsItShould) {
  const std::pair<i64, double> published[] = {{0, 0.396}, {1, 0.120}, {10, 2.0e-3}, {100, 4.0e-9}};
  double w[3] = {0, 0, 0};
  i64 done = 0;
  for (const auto& [n, mse] : published) {
    const auto errors = [&w](double(&slope)[3]) {
      double sum = 0;
      for (double& g : slope) g = 0;
      for (int i = 0; i < 64; i++) {
        const double x = i % 8 / 7.0, y = i / 8 / 7.0,
                     e = w[0] + w[1] * x + w[2] * y - (0.2 + 0.5 * x + 0.3 * y);
        sum += e * e / 64;
        slope[0] += 2 * e / 64;
        slope[1] += 2 * e * x / 64;
        slope[2] += 2 * e * y / 64;
      }
      return sum;
    };
    double slope[3];
    for (; done < n; done++) {
      errors(slope);
      for (int k = 0; k < 3; k++) w[k] -= 0.5 * slope[k];
    }
    RunSpec spec = problem_spec("brightness_plane");
    spec.precision = Precision::float64;
    spec.start = {StartKind::point, 0.0, 0.0, {}, 0.0};
    spec.particles = 1;
    spec.lr = 0.5;
    spec.steps = n;
    const Record r = run(spec);
    EXPECT_NEAR(r.ends[0].x, w[0], 1e-13) << n;
    EXPECT_NEAR(r.ends[0].y, w[1], 1e-13) << n;
    EXPECT_NEAR(r.ends[0].z, w[2], 1e-13) << n;
    EXPECT_NEAR(r.losses[0], errors(slope), 1e-13 * (1 + mse)) << n;
    EXPECT_NEAR(r.losses[0] / mse, 1, 0.03) << n << ": two digits were published";
  }
}

// At the weights that the built-in data come from every row is content: no batch moves them, however small.
TEST(CpuProblems, BatchesAreSilentWhereEveryRowIsContent) {
  RunSpec spec = problem_spec("tanh_neuron");
  spec.precision = Precision::float64;
  spec.start = {StartKind::normal, 2.0, 1.5, 0.05};
  spec.noise = {"minibatch", {{"size", 2}}};
  spec.lr = 0.2;
  spec.particles = 500;
  spec.steps = 4000;
  for (const End& end : run(spec).ends) {
    EXPECT_NEAR(end.x, 2, 1e-9);
    EXPECT_NEAR(end.y, 1.5, 1e-9);
  }
}

// Half the rows of this data have no slope at the start: a particle that draws one of them stands still for a
// step, which is no rest.
TEST(CpuProblems, ABatchWithoutSlopeIsNoRest) {
  RunSpec spec = problem_spec("hinge");
  spec.surface.parameters = {{"l2", 0}, {"gap", 6}};
  spec.start = {StartKind::point, 0.0, 0.5};
  spec.noise = {"minibatch"};
  spec.lr = 1e-3;
  spec.particles = 500;
  spec.steps = 64;
  int moved = 0;
  for (const End& end : run(spec).ends) {
    EXPECT_EQ(end.status & kAtRest, 0);
    EXPECT_EQ(end.steps, 64u);
    moved += end.x != 0 || end.y != 0.5;
  }
  EXPECT_GT(moved, 400);
}

TEST(CpuEnsemble, ADroppedGradientIsNoRest) {
  RunSpec spec;
  spec.surface = {"sphere"};
  spec.noise = {"dropout", {{"p", 0.75}}};
  spec.particles = 500;
  spec.steps = 64;
  spec.lr = 0.001;
  spec.threads = 1;
  for (const End& end : run(spec).ends) EXPECT_EQ(end.steps, 64u);
}

// A rate of 0 for a while: whoever waits for the next schedule is not at rest.
TEST(CpuEnsemble, WaitingForTheNextScheduleIsNoRest) {
  RunSpec spec;
  spec.surface = {"sphere"};
  spec.schedule = {"constant_factor", {{"factor", 0}, {"total_iters", 1000}}};
  spec.then = {{40, {"constant"}}};
  spec.start = {StartKind::point, 1.0, 1.0};
  spec.precision = Precision::float64;
  spec.lr = 0.25;
  spec.particles = 2;
  spec.steps = 50;
  spec.threads = 1;
  for (const End& end : run(spec).ends) EXPECT_EQ(end.x, std::ldexp(1.0, -10));
}

// Far too steep for its rate: the first step would leave the range of float.  The gradient's square does in
// float with the factor 5e29, where the share of it that is left is 0.
TEST(CpuEnsemble, ClippedStepsAreNoLongerThanTheLimit) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.start = {StartKind::point, 3.0, 4.0};
  spec.clip_norm = 2;
  spec.lr = 0.5;
  spec.particles = 2;
  spec.threads = 1;
  for (const Precision precision : {Precision::float32, Precision::float64})
    for (const char* formula : {"5e14*(x^4 + y^4)", "5e29*(x^4 + y^4)"})
      for (const i64 n : {1, 100}) {
        spec.formula = formula;
        spec.precision = precision;
        spec.steps = n;
        for (const End& end : run(spec).ends) {
          EXPECT_EQ(end.status & (kNonFinite | kEscaped), 0) << formula;
          EXPECT_TRUE(std::hypot(end.x, end.y) <= 5) << formula;
          if (n > 1 || (precision == Precision::float32 && spec.formula[2] == '2')) continue;
          // Along (3^3, 4^3), by 0.5 times 2.
          const double length = std::hypot(27.0, 64.0), unit = precision == Precision::float64 ? 1e-14 : 1e-6;
          EXPECT_NEAR(end.x, 3 - 27 / length, unit) << formula;
          EXPECT_NEAR(end.y, 4 - 64 / length, unit) << formula;
        }
      }
}

}  // namespace
}  // namespace thalweg
