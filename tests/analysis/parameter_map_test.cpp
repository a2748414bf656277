// SPDX-License-Identifier: MIT
// Maps over two parameters against limits that theory knows.
#include "analysis/parameter_map.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "../engine/messages.h"
#include "analysis/stability.h"
#include "cpu/cpu_backend.h"
#include "cpu/thread_pool.h"
#include "runs.h"

namespace thalweg::test {
namespace {

ParameterMap map_on(int threads, const RunSpec& spec, const MapAxis& x, const MapAxis& y, int columns,
                    int rows) {
  cpu::ThreadPool pool(threads);
  return map_parameters(
      spec, x, y, columns, rows, [] { return make_cpu_backend(1); },
      [&](i64 count, const std::function<void(i64)>& f) { pool.for_each(count, f); });
}

RunSpec quadratic_spec() {
  RunSpec spec = formula_spec("0.5*x^2 + 2*y^2", {-5, 5, -5, 5}, 0.1, 1500);
  spec.start = {StartKind::point, 2.0, 1.5};
  spec.precision = Precision::float64;
  return spec;
}

TEST(Axes, ValuesAreInTheMiddleOfTheirIntervals) {
  const RunSpec spec;
  const MapAxis linear = make_axis(spec, "momentum", 0, 1, false), log = make_axis(spec, "lr", 1e-4, 1, true);
  EXPECT_DOUBLE_EQ(linear.at(0, 4), 0.125);
  EXPECT_DOUBLE_EQ(linear.at(3, 4), 0.875);
  EXPECT_NEAR(log.at(0, 2), 1e-3, 1e-18);
  EXPECT_NEAR(log.at(1, 2), 1e-1, 1e-16);
  EXPECT_EQ(make_axis(spec, "nesterov", 0, 1, false).at(3, 4), 1);  // a switch is whole
}

TEST(Axes, FindTheirOwners) {
  RunSpec spec{.surface = {"ellipse"}, .schedule = {"exponential"}, .noise = {"gaussian"}};
  EXPECT_EQ(make_axis(spec, "momentum", 0, 1, false).owner, Owner::optimizer);
  EXPECT_EQ(make_axis(spec, "condition", 1, 9, false).owner, Owner::surface);
  EXPECT_EQ(make_axis(spec, "noise.sigma", 0, 1, false).owner, Owner::noise);
  EXPECT_EQ(make_axis(spec, "gamma", 0.5, 1, false).owner, Owner::schedule);
  EXPECT_EQ(with_value(spec, make_axis(spec, "momentum", 0, 1, false), 0.25).optimizer.parameters[0].second,
            0.25);
  expect_input_error([&] { make_axis(spec, "momentm", 0, 1, false); },
                     {"momentm", "optimizer.momentum", "accepted"});
  expect_input_error([&] { make_axis(spec, "lr", 0, 1, true); }, {"lr", "above 0"});
  expect_input_error([&] { make_axis(spec, "lr", 1, 0.5, false); }, {"lr", "lower one first"});
  expect_input_error([&] { make_axis(spec, "lr", 0, std::nan(""), false); }, {"lr"});
}

// On a quadratic a descent converges exactly below 2 (1 + momentum) / 4: a straight line in the map.
TEST(ParameterMap, TheHeavyBallsLimitIsALine) {
  const RunSpec spec = quadratic_spec();
  const MapAxis lr = make_axis(spec, "lr", 0.1, 1.2, false),
                momentum = make_axis(spec, "momentum", 0, 0.9, false);
  const ParameterMap m = map_on(2, spec, lr, momentum, 40, 24);
  ASSERT_EQ(m.minima.size(), 1u);
  for (int row = 0; row < 24; row++)
    for (int column = 0; column < 40; column++) {
      const double limit = (1 + momentum.at(row, 24)) / 2, rate = lr.at(column, 40);
      if (std::abs(rate / limit - 1) < 0.02) continue;  // too near to be decided in 1500 steps
      EXPECT_EQ(m.map.at(column, row), rate < limit ? 0 : kDiverged) << rate << ' ' << momentum.at(row, 24);
    }
  EXPECT_TRUE(m.complete);
}

// A pixel is the run that `thalweg run` would make of its spec.
TEST(ParameterMap, PixelsAreRuns) {
  RunSpec spec{.optimizer = {"adam"},
               .noise = {"gaussian", {{"sigma", 0.5}}},
               .particles = 1,
               .steps = 150,
               .seed = 4};
  spec.precision = Precision::float64;
  const MapAxis lr = make_axis(spec, "lr", 1e-3, 1, true), beta = make_axis(spec, "beta1", 0, 0.99, false);
  const ParameterMap m = map_on(1, spec, lr, beta, 8, 6);
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  std::array<i64, kOutcomes> outcomes{};
  for (int row = 0; row < 6; row++)
    for (int column = 0; column < 8; column++) {
      const RunSpec pixel = with_value(with_value(spec, lr, lr.at(column, 8)), beta, beta.at(row, 6));
      const RunResult one = run(pixel, *backend).result;
      EXPECT_EQ(m.losses[std::size_t(8 * row + column)], one.loss.median);
      for (int i = 0; i < kOutcomes; i++) outcomes[std::size_t(i)] += one.outcomes[std::size_t(i)];
    }
  EXPECT_EQ(m.outcomes, outcomes);
}

TEST(ParameterMap, ThreadsChangeNothing) {
  const RunSpec spec{
      .optimizer = {"sgd"}, .start = {StartKind::point, -1.0, 1.5}, .particles = 1, .steps = 200};
  const MapAxis lr = make_axis(spec, "lr", 1e-3, 0.1, true),
                momentum = make_axis(spec, "momentum", 0, 0.99, false);
  const ParameterMap one = map_on(1, spec, lr, momentum, 40, 40),
                     four = map_on(4, spec, lr, momentum, 40, 40);
  EXPECT_EQ(one.map.labels, four.map.labels);
  EXPECT_EQ(one.map.steps, four.map.steps);
  EXPECT_EQ(std::set<Label>(one.map.labels.begin(), one.map.labels.end()).size() > 2, true);
}

// f = (x^2 + c y^2) / 2 up to a factor: at rate r the limit is c = 2 / r; either way round.
TEST(ParameterMap, OverTheLandscape) {
  RunSpec spec = quadratic_spec();
  spec.formula = "c = 1 : 0.1..1000; 0.5*x^2 + 0.5*c*y^2";
  spec.lr = 0.1;
  const MapAxis lr = make_axis(spec, "lr", 0.02, 0.2, false), c = make_axis(spec, "c", 5, 40, false);
  EXPECT_EQ(c.owner, Owner::surface);
  const ParameterMap up = map_on(2, spec, lr, c, 20, 24), across = map_on(2, spec, c, lr, 24, 20);
  EXPECT_TRUE(up.by_height);
  for (int row = 0; row < 24; row++)
    for (int column = 0; column < 20; column++) {
      const double a = lr.at(column, 20) * c.at(row, 24);
      if (std::abs(a / 2 - 1) > 0.02) {
        EXPECT_EQ(up.map.at(column, row), a < 2 ? 0 : kDiverged) << a;
      }
      EXPECT_EQ(up.map.at(column, row), across.map.at(row, column));
    }
}

TEST(ParameterMap, RefusesBadCornersBeforeTheWork) {
  const RunSpec spec = quadratic_spec();
  const MapAxis lr = make_axis(spec, "lr", 0.1, 1, false);
  expect_input_error([&] { map_on(1, spec, lr, make_axis(spec, "momentum", 0, 3, false), 1000, 100000); },
                     {"momentum", "0..1"});
  expect_input_error([&] { map_on(1, spec, lr, lr, 4, 4); }, {"lr", "two parameters"});
}

}  // namespace
}  // namespace thalweg::test
