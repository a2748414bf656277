// SPDX-License-Identifier: MIT
// On a card: the CUDA machine against the CPU machine.  Skipped, with the reason, where there is none.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "kernels/cuda_backend.h"
#include "kernels/machine.cuh"
#include "tests/kernels/runs.h"

namespace thalweg {
namespace {

using testing::covering_pairs;
using testing::every_variant;
using testing::results;
using testing::same;
using testing::small_run;

class OnCard : public ::testing::Test {
 protected:
  void SetUp() override {
    const CudaStatus status = probe_cuda();
    if (status.cards.empty()) GTEST_SKIP() << status.why;
    card = make_cuda_backend(0);
    cpu = make_cpu_backend();
  }
  std::unique_ptr<Backend> card, cpu;
};

class OnCardIn : public OnCard, public ::testing::WithParamInterface<Precision> {};
INSTANTIATE_TEST_SUITE_P(, OnCardIn, ::testing::Values(Precision::float32, Precision::float64),
                         [](const auto& p) { return p.param == Precision::float32 ? "float" : "double"; });

// Exact mode promises the same bits.  A covering sample of all pairs, because each is compiled here.
TEST_P(OnCardIn, ExactRunsHaveTheSameBits) {
  std::vector<Choice> rules;
  for (const OptimizerEntry& optimizer : optimizers())
    for (const Choice& choice : every_variant(optimizer)) rules.push_back(choice);
  int different = 0;
  std::size_t at = 0;
  for (const auto& [s, r] :
       covering_pairs(surfaces().size(), rules.size(), 150, GetParam() == Precision::float64)) {
    RunSpec spec = small_run(surfaces()[s].info.name, rules[r], GetParam());
    spec.noise.name = noises()[at++ % noises().size()].info.name;
    if (!testing::possible(spec)) spec.noise.name = "none";
    spec.particles = 3000;
    spec.steps = 200;
    const ::testing::AssertionResult equal =
        same(results(*card, spec, {77, 123}), results(*cpu, spec, {200}));
    if (!equal && ++different <= 20)
      ADD_FAILURE() << spec.surface.name << " " << spec.optimizer.name << " " << spec.noise.name << ": "
                    << equal.message();
  }
  EXPECT_EQ(different, 0);
}

// Hardware functions and contraction change the last digits of one step, no more; particles that sit where a
// normalized step turns its sign are few.
TEST_F(OnCard, FastStepsAreCloseToExactOnes) {
  for (const SurfaceEntry& surface : surfaces()) {
    for (const char* optimizer : {"sgd", "adam"}) {
      RunSpec spec = small_run(surface.info.name, {optimizer}, Precision::float32);
      spec.particles = 4000;
      spec.steps = 1;
      spec.trail = {};
      const std::vector<PointF> exact = results(*cpu, spec, {1}).positions,
                                start = results(*cpu, spec, {}).positions;
      spec.math = MathMode::fast;
      const std::vector<PointF> fast = results(*card, spec, {1}).positions;
      int far = 0;
      for (std::size_t i = 0; i < exact.size(); i++) {
        const auto off = [](float a, float b, float before) {
          const float scale = std::max({1.0f, std::abs(a), std::abs(a - before)});
          return std::isfinite(a) && !(std::abs(a - b) <= 2e-6f * scale);
        };
        far += off(exact[i].x, fast[i].x, start[i].x) || off(exact[i].y, fast[i].y, start[i].y);
      }
      EXPECT_LE(far, 20) << surface.info.name << " " << optimizer;  // 0.5 %
    }
  }
}

TEST_F(OnCard, FastStartsAreTheSameBits) {
  for (const StartKind kind : {StartKind::uniform, StartKind::sobol, StartKind::grid, StartKind::normal}) {
    RunSpec spec = small_run("himmelblau", {"sgd"}, Precision::float32);
    spec.math = MathMode::fast;
    spec.particles = 10'000;
    spec.start.kind = kind;
    const std::vector<PointF> a = results(*card, spec, {}).positions, b = results(*cpu, spec, {}).positions;
    for (std::size_t i = 0; i < a.size(); i++) {
      ASSERT_EQ(a[i].x, b[i].x) << i;
      ASSERT_EQ(a[i].y, b[i].y) << i;
    }
  }
}

RunSpec large_run() {
  RunSpec spec = small_run("rastrigin", {"adam"}, Precision::float32);
  spec.noise = {"gaussian", {{"sigma", 2}}};
  spec.schedule = {"cosine"};
  spec.particles = 200'003;
  spec.steps = 300;
  spec.trail = {.every = 50, .length = 4};
  return spec;
}

TEST_F(OnCard, AnEnsembleLargerThanTheCardsMemory) {
  const RunSpec spec = large_run();
  const testing::Results whole = results(*card, spec, {100, 200});
  for (const std::size_t limit : {std::size_t(8) << 20, std::size_t(3) << 20}) {
    const std::unique_ptr<Backend> small = kernels::make_backend(kernels::cuda_api(), 0, limit);
    EXPECT_TRUE(same(results(*small, spec, {100, 200}), whole)) << limit;
  }
  EXPECT_TRUE(same(whole, results(*cpu, spec, {300})));
}

// Clusters and quantiles of many particles, some of them not finite, some far away.
TEST_P(OnCardIn, ClustersAndQuantiles) {
  for (const double lr : {0.01, 0.03, 1.0}) {
    RunSpec spec = large_run();
    spec.surface.name = "himmelblau";
    spec.optimizer.name = "sgd";
    spec.precision = GetParam();
    spec.lr = lr;
    EXPECT_TRUE(same(results(*card, spec, {300}), results(*cpu, spec, {300}))) << lr;
  }
}

TEST_F(OnCard, MoreParticlesThanOnePiece) {
  RunSpec spec = large_run();
  spec.noise = {"none"};
  spec.particles = (1 << 20) + (1 << 19) + 5;
  spec.steps = 60;
  spec.trail = {};
  EXPECT_TRUE(same(results(*card, spec, {60}), results(*cpu, spec, {60})));
}

TEST_F(OnCard, TwoRunsAtOnce) {
  const RunSpec a = small_run("himmelblau", {"sgd"}, Precision::float32),
                b = small_run("ackley", {"adam"}, Precision::float64);
  const std::unique_ptr<Ensemble> first = card->start(make_plan(a)), second = card->start(make_plan(b));
  for (int k = 0; k < 7; k++) {
    first->advance(10);
    second->advance(10);
  }
  EXPECT_TRUE(same(results(*first, a.particles), results(*cpu, a, {70})));
  EXPECT_TRUE(same(results(*second, b.particles), results(*cpu, b, {70})));
}

TEST_F(OnCard, ValuesOfALandscape) {
  for (const SurfaceEntry& surface : surfaces()) {
    const Landscape f = make_landscape({surface.info.name});
    std::vector<Point> points;
    for (int i = 0; i < 5000; i++)
      points.push_back(
          {f.domain.x0 + width(f.domain) * i / 5000, f.domain.y0 + height(f.domain) * (i * 7 % 5000) / 5000});
    std::vector<double> found(points.size());
    card->values(f, points, found);
    int different = 0;
    for (std::size_t i = 0; i < points.size(); i++) different += found[i] != value(f, points[i]);
    EXPECT_EQ(different, 0) << surface.info.name;
  }
}

TEST_F(OnCard, TooManyParticlesAreAnError) {
  RunSpec spec = small_run("himmelblau", {"sgd"}, Precision::float32);
  spec.trail = {.every = 1, .length = i64(1) << 50};
  EXPECT_THROW(card->start(make_plan(spec)), Error);
  spec.trail = {};
  EXPECT_TRUE(same(results(*card, spec, {70}), results(*cpu, spec, {70})));  // and the card goes on
}

}  // namespace
}  // namespace thalweg
