// SPDX-License-Identifier: MIT
// What a run found, told from the ends that a machine reports: here a made-up machine, so that the truth is
// known.
#include "engine/result.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/no_minimum.h"

namespace thalweg::test {
namespace {

// E. B. Wilson's interval without continuity correction; values as R's prop.test(k, n, correct = FALSE)
// prints them.
TEST(Wilson95, PublishedValues) {
  const auto expect = [](i64 k, i64 n, double low, double high) {
    const Proportion p = wilson95(k, n);
    EXPECT_NEAR(p.low, low, 5e-5) << k << '/' << n;
    EXPECT_NEAR(p.high, high, 5e-5) << k << '/' << n;
  };
  expect(0, 10, 0, 0.2775);
  expect(5, 10, 0.2366, 0.7634);
  expect(10, 10, 0.7225, 1);
  expect(1, 10, 0.0179, 0.4042);
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
  expect(81, 263, 0.2553, 0.3662);
  expect(15, 148, 0.0624, 0.1605);
  expect(0, 20, 0, 0.1611);
  expect(1, 29, 0.0061, 0.1718);
}
TEST(Wilson95, IsExactAtTheEndsAndTotalWithoutTrials) {
  EXPECT_EQ(wilson95(0, 7).low, 0);
  EXPECT_EQ(wilson95(7, 7).high, 1);
  EXPECT_EQ(wilson95(0, 0).low, 0);
  EXPECT_EQ(wilson95(0, 0).high, 1);
}
TEST(Wilson95, MirrorsAndShrinks) {
  for (i64 k = 0; k <= 12; k++) {
    EXPECT_NEAR(wilson95(k, 12).low, 1 - wilson95(12 - k, 12).high, 1e-15);
    EXPECT_LE(wilson95(k, 12).low, double(k) / 12);
    EXPECT_GE(wilson95(k, 12).high, double(k) / 12);
  }
  const Proportion few = wilson95(30, 100), many = wilson95(30'000'000'000, 100'000'000'000);
  EXPECT_LT(many.high - many.low, 1e-4 * (few.high - few.low));
}

TEST(BasinLookup, FindsByCellAndStatus) {
  BasinLookup lookup;
  lookup.add(3, 0, 7);
  lookup.add(3, 1, 8);
  lookup.add(100'000'000, 16, 9);
  EXPECT_EQ(lookup(3, 0), 7);
  EXPECT_EQ(lookup(3, 1), 8);
  EXPECT_EQ(lookup(100'000'000, 16), 9);
  EXPECT_EQ(lookup(3, 2), -1);
  EXPECT_EQ(lookup(4, 0), -1);
  EXPECT_EQ(lookup(EndCell::kNoCell, 0), -1);
  EXPECT_EQ(BasinLookup()(0, 0), -1);
}

class MadeUpEnsemble : public Ensemble {
 public:
  MadeUpEnsemble(std::vector<EndCell> cells, std::vector<i64>* advances)
      : cells_(std::move(cells)), advances_(advances) {}
  void advance(i64 steps) override {
    step_ += steps;
    if (advances_) advances_->push_back(steps);
  }
  i64 step() const override { return step_; }
  void positions(i64, std::span<PointF>) override {}
  void losses(i64, std::span<double>) override {}
  void ends(i64, std::span<End>) override {}
  std::vector<EndCell> end_cells() override { return cells_; }
  LossQuantiles loss_quantiles() override { return {1, 2, 3, 4, 5}; }
  TrailView trails() override { return {}; }

 private:
  std::vector<EndCell> cells_;
  std::vector<i64>* advances_;
  i64 step_ = 0;
};

class MadeUpBackend : public Backend {
 public:
  std::vector<EndCell> cells;
  std::vector<i64> advances;
  std::string device() const override { return "made up"; }
  std::unique_ptr<Ensemble> start(const Plan&) override {
    return std::make_unique<MadeUpEnsemble>(cells, &advances);
  }
  void values(const Landscape&, std::span<const Point>, std::span<double>) override {}
};

EndCell cell_at(const Box& domain, Point p, u8 status, i64 count, i64 steps_each) {
  return {end_cell(domain, p), status, count, count * steps_each, 0, p};
}

Summary summary_of(const RunSpec& spec, std::vector<EndCell> cells, double seconds = 2) {
  std::sort(cells.begin(), cells.end(), [](const EndCell& a, const EndCell& b) {
    return std::pair(a.cell, a.status) < std::pair(b.cell, b.status);
  });
  MadeUpBackend backend;
  MadeUpEnsemble ensemble(cells, nullptr);
  return summarize(make_plan(spec), backend, ensemble, seconds);
}

// Six-hump camel: two global minima, mirrored; four local ones; a saddle at the origin.
constexpr Point kGlobal{-0.0898420131003181, 0.7126564030207396},
    kMirrored{0.0898420131003181, -0.7126564030207396}, kLocal{1.7036067149699807, -0.7960835686726252};
const RunSpec kCamel{.surface = {"six_hump_camel"}, .steps = 100};

std::vector<EndCell> camel_ends() {
  const Box d = make_landscape(kCamel.surface).domain;
  return {cell_at(d, {kGlobal.x + 1e-3, kGlobal.y}, kMoving, 30, 100),
          cell_at(d, {kGlobal.x - 8e-3, kGlobal.y}, kMoving, 10, 40),
          cell_at(d, {kMirrored.x, kMirrored.y + 1e-4}, kAtRest, 25, 64),
          cell_at(d, {kLocal.x, kLocal.y}, kMoving, 50, 100),
          cell_at(d, {1e-4, 1e-4}, kMoving, 2, 100),
          cell_at(d, {1, 1}, kOscillating, 6, 100),
          cell_at(d, {1.1, 1}, kMoving, 7, 100),
          cell_at(d, {1.2, 1}, kRisen, 8, 100),
          {EndCell::kNoCell, kNonFinite, 3, 3 * 16, 0, {NAN, NAN}},
          {EndCell::kNoCell, kEscaped | kRisen, 4, 4 * 32, 0, {1e9, 0}},
          {EndCell::kNoCell, kEscaped, 5, 5 * 32, 0, {1e9, 0}}};
}

TEST(Summarize, EveryParticleHasOneOutcome) {
  const RunResult r = summary_of(kCamel, camel_ends()).result;
  const auto count = [&](Outcome o) { return r.outcomes[std::size_t(o)]; };
  EXPECT_EQ(count(Outcome::converged), 115);
  EXPECT_EQ(count(Outcome::saddle), 2);
  EXPECT_EQ(count(Outcome::oscillating), 6);
  EXPECT_EQ(count(Outcome::running), 7);
  EXPECT_EQ(count(Outcome::diverging), 12);
  EXPECT_EQ(count(Outcome::non_finite), 3);
  EXPECT_EQ(count(Outcome::left_domain), 5);
  EXPECT_EQ(std::accumulate(r.outcomes.begin(), r.outcomes.end(), i64(0)), 150);
}

TEST(Summarize, MinimaAreMergedRankedAndMarked) {
  const RunResult r = summary_of(kCamel, camel_ends()).result;
  ASSERT_EQ(r.minima.size(), 3u);
  EXPECT_NEAR(r.minima[0].at.x, kGlobal.x, 1e-12);
  EXPECT_EQ(r.minima[0].count, 40) << "two cells, one minimum";
  EXPECT_TRUE(r.minima[0].global);
  EXPECT_NEAR(r.minima[1].at.x, kMirrored.x, 1e-12);
  EXPECT_EQ(r.minima[1].count, 25) << "equally low, less visited";
  EXPECT_TRUE(r.minima[1].global);
  EXPECT_NEAR(r.minima[2].at.x, kLocal.x, 1e-12);
  EXPECT_EQ(r.minima[2].count, 50);
  EXPECT_FALSE(r.minima[2].global);
  EXPECT_NEAR(r.minima[2].value, -0.21546382438371725, 1e-12);
}

TEST(Summarize, AMinimumIsGlobalOnlyIfNoneIsKnownToBeLower) {
  const Box d = make_landscape(kCamel.surface).domain;
  const RunResult r = summary_of(kCamel, {cell_at(d, kLocal, kMoving, 50, 100)}).result;
  ASSERT_EQ(r.minima.size(), 1u);
  EXPECT_FALSE(r.minima[0].global);
}

TEST(Summarize, BasinsLeadFromCellsToMinimaOrSayHowElseTheyEnd) {
  const std::vector<EndCell> ends = camel_ends();
  const Summary s = summary_of(kCamel, ends);
  const int expected[] = {0, 0, 1, 2};
  std::array<i64, kOutcomes> elsewhere{};
  elsewhere[std::size_t(Outcome::converged)] = 40 + 25 + 50;
  for (std::size_t i = 0; i < ends.size(); i++) {
    const int number = s.basins(ends[i].cell, ends[i].status);
    if (i < std::size(expected)) {
      EXPECT_EQ(number, expected[i]) << i;
      continue;
    }
    ASSERT_LT(number, -1) << i;
    elsewhere[std::size_t(outcome_without_minimum(number))] += ends[i].count;
  }
  EXPECT_EQ(elsewhere, s.result.outcomes);
  EXPECT_EQ(s.basins(99'999, 99), -1);  // where nobody is
}

TEST(Summarize, CostIsCountedFromTheStepsTaken) {
  const i64 steps = 30 * 100 + 10 * 40 + 25 * 64 + (50 + 2 + 6 + 7 + 8) * 100 + 3 * 16 + 9 * 32;
  const RunResult sgd = summary_of(kCamel, camel_ends(), 2).result;
  EXPECT_EQ(sgd.evaluations.gradient, steps);
  EXPECT_EQ(sgd.evaluations.hessian, 0);
  EXPECT_EQ(sgd.evaluations.value, 0);
  EXPECT_DOUBLE_EQ(sgd.particle_steps_per_second, double(steps) / 2);
  EXPECT_EQ(sgd.seconds, 2);
  EXPECT_EQ(sgd.device, "made up");
  EXPECT_EQ(sgd.loss.median, 3);
  RunSpec spec = kCamel;
  spec.optimizer = {"sam"};
  EXPECT_EQ(summary_of(spec, camel_ends()).result.evaluations.gradient, 2 * steps);
  EXPECT_EQ(summary_of(kCamel, camel_ends(), 0).result.particle_steps_per_second, 0) << "no time, no rate";
}

TEST(Run, AdvancesToTheEndOfTheBudget) {
  RunSpec spec = kCamel;
  MadeUpBackend backend;
  EXPECT_EQ(run(spec, backend).result.device, "made up");
  EXPECT_EQ(backend.advances, (std::vector<i64>{100}));
  backend.advances.clear();
  spec.steps = 0;
  run(spec, backend);
  EXPECT_TRUE(backend.advances.empty());
}

TEST(Run, ReportsProgressInSlicesAndStopsWhenAsked) {
  RunSpec spec = kCamel;
  spec.particles = 10'000'000;
  MadeUpBackend backend;
  std::vector<i64> seen;
  const Progress all = [](void* context, i64 done, i64 total) {
    static_cast<std::vector<i64>*>(context)->push_back(done);
    return total == 100;
  };
  run(spec, backend, all, &seen);
  EXPECT_EQ(seen.back(), 100);
  EXPECT_GE(seen.size(), 3u);
  EXPECT_EQ(std::accumulate(backend.advances.begin(), backend.advances.end(), i64(0)), 100);
  for (std::size_t i = 0; i + 1 < backend.advances.size(); i++)
    EXPECT_EQ(backend.advances[i] % kCheckEvery, 0) << "slices end where particles are checked";

  backend.advances.clear();
  const Progress none = [](void*, i64, i64) { return false; };
  run(spec, backend, none);
  EXPECT_EQ(backend.advances.size(), 1u);
}

}  // namespace
}  // namespace thalweg::test
