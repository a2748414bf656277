// SPDX-License-Identifier: MIT
// The whole CUDA machine on a pretended card, against the CPU machine: same spec, same bits.
#include <gtest/gtest.h>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "engine/trail_sampler.h"
#include "kernels/machine.cuh"
#include "tests/kernels/fake_card.h"
#include "tests/kernels/runs.h"

namespace thalweg::kernels {
namespace {

using testing::covering_pairs;
using testing::every_variant;
using testing::results;
using testing::same;
using testing::small_run;

std::vector<Choice> all_rules() {
  std::vector<Choice> all;
  for (const OptimizerEntry& optimizer : optimizers())
    for (const Choice& choice : every_variant(optimizer)) all.push_back(choice);
  return all;
}

class Pairs : public ::testing::TestWithParam<Precision> {};
INSTANTIATE_TEST_SUITE_P(, Pairs, ::testing::Values(Precision::float32, Precision::float64),
                         [](const auto& p) { return p.param == Precision::float32 ? "float" : "double"; });

// Every surface with every rule and every noise model; a covering sample once there are very many.
TEST_P(Pairs, SameBitsAsTheCpu) {
  const std::unique_ptr<Backend> cpu = make_cpu_backend(1), card = make_backend(new_fake_card(), 0);
  const std::vector<Choice> rules = all_rules();
  int compared = 0;
  for (const auto& [s, r] : covering_pairs(surfaces().size(), rules.size(), 1500)) {
    for (const NoiseEntry& noise : noises()) {
      RunSpec spec = small_run(surfaces()[s].info.name, rules[r], GetParam());
      spec.noise.name = noise.info.name;
      if (!testing::possible(spec) || spec.noise.name == "random_centre") continue;  // that one: below
      ASSERT_TRUE(same(results(*card, spec, {100}), results(*cpu, spec, {100})))
          << spec.surface.name << " " << spec.optimizer.name << " variant of rule " << r << " noise "
          << spec.noise.name;
      compared++;
    }
  }
  EXPECT_GE(compared, int(surfaces().size() + rules.size()));
}

// The indirect calls of the pretended kernels hide nothing: kernels compiled for one pair give the same.
TEST_P(Pairs, CompiledForThePair) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0);
  const Choice rules[] = {
      {"sgd"}, {"sgd", {{"momentum", 0.9}}}, {"adam"}, {"sam", {{"momentum", 0.5}}}, {"newton"}};
  const char* surfaces[] = {"himmelblau", "ellipse", "rastrigin", "ackley", "rosenbrock"};
  for (int i = 0; i < 5; i++) {
    RunSpec spec = small_run(surfaces[i], rules[i], GetParam());
    if (i == 2 || i == 3) spec.noise.name = "gaussian";
    fake_card().direct_kernels = false;
    const testing::Results indirect = results(*card, spec, {100});
    fake_card().direct_kernels = true;
    EXPECT_TRUE(same(results(*card, spec, {100}), indirect)) << surfaces[i];
  }
}

// Problems of 1, 2 and 3 weights, mini-batches, clipping, moved centres and plateaus.
TEST(Machine, WhatSurroundsARuleIsTheSameOnBothMachines) {
  const std::unique_ptr<Backend> cpu = make_cpu_backend(1), card = make_backend(new_fake_card(), 0);
  const auto run = [&](RunSpec spec) {
    EXPECT_TRUE(same(results(*card, spec, {33, 37}), results(*cpu, spec, {70})))
        << spec.surface.name << " " << spec.optimizer.name << " " << spec.noise.name;
  };
  const auto problem = [](const char* name, const Choice& optimizer, const Choice& noise,
                          Precision precision) {
    RunSpec spec = small_run(name, optimizer, precision);
    spec.kind = LandscapeKind::problem;
    spec.noise = noise;
    return spec;
  };
  const Choice batch{"minibatch", {{"size", 7}}}, replaced{"minibatch", {{"size", 6}, {"replacement", 1}}};
  run(problem("one_weight", {"sgd"}, {"none"}, Precision::float64));
  run(problem("one_weight", {"newton"}, {"none"}, Precision::float64));
  run(problem("logistic", {"adam"}, batch, Precision::float32));
  run(problem("logistic", {"adam"}, replaced, Precision::float32));
  run(problem("logistic", {"newton"}, batch, Precision::float64));
  run(problem("brightness_plane", {"sgd"}, batch, Precision::float32));
  run(problem("brightness_plane", {"lbfgs"}, {"none"}, Precision::float64));

  RunSpec spec = small_run("himmelblau", {"adam"}, Precision::float32);
  spec.noise = {"random_centre", {{"sigma", 0.2}}};
  run(spec);
  spec = small_run("himmelblau", {"sgd"}, Precision::float32);
  spec.clip_norm = 2;
  run(spec);
  spec.clip_norm.reset();
  spec.schedule = {"reduce_on_plateau", {{"patience", 2}, {"cooldown", 1}, {"factor", 0.5}}};
  spec.lr = 0.02;
  run(spec);
  spec = small_run("himmelblau", {"adam"}, Precision::float64);
  spec.noise = {"gaussian", {{"sigma", 3}}};
  spec.clip_value = 4;
  spec.schedule = {"reduce_on_plateau", {{"patience", 2}}};
  run(spec);
}

RunSpec noisy_adam() {
  RunSpec spec = small_run("himmelblau", {"adam"}, Precision::float32);
  spec.noise = {"gaussian", {{"sigma", 3}}};
  spec.schedule = {"cosine"};
  spec.particles = 1000;
  spec.steps = 150;
  return spec;
}

TEST(Machine, HowARunIsCutDoesNotMatter) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0);
  for (const char* optimizer : {"adam", "sgd"}) {
    RunSpec spec = noisy_adam();
    spec.optimizer.name = optimizer;
    if (spec.optimizer.name == "sgd") spec.schedule = {"constant"};
    const testing::Results whole = results(*card, spec, {150});
    EXPECT_TRUE(same(results(*card, spec, std::vector<i64>(150, 1)), whole));
    EXPECT_TRUE(same(results(*card, spec, {16, 1, 40, 0, 30, 1000}), whole));
  }
}

TEST(Machine, AnEnsembleLargerThanTheCardsMemory) {
  const std::unique_ptr<Backend> cpu = make_cpu_backend(1);
  for (const Precision precision : {Precision::float32, Precision::float64}) {
    RunSpec spec = noisy_adam();
    spec.precision = precision;
    spec.trail = {.every = 7, .length = 4};
    const std::vector<i64> strides{10, 90, 1, 49};
    const testing::Results expected = results(*cpu, spec, strides);
    for (const std::size_t limit : {std::size_t(0), std::size_t(60'000), std::size_t(34'000)}) {
      const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0, limit);
      EXPECT_TRUE(same(results(*card, spec, strides), expected)) << limit;
      // Moving to the host and back is what the limit is for.
      if (limit > 0)
        EXPECT_GT(fake_card().launches["place"], 1);
      else
        EXPECT_EQ(fake_card().calls["cudaMemcpy2DAsync"], 2);
    }
  }
}

TEST(Machine, BeforeTheFirstStepAndInTheMiddle) {
  const std::unique_ptr<Backend> cpu = make_cpu_backend(1), card = make_backend(new_fake_card(), 0);
  const RunSpec spec = noisy_adam();
  EXPECT_TRUE(same(results(*card, spec, {}), results(*cpu, spec, {})));
  EXPECT_TRUE(same(results(*card, spec, {37}), results(*cpu, spec, {37})));
  RunSpec nothing = spec;
  nothing.steps = 0;
  EXPECT_TRUE(same(results(*card, nothing, {5}), results(*cpu, nothing, {5})));
}

TEST(Machine, EveryKindOfStart) {
  const std::unique_ptr<Backend> cpu = make_cpu_backend(1), card = make_backend(new_fake_card(), 0, 40'000);
  for (const Start& start : {Start{StartKind::uniform}, Start{StartKind::sobol}, Start{StartKind::grid},
                             Start{StartKind::normal, 1, -1, 0.5}, Start{StartKind::point, 1, 2}}) {
    RunSpec spec = noisy_adam();
    spec.start = start;
    EXPECT_TRUE(same(results(*card, spec, {20}), results(*cpu, spec, {20}))) << int(start.kind);
  }
}

// Particles that blow up, leave, come to rest and swing, all with trails.
TEST(Machine, StoppedParticles) {
  const std::unique_ptr<Backend> cpu = make_cpu_backend(1), card = make_backend(new_fake_card(), 0);
  u8 seen = 0;
  for (const Precision precision : {Precision::float32, Precision::float64}) {
    for (const double lr : {0.3, 0.02, 0.0299, 1.0}) {
      RunSpec spec = small_run("himmelblau", {"sgd"}, precision);
      spec.lr = lr;
      spec.steps = 1000;
      spec.particles = 300;
      spec.trail = {.every = 20, .length = lr == 0.02 ? 7 : 60};  // wrapped around, or all of it
      const testing::Results r = results(*card, spec, {500, 500});
      EXPECT_TRUE(same(r, results(*cpu, spec, {1000})));
      for (const End& end : r.ends) seen |= end.status;
    }
  }
  EXPECT_EQ(int(seen), kAtRest | kNonFinite | kEscaped | kOscillating | kRisen);
}

TEST(Machine, TrailsThatAreNeverDueOrEveryStep) {
  const std::unique_ptr<Backend> cpu = make_cpu_backend(1), card = make_backend(new_fake_card(), 0);
  for (const TrailSpec& trail : {TrailSpec{1, 1}, TrailSpec{1, 200}, TrailSpec{i64(1) << 40, 3},
                                 TrailSpec{16, 2}, TrailSpec{70, 2}, TrailSpec{5, 0}}) {
    RunSpec spec = small_run("rosenbrock", {"sgd"}, Precision::float32);
    spec.trail = trail;
    EXPECT_TRUE(same(results(*card, spec, {33, 37}), results(*cpu, spec, {70})))
        << trail.every << " " << trail.length;
  }
}

// Some of the particles leave trails; on a card that is too small for all of them, too.
TEST(Machine, TrailsOfASample) {
  const std::unique_ptr<Backend> cpu = make_cpu_backend(1);
  for (const std::size_t limit : {std::size_t(0), std::size_t(34'000)}) {
    const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0, limit);
    for (const i64 trails : {0, 1, 99, 500, 999, 1000}) {
      RunSpec spec = noisy_adam();
      spec.trail = {.every = 7, .length = 4};
      const auto run = [&](Backend& backend) {
        const std::unique_ptr<Ensemble> e = start_sampled(backend, make_plan(spec), trails).ensemble;
        for (const i64 steps : {10, 90, 50}) e->advance(steps);
        EXPECT_EQ(e->trails().particles, trails);
        return results(*e, spec.particles);
      };
      EXPECT_TRUE(same(run(*card), run(*cpu))) << trails << " at " << limit;
    }
  }
}

TEST(Machine, PartsOfTheParticles) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0, 40'000);
  const RunSpec spec = noisy_adam();
  const std::unique_ptr<Ensemble> e = card->start(make_plan(spec));
  e->advance(50);
  const testing::Results all = results(*e, spec.particles);
  std::vector<PointF> p(300);
  std::vector<double> l(300);
  std::vector<End> ends(300);
  e->positions(480, p);
  e->losses(480, l);
  e->ends(480, ends);
  for (std::size_t i = 0; i < 300; i++) {
    EXPECT_EQ(p[i].x, all.positions[480 + i].x);
    EXPECT_EQ(l[i], all.losses[480 + i]);
    EXPECT_EQ(ends[i].y, all.ends[480 + i].y);
  }
  EXPECT_THROW(e->positions(701, p), Error);
  EXPECT_THROW(e->losses(-1, l), Error);
  EXPECT_NO_THROW(e->positions(700, p));  // a wrong question breaks nothing
}

TEST(Machine, ValuesOfALandscape) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0);
  for (const SurfaceEntry& surface : surfaces()) {
    const Landscape f = make_landscape({surface.info.name});
    std::vector<Point> points;
    for (int i = 0; i < 300; i++)
      points.push_back(
          {f.domain.x0 + width(f.domain) * i / 300, f.domain.y0 + height(f.domain) * (i * 7 % 300) / 300});
    std::vector<double> found(points.size());
    card->values(f, points, found);
    for (std::size_t i = 0; i < points.size(); i++)
      EXPECT_EQ(found[i], value(f, points[i])) << surface.info.name;
  }
}

TEST(Machine, GivesEverythingBack) {
  {
    const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0, 40'000);
    results(*card, noisy_adam(), {10});
    EXPECT_GT(fake_card().live_libraries, 0);
  }
  EXPECT_EQ(fake_card().allocated, 0u);
  EXPECT_EQ(fake_card().live_libraries, 0);
  EXPECT_EQ(fake_card().live_streams, 0);
}

// Constants that never change need no table, so most steps of plain descent are one long launch.
TEST(Machine, FewLaunches) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0);
  RunSpec spec = small_run("himmelblau", {"sgd"}, Precision::float32);
  spec.particles = 2;
  spec.steps = 4000;
  results(*card, spec, {4000});
  EXPECT_EQ(fake_card().launches["descend"], 1);
  fake_card().launches.clear();
  spec.optimizer.name = "adam";  // 2 floats of a step vary: 512 rows of 4096 bytes
  results(*card, spec, {4000});
  EXPECT_EQ(fake_card().launches["descend"], (4000 + 511) / 512);
}

TEST(Machine, CompilesOnceAndBeforeTheFirstStep) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0);
  const RunSpec spec = small_run("himmelblau", {"sgd"}, Precision::float32);
  const std::unique_ptr<Ensemble> e = card->start(make_plan(spec));
  const auto compiled = fake_card().compiled;
  e->advance(70);
  EXPECT_EQ(fake_card().compiled, compiled);
  results(*card, spec, {70});
  results(*card, spec, {70});
  for (const auto& [name, times] : fake_card().compiled) EXPECT_EQ(times, 1) << name;
}

}  // namespace
}  // namespace thalweg::kernels
