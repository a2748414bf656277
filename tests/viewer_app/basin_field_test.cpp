// SPDX-License-Identifier: MIT
// Basins of a whole domain, against the optimizer itself and against what symmetry says.
#include "viewer/app/basin_field.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"

namespace thalweg::viewer {
namespace {

constexpr int kN = 24;

RunSpec run(double lr = 0.01) {
  RunSpec spec;
  spec.surface = {"himmelblau"};
  spec.optimizer = {"sgd"};
  spec.lr = lr;
  spec.particles = 200;
  spec.steps = 600;
  return spec;
}

Destinations ends_of(const RunSpec& spec, Backend& backend) {
  Forerunner runner(make_plan(spec), backend);
  runner.work(1e9);
  return *runner.destinations();
}

// Truth: plain gradient descent, written down here.
TEST(BasinField, EveryStartHasTheColourOfWhereDescentEnds) {
  const auto backend = make_cpu_backend(1);
  BasinField field(*backend, kN);
  field.follow(run());
  int slices = 0;
  while (!field.work(0, false)) ASSERT_LT(slices++, 100'000);
  EXPECT_GT(slices, 3);
  const Destinations ends = ends_of(run(), *backend);
  const auto map = field.basins(ends);
  ASSERT_NE(map, nullptr);
  ASSERT_EQ(map->label.size(), std::size_t(kN * kN));
  const Landscape f = make_landscape({"himmelblau"});
  int wrong = 0;
  for (int j = 0; j < kN; j++)
    for (int i = 0; i < kN; i++) {
      double x = -5 + 10.0 * (i + 0.5) / kN, y = -5 + 10.0 * (j + 0.5) / kN;
      for (int step = 0; step < 600; step++) {
        const double a = x * x + y - 11, b = x + y * y - 7;
        const double gx = 4 * x * a + 2 * b, gy = 2 * a + 4 * y * b;
        x -= 0.01 * gx;
        y -= 0.01 * gy;
      }
      std::uint8_t expected = kNeutralLabel;
      for (std::size_t m = 0; m < f.minima.size(); m++)
        if (std::hypot(f.minima[m].x - x, f.minima[m].y - y) < 1e-2) expected = std::uint8_t(m);
      wrong += map->label[std::size_t(j * kN + i)] != expected;
    }
  EXPECT_LE(wrong, 3);  // chaotic starts depend on rounding
}

TEST(BasinField, IsFinerWhereTheRunIsShorter) {
  EXPECT_EQ(basin_nodes(1), 800);
  EXPECT_EQ(basin_nodes(2000), 316);  // 2e8 particle-steps
  EXPECT_EQ(basin_nodes(1'000'000), 200);
}

TEST(BasinField, IsKeptWhileOnlyTheStartsChange) {
  const auto backend = make_cpu_backend(1);
  BasinField field(*backend, kN);
  field.follow(run());
  field.work(1e9, false);
  RunSpec other = run();
  other.particles = 7;
  other.start = {StartKind::normal, 1.0, 1.0, 0.1, {}};
  field.follow(other);
  EXPECT_TRUE(field.done(false));
  EXPECT_FALSE(field.done(true));
  field.follow(run(0.005));
  EXPECT_FALSE(field.done(false));
}

TEST(BasinField, SmallStepsDifferLittleFromTheFlowAndLongOnesMuch) {
  const auto backend = make_cpu_backend(1);
  double share[2];
  int k = 0;
  for (const double lr : {1e-3, 1.5e-2}) {
    BasinField field(*backend, kN);
    RunSpec spec = run(lr);
    spec.steps = lr < 1e-2 ? 6000 : 600;
    field.follow(spec);
    EXPECT_EQ(field.difference(), nullptr);
    while (!field.work(1e9, true)) continue;
    const auto map = field.difference();
    ASSERT_NE(map, nullptr);
    const auto ones = std::count(map->density.begin(), map->density.end(), 1.f);
    EXPECT_DOUBLE_EQ(field.differing(), double(ones) / (kN * kN));
    share[k++] = field.differing();
  }
  EXPECT_LT(share[0], 0.05);
  EXPECT_GT(share[1], share[0]);
}

TEST(BasinField, OtherNumbersOfWeightsHaveNone) {
  const auto backend = make_cpu_backend(1);
  RunSpec spec = run();
  spec.kind = LandscapeKind::problem;
  for (const ProblemEntry& p : problems()) {
    if (p.surface.weights == 2) continue;
    spec.surface = {p.info.name};
    EXPECT_FALSE(grid_spec(spec, kN)) << p.info.name;
  }
}

TEST(BasinField, TheExplorerDrapesIt) {
  const auto backend = make_cpu_backend(1);
  RunSpec spec = run();
  spec.steps = 60;
  Explorer e(*backend, make_session(spec, {.playing = false}), 9);
  e.update(0.1);
  EXPECT_EQ(e.scene().basins, nullptr);
  e.carry_out(command::Toggle{Option::kBasins});
  EXPECT_FALSE(e.settled());
  for (int i = 0; i < 100'000 && !e.settled(); i++) e.update(0.2);
  EXPECT_NE(e.scene().basins, nullptr);
  EXPECT_EQ(e.scene().density, nullptr);
  e.carry_out(command::Toggle{Option::kBasins});
  EXPECT_EQ(e.scene().basins, nullptr);
  e.carry_out(command::Toggle{Option::kFlowDifference});
  for (int i = 0; i < 100'000 && !e.settled(); i++) e.update(0.2);
  EXPECT_NE(e.scene().density, nullptr);
  e.carry_out(command::Toggle{Option::kFlowDifference});
  EXPECT_EQ(e.scene().density, nullptr);
}

}  // namespace
}  // namespace thalweg::viewer
