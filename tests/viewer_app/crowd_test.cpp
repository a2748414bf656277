// SPDX-License-Identifier: MIT
// The density of particles and its picture.
#include "viewer/app/crowd.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cpu/cpu_backend.h"
#include "engine/density.h"
#include "viewer/app/explorer.h"
#include "viewer/app/outcome_colors.h"

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
  const auto first = crowd.map(runs, {});
  EXPECT_EQ(crowd.map(runs, {}), first);
  simulation.look_ahead(1e9, {});  // what is known of the ends moves nobody
  ASSERT_TRUE(simulation.forerunner().done());
  EXPECT_EQ(crowd.map(runs, {}), first);
  simulation.advance(30);
  const auto later = crowd.map(runs, {});
  EXPECT_NE(later, first);
  EXPECT_NE(later->density, first->density);
  simulation.restart();
  EXPECT_EQ(crowd.map(runs, {})->density, first->density);
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

  RunSpec spec = spec_of(kFewSeparate + 1);
  spec.steps = 2;
  Explorer many(*backend, make_session(spec, {.playing = false}), 17);
  const Scene scene = many.scene();
  ASSERT_NE(scene.crowd, nullptr);
  EXPECT_EQ(scene.crowd->n, kCrowdCells);
  EXPECT_TRUE(scene.swarms[0].particles.xy.empty());  // they stay on their machine
  EXPECT_EQ(scene.swarms[0].trails.particles, kUsualTrails);
  EXPECT_EQ(scene.swarms[0].trails.among, std::size_t(kFewSeparate + 1));
  EXPECT_EQ(scene.swarms[0].particles.label.size(), std::size_t(kFewSeparate + 1));

  many.drawn_by({spec.particles, 1000});  // by a card that draws as many points
  EXPECT_EQ(many.scene().crowd, nullptr);
  EXPECT_EQ(particle_count(many.scene().swarms[0]), std::size_t(kFewSeparate + 1));
  many.too_many_separate();  // or so it was thought
  EXPECT_NE(many.scene().crowd, nullptr);
}

// Two kinds in one cell: the colour is their mean by count, the tone that of all of them.
TEST(Crowd, ColoursAreMixedByCount) {
  constexpr int n = 64, at = 30 * n + 20;
  std::vector<u32> counts(2 * n * n), all(n * n);
  counts[at] = 30;
  counts[n * n + at] = all[at - 30 * n] = 10;
  counts[n * n + at - 30 * n] = 10;
  all[at] = 40;
  const glm::vec3 colors[] = {{1, 0.5, 0}, {0, 0.25, 1}};
  const DensityMap map = crowd_map(counts, n, 50, colors);
  EXPECT_EQ(map.density, crowd_map(all, n, 50).density);
  ASSERT_EQ(map.hue.size(), counts.size() / 2);
  const glm::vec3 mixed = map.hue[at], one = map.hue[at - 30 * n];
  const double expected[] = {0.75, 0.4375, 0.25};
  for (int k = 0; k < 3; k++) {
    EXPECT_NEAR(mixed[k], expected[k], 1e-5) << k;  // rounding of sums of 40 floats
    EXPECT_NEAR(one[k], colors[1][k], 1e-5) << k;
  }
}

TEST(Crowd, WearsTheColoursOfTheParticlesOnceTheyAreKnown) {
  const auto backend = make_cpu_backend(1);
  RunSpec spec = spec_of(2000);
  SessionState state = make_session(spec, {.playing = false});
  state.options.set(Option::kDensity, true);
  Explorer e(*backend, std::move(state), 17);
  EXPECT_TRUE(e.scene().crowd->hue.empty());
  for (int i = 0; i < 1000 && !e.settled(); i++) e.update(0.05);
  ASSERT_TRUE(e.settled());
  e.carry_out(command::Seek{spec.steps});
  e.update(0);
  const Box& domain = e.plan().landscape.domain;
  const auto hue_at = [&](const DensityMap& map, Point p) {
    const u32 cell = density_cell(domain, map.n, float(p.x), float(p.y));
    return map.hue.at(cell);
  };
  const auto expect_color = [](glm::vec3 found, Srgb color) {
    const glm::vec3 expected = to_linear(color);
    for (int k = 0; k < 3; k++) EXPECT_NEAR(found[k], expected[k], 0.02);
  };
  const auto by_minimum = e.scene().crowd;
  const Destinations& found = *e.destinations();
  ASSERT_EQ(found.result.minima.size(), 4u);
  for (std::size_t i = 0; i < 4; i++)  // all that are there belong there
    expect_color(hue_at(*by_minimum, found.result.minima[i].at),
                 label_color(kBasinPalette, found.minimum[i]));
  e.carry_out(command::SetColoring{Coloring::kOutcome});
  const auto by_outcome = e.scene().crowd;
  EXPECT_NE(by_outcome, by_minimum);
  EXPECT_EQ(by_outcome->density, by_minimum->density);
  expect_color(hue_at(*by_outcome, found.result.minima[0].at), kOutcomePalette[0]);
  EXPECT_EQ(e.scene().crowd, by_outcome);  // and is not counted again
}

}  // namespace
}  // namespace thalweg::viewer
