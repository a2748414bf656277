// SPDX-License-Identifier: MIT
// The density of particles and its picture.
#include "viewer/app/crowd.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"

namespace thalweg::viewer {
namespace {

RunSpec spec_of(i64 particles) {
  RunSpec spec = explorer_spec();
  spec.particles = particles;
  return spec;
}

TEST(Crowd, TonesGrowFromNothingToWhiteAtAThousandTimesTheMean) {
  EXPECT_EQ(crowd_tone(0), 0);
  EXPECT_FLOAT_EQ(crowd_tone(1000), 1);
  EXPECT_EQ(crowd_tone(1e9), 1);
  for (double times = 0.1; times < 1000; times *= 1.5) EXPECT_LT(crowd_tone(times), crowd_tone(1.5 * times));
  EXPECT_GT(crowd_tone(0.1), 0.05);  // a tenth of the mean is still seen
}

TEST(Crowd, AnEvenCrowdIsEvenlyToned) {
  constexpr int n = 64;
  const std::vector<u32> counts(n * n, 5);
  const DensityMap map = crowd_map(counts, n, i64(n) * n * 5);
  ASSERT_EQ(map.density.size(), counts.size());
  for (int j = 16; j < 48; j++)  // smoothing loses some beyond the edges
    for (int i = 16; i < 48; i++) ASSERT_NEAR(map.density[std::size_t(j * n + i)], crowd_tone(1), 1e-4);
}

TEST(Crowd, OneParticleIsARoundSpotWhereItIs) {
  constexpr int n = 64, x = 40, y = 9;
  std::vector<u32> counts(n * n);
  counts[y * n + x] = 1;
  const DensityMap map = crowd_map(counts, n, 1);
  const auto at = [&](int i, int j) { return map.density[std::size_t(j * n + i)]; };
  EXPECT_EQ(std::max_element(map.density.begin(), map.density.end()) - map.density.begin(), y * n + x);
  EXPECT_GT(at(x + 1, y), 0);
  for (int k = 1; k < 9; k++) {
    EXPECT_FLOAT_EQ(at(x + k, y), at(x - k, y));
    EXPECT_FLOAT_EQ(at(x + k, y), at(x, y + k));
  }
  EXPECT_EQ(at(x - 25, y), 0);
}

TEST(Crowd, IsCountedAgainOnlyWhenParticlesMove) {
  const auto backend = make_cpu_backend(1);
  Simulation simulation(*backend);
  simulation.start(spec_of(500));
  Simulation* const runs[] = {&simulation};
  Crowd crowd;
  const auto first = crowd.map(runs);
  EXPECT_EQ(crowd.map(runs), first);
  simulation.look_ahead(1e9, {});  // what is known of the ends moves nobody
  ASSERT_TRUE(simulation.forerunner().done());
  EXPECT_EQ(crowd.map(runs), first);
  simulation.advance(30);
  const auto later = crowd.map(runs);
  EXPECT_NE(later, first);
  EXPECT_NE(later->density, first->density);
  simulation.restart();
  EXPECT_EQ(crowd.map(runs)->density, first->density);
}

TEST(Crowd, ParticlesOfACurveAreSpreadEvenlyOverTheTrough) {
  const auto backend = make_cpu_backend(1);
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.formula = "w^2";
  spec.particles = 1000;
  Simulation simulation(*backend);
  simulation.start(spec);
  constexpr int n = 32;
  std::vector<u32> counts(n * n);
  simulation.count(n, counts);
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0u), 1000u);
  for (int i = 0; i < n; i++) {
    u32 least = 1000, most = 0;
    for (int j = 0; j < n; j++) {
      least = std::min(least, counts[std::size_t(j * n + i)]);
      most = std::max(most, counts[std::size_t(j * n + i)]);
    }
    EXPECT_LE(most - least, 1u) << "column " << i;
  }
}

TEST(Crowd, ReplacesParticlesWhenAskedForAndAlwaysForMany) {
  const auto backend = make_cpu_backend(2);
  Explorer few(*backend, make_session(spec_of(300), {.playing = false}), 17);
  EXPECT_EQ(few.scene().crowd, nullptr);
  EXPECT_TRUE(few.scene().layers.particles);
  few.carry_out(command::Toggle{Option::kDensity});
  EXPECT_NE(few.scene().crowd, nullptr);
  EXPECT_FALSE(few.scene().layers.particles);
  EXPECT_GT(few.scene().swarms[0].trails.capacity, 0);  // trails stay

  RunSpec spec = spec_of(kMostSeparate + 1);
  spec.steps = 2;
  Explorer many(*backend, make_session(spec, {.playing = false}), 17);
  const Scene scene = many.scene();
  ASSERT_NE(scene.crowd, nullptr);
  EXPECT_EQ(scene.crowd->n, kCrowdCells);
  EXPECT_TRUE(scene.swarms[0].particles.xy.empty());  // they stay on their machine
  EXPECT_EQ(scene.swarms[0].trails.capacity, 0);
}

}  // namespace
}  // namespace thalweg::viewer
