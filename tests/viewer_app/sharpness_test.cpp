// SPDX-License-Identifier: MIT
// Where the learning rate is too large, against the textbook limits on quadratics.
#include "viewer/app/sharpness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"

namespace thalweg::viewer {
namespace {

RunSpec himmelblau(const char* optimizer, double lr) {
  RunSpec spec;
  spec.surface = {"himmelblau"};
  spec.optimizer = {optimizer};
  spec.lr = lr;
  spec.particles = 50;
  spec.steps = 20;
  return spec;
}

TEST(Stability, LimitsAreThoseOfTheTextbooks) {
  RunSpec spec = himmelblau("sgd", 0.02);
  EXPECT_DOUBLE_EQ(*unstable_above(make_plan(spec)), 2 / 0.02);
  spec.optimizer.parameters = {{"momentum", 0.9}};
  EXPECT_DOUBLE_EQ(*unstable_above(make_plan(spec)), 2 * 1.9 / 0.02);
  EXPECT_NE(stability_text(make_plan(spec)).find("190"), std::string::npos);
  spec.optimizer.parameters = {{"momentum", 0.9}, {"nesterov", 1}};
  EXPECT_DOUBLE_EQ(*unstable_above(make_plan(spec)), 2 * 1.9 / 2.8 / 0.02);
}

TEST(Stability, NothingIsClaimedWithoutATheory) {
  EXPECT_FALSE(unstable_above(make_plan(himmelblau("adam", 0.02))));
  RunSpec noisy = himmelblau("sgd", 0.02);
  noisy.noise = {"gaussian"};
  EXPECT_FALSE(unstable_above(make_plan(noisy)));
  EXPECT_NE(stability_text(make_plan(noisy)).find("Nothing is claimed"), std::string::npos);
}

// The Hessian of Himmelblau's function is [[12x^2 + 4y - 42, 4x + 4y], [4x + 4y, 4x + 12y^2 - 26]].
TEST(Stability, TheMapHoldsTheLargestEigenvalues) {
  const Landscape f = make_landscape({"himmelblau"});
  const auto map = sample_sharpness(f, 0);
  ASSERT_EQ(map->sharpness.size(), std::size_t(map->n) * std::size_t(map->n));
  for (int j = 0; j < map->n; j += 32)
    for (int i = 0; i < map->n; i += 32) {
      const double x = -5 + 10.0 * i / (map->n - 1), y = -5 + 10.0 * j / (map->n - 1);
      const double a = 12 * x * x + 4 * y - 42, b = 4 * x + 4 * y, c = 4 * x + 12 * y * y - 26;
      const double largest = 0.5 * (a + c) + std::sqrt(0.25 * (a - c) * (a - c) + b * b);
      EXPECT_NEAR(double(map->sharpness[std::size_t(j * map->n + i)]), largest,
                  1e-6 * std::abs(largest) + 1e-4);
    }
}

TEST(Stability, FollowsTheRateWithoutBeingMeasuredAgain) {
  const auto backend = make_cpu_backend(1);
  Explorer e(*backend, make_session(himmelblau("sgd", 0.02), {.playing = false, .show = {"stability"}}), 9);
  for (int i = 0; i < 1000 && !e.settled(); i++) e.update(0.05);
  const auto map = e.scene().sharpness;
  ASSERT_NE(map, nullptr);
  EXPECT_DOUBLE_EQ(e.scene().unstable_above, 100);
  e.carry_out(command::SetRate{0.01});
  e.update(0.01);
  EXPECT_DOUBLE_EQ(e.scene().unstable_above, 200);
  EXPECT_EQ(e.scene().sharpness, map);
  e.carry_out(command::Choose{Slot::kOptimizer, "adam"});
  e.update(0.01);
  EXPECT_EQ(e.scene().sharpness, nullptr);
  e.carry_out(command::Choose{Slot::kSurface, "sphere"});
  e.carry_out(command::Choose{Slot::kOptimizer, "sgd"});
  for (int i = 0; i < 1000 && !e.settled(); i++) e.update(0.05);
  EXPECT_NE(e.scene().sharpness, map);
  e.carry_out(command::Toggle{Option::kStability});
  EXPECT_EQ(e.scene().sharpness, nullptr);
}

TEST(Diagnosis, OfARunIsKnownWithItsEnds) {
  const auto backend = make_cpu_backend(1);
  RunSpec spec = himmelblau("sgd", 0.01);
  spec.steps = 500;
  Simulation good(*backend);
  good.start(spec);
  good.look_ahead(1e9, {});
  EXPECT_EQ(good.forerunner().destinations()->diagnosis.verdict, Verdict::good);
  spec.lr = 0.5;
  good.start(spec);
  good.look_ahead(1e9, {});
  const Verdict verdict = good.forerunner().destinations()->diagnosis.verdict;
  EXPECT_TRUE(verdict == Verdict::diverging || verdict == Verdict::non_finite);
}

}  // namespace
}  // namespace thalweg::viewer
