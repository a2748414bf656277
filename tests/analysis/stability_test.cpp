// SPDX-License-Identifier: MIT
// Limits of the rate against runs, and the noise and the rates of convergence that theory gives on
// quadratics.
#include "analysis/stability.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "cpu/cpu_backend.h"
#include "runs.h"

namespace thalweg::test {
namespace {

RunSpec on_ellipse(double condition, const Choice& optimizer, double lr, i64 steps) {
  return {.surface = {"ellipse", {{"condition", condition}}},
          .optimizer = optimizer,
          .lr = lr,
          .particles = 1,
          .steps = steps,
          .precision = Precision::float64,
          .math = MathMode::exact};
}

TEST(Stability, SharpnessIsTheLargestEigenvalue) {
  // Himmelblau at (3, 2), by hand: Hessian (74, 20; 20, 34), eigenvalues 54 +- sqrt(400 + 400).
  EXPECT_NEAR(sharpness(make_landscape({"himmelblau"}), {3, 2}), 54 + std::sqrt(800.0), 1e-12 * 83);
  // A maximum's is negative.
  EXPECT_NEAR(sharpness(make_landscape(formula_spec("-x^2 - 3*y^2", {-1, 1, -1, 1}, 1, 1)), {0.1, 0.2}), -2,
              1e-14);
}

TEST(Stability, OfOneWeightAndThree) {
  RunSpec one = formula_spec("-3*w^2", {-1, 1, -1, 1}, 1, 1);
  one.domain = Domain({-1, 1}, 1);
  EXPECT_NEAR(sharpness(make_landscape(one), {0.1, 0}), -6, 1e-14);
  RunSpec three = formula_spec("x^2 + 2*y^2 + 5*z^2", {-1, 1, -1, 1}, 1, 1);
  three.domain = Domain({-1, 1, -1, 1, -1, 1}, 3);
  EXPECT_NEAR(sharpness(make_landscape(three), {0.1, 0.2, 0.3}), 10, 1e-14);
}

TEST(Stability, LimitsOfTheVariants) {
  const auto limit = [](const Choice& optimizer) {
    return stable_below(*linear_rule(make_plan(on_ellipse(10, optimizer, 0.1, 10))), 4);
  };
  EXPECT_DOUBLE_EQ(limit({"sgd"}), 0.5);
  EXPECT_DOUBLE_EQ(limit({"sgd", {{"momentum", 0.9}}}), 0.5 * 1.9);
  EXPECT_DOUBLE_EQ(limit({"sgd", {{"momentum", 0.9}, {"nesterov", 1}}}), 0.5 * 1.9 / 2.8);
  EXPECT_DOUBLE_EQ(limit({"sgd", {{"momentum", 0.9}, {"dampening", 0.5}}}), 2 * 0.5 * 1.9);
  for (const Choice& other : {Choice{"adam"}, Choice{"sgd", {{"weight_decay", 0.1}}}, Choice{"qhm"}})
    EXPECT_FALSE(linear_rule(make_plan(on_ellipse(10, other, 0.1, 10)))) << other.name;
  RunSpec noisy = on_ellipse(10, {"sgd"}, 0.1, 10);
  noisy.noise = {"gaussian"};
  EXPECT_FALSE(linear_rule(make_plan(noisy)));
  EXPECT_EQ(stable_below({0.1, 0, 1, false}, -1), std::numeric_limits<double>::infinity());
}

// On a quadratic the limit is exact: 2 % below it the run contracts, 2 % above it grows.
TEST(Stability, LimitsDecideWhetherRunsContract) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  for (const Choice& optimizer :
       {Choice{"sgd"}, Choice{"sgd", {{"momentum", 0.5}}}, Choice{"sgd", {{"momentum", 0.9}}},
        Choice{"sgd", {{"momentum", 0.8}, {"nesterov", 1}}},
        Choice{"sgd", {{"momentum", 0.6}, {"dampening", 0.6}}}}) {
    RunSpec spec = on_ellipse(3, optimizer, 1, 1500);
    spec.start = {StartKind::point, 1.0, 1.5};
    const double curvature = sharpness(make_landscape(spec), {0, 0});
    const double limit = stable_below(*linear_rule(make_plan(spec)), curvature);
    for (const double share : {0.98, 1.02}) {
      spec.lr = share * limit;
      const Plan plan = make_plan(spec);
      const std::unique_ptr<Ensemble> ensemble = backend->start(plan);
      double before, after;
      ensemble->advance(500);
      ensemble->losses(0, {&before, 1});
      ensemble->advance(200);
      ensemble->losses(0, {&after, 1});
      EXPECT_EQ(after < before, share < 1)
          << optimizer.parameters.size() << ' ' << share << ' ' << before << ' ' << after;
    }
  }
}

// The rate at which the distance shrinks is max |1 - lr lambda|.
TEST(Stability, LinearRateOfConvergence) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  for (const double lr : {0.02, 0.1, 0.15, 0.19}) {
    RunSpec spec = formula_spec("0.5*x^2 + 5*y^2", {-5, 5, -5, 5}, lr, 200);
    spec.start = {StartKind::point, 1.0, 1.0};
    spec.precision = Precision::float64;
    const std::unique_ptr<Ensemble> ensemble = backend->start(make_plan(spec));
    double before, after;
    ensemble->advance(60);
    ensemble->losses(0, {&before, 1});
    ensemble->advance(40);
    ensemble->losses(0, {&after, 1});
    // The other axis has died out by then: (0.85 / 0.9)^120 of the loss is the most that is left of it.
    const double rate = std::pow(after / before, 1.0 / 80),
                 theory = std::max(std::abs(1 - lr), std::abs(1 - 10 * lr));
    EXPECT_NEAR(rate, theory, 1e-3) << lr;
  }
}

// x' = (1 - eta l) x - eta xi has the stationary variance eta s^2 / (l (2 - eta l)).
TEST(Stability, StationaryVarianceOfNoisySgd) {
  constexpr i64 n = 40'000;
  constexpr double sigma = 0.3;
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  for (const double eta : {0.05, 0.5, 1.5}) {
    RunSpec spec = formula_spec("0.5*x^2 + 0.25*y^2", {-5, 5, -5, 5}, eta, 400);
    spec.particles = n;
    spec.noise = {"gaussian", {{"sigma", sigma}}};
    spec.start = {StartKind::point, 0.0, 0.0};
    spec.precision = Precision::float64;
    const std::unique_ptr<Ensemble> ensemble = backend->start(make_plan(spec));
    ensemble->advance(spec.steps);  // (1 - 0.05 / 2)^800 = 1.6e-9 of the variance is missing
    std::vector<End> ends(n);
    ensemble->ends(0, ends);
    double xx = 0, yy = 0, xy = 0;
    for (const End& e : ends) {
      xx += e.x * e.x / double(n);
      yy += e.y * e.y / double(n);
      xy += e.x * e.y / double(n);
    }
    const auto variance = [&](double l) { return eta * sigma * sigma / (l * (2 - eta * l)); };
    // A sample variance of n normal numbers has the relative standard error sqrt(2 / n); five of them.
    const double within = 5 * std::sqrt(2.0 / double(n));
    EXPECT_NEAR(xx / variance(1), 1, within) << eta;
    EXPECT_NEAR(yy / variance(0.5), 1, within) << eta;
    EXPECT_NEAR(xy / std::sqrt(variance(1) * variance(0.5)), 0, within) << eta;
  }
}

// Reference values of 2 / lambda_max: 0.0243 0.0248 0.0149 0.0190; so at 0.02 two of the four minima cannot
// hold a particle, and a run reaches exactly the other two.
TEST(Stability, HimmelblauAtTwoHundredths) {
  RunSpec spec{.lr = 0.02, .particles = 20'000, .steps = 600, .precision = Precision::float64};
  const Plan plan = make_plan(spec);
  const double expected[] = {0.0243, 0.0248, 0.0149, 0.0190};
  const Point minima[] = {{3, 2}, {-2.805118, 3.131312}, {-3.779310, -3.283186}, {3.584428, -1.848126}};
  for (int i = 0; i < 4; i++) {
    const Settling s = settling_at(plan, minima[i]);
    EXPECT_TRUE(s.claimed);
    EXPECT_NEAR(s.stable_below, expected[i], 5e-5);
    EXPECT_EQ(s.can_settle, i < 2);
  }
  EXPECT_EQ(unreachable_minima(plan).size(), 2u);

  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  const RunResult result = run(spec, *backend).result;
  ASSERT_EQ(result.minima.size(), 2u);
  for (const ReachedMinimum& m : result.minima) {
    EXPECT_GT(settling_at(plan, m.at).stable_below, 0.02);
    EXPECT_GT(m.count, 1000);
  }
  EXPECT_FALSE(settling_at(make_plan({.optimizer = {"adam"}}), {3, 2}).claimed);
}

// A schedule's last rate is what counts.
TEST(Stability, SchedulesSettleAtTheirLastRate) {
  RunSpec spec{.lr = 0.03, .schedule = {"cosine"}, .steps = 100};
  EXPECT_FALSE(settling_at(make_plan({.lr = 0.03}), {3, 2}).can_settle);
  EXPECT_TRUE(settling_at(make_plan(spec), {3, 2}).can_settle);
}

// x' = r x (1 - x): fixed point, then orbits of period 2, 4 and 8, then chaos (R. May 1976:
// 3, 3.449, 3.544, 3.57).
TEST(OrbitPeriod, LogisticMap) {
  const auto period = [](double r) {
    std::vector<Point> orbit{{0.4, 0}};
    for (int k = 0; k < 20'000; k++) orbit.push_back({r * orbit.back().x * (1 - orbit.back().x), 1});
    return orbit_period(orbit);
  };
  EXPECT_EQ(period(2.5), 1);
  EXPECT_EQ(period(3.2), 2);
  EXPECT_EQ(period(3.5), 4);
  EXPECT_EQ(period(3.55), 8);
  EXPECT_EQ(period(3.9), 0);
}

TEST(OrbitPeriod, WhatIsNoOrbit) {
  std::vector<Point> line, shrinking;
  for (int k = 0; k < 100; k++) {
    line.push_back({0.1 * k, 3});
    shrinking.push_back({std::pow(-0.8, k), 0});
  }
  EXPECT_EQ(orbit_period(line), 0);
  EXPECT_EQ(orbit_period(shrinking), 0);
  EXPECT_EQ(orbit_period(std::span(line).first(10)), 0);
  EXPECT_EQ(orbit_period({}), 0);
}

// Gradient descent just above 2 / lambda_max goes into an orbit of period 2.
TEST(OrbitPeriod, BeyondTheLimitOfGradientDescent) {
  const Descent run = follow(formula_spec("ln(1 + x^2) + y^2/10", {-4, 4, -4, 4}, 1.2, 2000), {0.5, 1});
  EXPECT_EQ(orbit_period(run.history.positions), 2);
  EXPECT_EQ(diagnose(run.history, run.known).verdict, Verdict::oscillating);
}

}  // namespace
}  // namespace thalweg::test
