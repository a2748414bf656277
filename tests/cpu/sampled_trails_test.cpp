// SPDX-License-Identifier: MIT
// Trails of some particles alone, against the trails of all.
#include <gtest/gtest.h>

#include "cpu/cpu_backend.h"
#include "cpu/kernels.h"
#include "engine/trail_sampler.h"

namespace thalweg {
namespace {

// What a sample of the particles leaves is what those particles leave where all do: moving, stopped and
// packed together.
TEST(SampledTrails, AreThoseOfTheirParticles) {
  for (const char* optimizer : {"sgd", "adam"}) {
    RunSpec spec;
    spec.math = MathMode::exact;
    spec.lr = 0.01;
    spec.optimizer = {optimizer};
    spec.particles = 3 * cpu::kBlock + 17;
    spec.steps = 1500;
    spec.trail = {100, 15};
    const std::unique_ptr<Backend> backend = make_cpu_backend(2);
    const std::unique_ptr<Ensemble> whole = backend->start(make_plan(spec));
    whole->advance(spec.steps);
    const TrailView all = whole->trails();
    for (const i64 trails : {i64(1), i64(70), i64(cpu::kBlock + 1), i64(spec.particles) - 1}) {
      const auto [part, sample] = start_sampled(*backend, make_plan(spec), trails);
      part->advance(700);
      part->advance(800);
      const TrailView some = part->trails();
      EXPECT_EQ(some.written, all.written);
      ASSERT_EQ(some.particles, trails);
      ASSERT_EQ(i64(some.xy.size()), trails * spec.trail.length);
      for (i64 slot = 0; slot < spec.trail.length; slot++)
        for (i64 t = 0; t < trails; t++) {
          const PointF& a = some.xy[std::size_t(slot * trails + t)];
          const PointF& b = all.xy[std::size_t(slot * all.particles + i64(trail_owner(sample, u64(t))))];
          ASSERT_EQ(a.x, b.x) << optimizer << " trail " << t << " of " << trails;
          ASSERT_EQ(a.y, b.y);
        }
    }
  }
}

}  // namespace
}  // namespace thalweg
