// SPDX-License-Identifier: MIT
// Counting particles by where they are, against a count of their positions.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "engine/density.h"

namespace thalweg {
namespace {

RunSpec spec_of(i64 particles, Precision precision) {
  RunSpec spec;
  spec.surface = {"himmelblau"};
  spec.particles = particles;
  spec.steps = 40;
  spec.lr = 1e-3;
  spec.precision = precision;
  return spec;
}

/// With the definition in words: the cell whose edges are around the position.
std::vector<u32> counted(Ensemble& ensemble, i64 particles, const Box& box, int n) {
  std::vector<PointF> points(std::size_t(particles), PointF{});
  ensemble.positions(0, points);
  std::vector<u32> counts(std::size_t(n) * std::size_t(n));
  for (const PointF& p : points) {
    if (!(p.x >= box.x0 && p.x <= box.x1 && p.y >= box.y0 && p.y <= box.y1)) continue;
    const auto cell = [n](double low, double high, double at) {
      return std::min<std::size_t>(std::size_t(std::floor((at - low) / (high - low) * n)),
                                   std::size_t(n) - 1);
    };
    counts[cell(box.y0, box.y1, p.y) * std::size_t(n) + cell(box.x0, box.x1, p.x)]++;
  }
  return counts;
}

TEST(Density, IsTheCountOfThePositionsForAnyNumberOfThreads) {
  // Particles of the last block, of one block, and of more parts than threads.
  for (const i64 particles : {1LL, 255LL, 70'001LL, 200'000LL})
    for (const int threads : {1, 3})
      for (const Precision precision : {Precision::float32, Precision::float64}) {
        const std::unique_ptr<Backend> backend = make_cpu_backend(threads);
        const RunSpec spec = spec_of(particles, precision);
        const std::unique_ptr<Ensemble> ensemble = backend->start(make_plan(spec));
        const Box box{-3, 4, -2, 5};  // some are outside
        for (const i64 steps : {0, 40}) {
          ensemble->advance(steps);
          std::vector<u32> counts(50 * 50);
          count_density(*ensemble, particles, box, 50, counts);
          EXPECT_EQ(counts, counted(*ensemble, particles, box, 50))
              << particles << " particles, " << threads << " threads, step " << steps;
        }
      }
}

// The kinds together are all, and each is what is left when the others are taken elsewhere.
TEST(Density, EveryKindIsCountedOnItsOwn) {
  constexpr i64 kParticles = 70'001;
  constexpr int kCells = 40, kKinds = 5;
  const Box box{-3, 4, -2, 5};
  std::vector<u8> kinds(kParticles);
  for (std::size_t i = 0; i < kinds.size(); i++) kinds[i] = u8(i * i % kKinds);
  for (const int threads : {1, 3}) {
    const std::unique_ptr<Backend> backend = make_cpu_backend(threads);
    const std::unique_ptr<Ensemble> e = backend->start(make_plan(spec_of(kParticles, Precision::float32)));
    std::vector<PointF> points(kParticles, PointF{});
    e->positions(0, points);
    std::vector<u32> counts(kCells * kCells * kKinds), expected(counts.size());
    count_density(*e, kParticles, box, kCells, counts, {kinds, kKinds});
    for (std::size_t i = 0; i < points.size(); i++)
      if (const u32 cell = density_cell(box, kCells, points[i].x, points[i].y); cell != kOutsideDensity)
        expected[std::size_t(kinds[i]) * kCells * kCells + cell]++;
    EXPECT_EQ(counts, expected) << threads;
  }
}

TEST(Density, IsAddedToWhatWasCounted) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  const std::unique_ptr<Ensemble> ensemble = backend->start(make_plan(spec_of(1000, Precision::float32)));
  std::vector<u32> once(9), twice(9);
  const Box box{-5, 5, -5, 5};
  count_density(*ensemble, 1000, box, 3, once);
  for (int i = 0; i < 2; i++) count_density(*ensemble, 1000, box, 3, twice);
  u32 all = 0;
  for (std::size_t i = 0; i < 9; i++) {
    EXPECT_EQ(twice[i], 2 * once[i]);
    all += once[i];
  }
  EXPECT_EQ(all, 1000u);  // starts are in the domain
  std::vector<u32> wrong(8);
  EXPECT_THROW(count_density(*ensemble, 1000, box, 3, wrong), Error);
}

}  // namespace
}  // namespace thalweg
