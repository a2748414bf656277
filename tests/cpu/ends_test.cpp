// SPDX-License-Identifier: MIT
#include "cpu/ends.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/gather.h"
#include "machine.h"

namespace thalweg {
namespace {

using namespace thalweg::test;

std::vector<End> ends_of(const Plan& plan, Ensemble& ensemble) {
  std::vector<End> ends{std::size_t(plan.spec.particles)};
  ensemble.ends(0, ends);
  return ends;
}

// Cells counted in the plainest way.
std::vector<EndCell> counted(const Box& domain, const std::vector<End>& ends) {
  std::map<std::pair<u32, u8>, EndCell> cells;
  for (std::size_t i = 0; i < ends.size(); i++) {
    const Point p{ends[i].x, ends[i].y};
    const u32 cell = end_cell(domain, p);
    EndCell& c = cells.try_emplace({cell, ends[i].status}, EndCell{cell, ends[i].status, 0, 0, i64(i), p})
                     .first->second;
    c.count++;
    c.steps += ends[i].steps;
  }
  std::vector<EndCell> list;
  for (const auto& [key, c] : cells) list.push_back(c);
  return list;
}

void expect_same(const std::vector<EndCell>& a, const std::vector<EndCell>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); i++) {
    EXPECT_EQ(a[i].cell, b[i].cell);
    EXPECT_EQ(a[i].status, b[i].status);
    EXPECT_EQ(a[i].count, b[i].count);
    EXPECT_EQ(a[i].steps, b[i].steps);
    EXPECT_EQ(a[i].first, b[i].first);
    EXPECT_TRUE(a[i].at == b[i].at || a[i].cell == EndCell::kNoCell);  // there it may be NaN
  }
}

TEST(CpuEnds, CellsAreTheEndsCounted) {
  RunSpec spec;
  spec.surface = {"goldstein_price"};
  spec.lr = 3e-5;            // some converge, some wander, some escape
  spec.particles = 150'000;  // more than one chunk, and a part of one
  spec.steps = 40;
  const Plan plan = make_plan(spec);
  for (const int threads : {1, 3}) {
    const std::unique_ptr<Ensemble> ensemble = make_cpu_backend(threads)->start(plan);
    ensemble->advance(40);
    const std::vector<EndCell> cells = ensemble->end_cells();
    EXPECT_GT(cells.size(), 100u);
    expect_same(cells, counted(plan.landscape.domain, ends_of(plan, *ensemble)));
  }
}

TEST(CpuEnds, MergingIsCounting) {
  const Box domain{-1, 1, -1, 1};
  std::vector<End> ends;
  for (u64 i = 0; i < 600; i++) {
    const Words<u32> w = random_words(3, Stream::start, 0, i);
    ends.push_back({0.002 * (w.w[0] % 5), 0.002 * (w.w[1] % 5), 0, w.w[2] % 100, u8(w.w[3] % 3)});
  }
  const auto part = [&](std::size_t begin, std::size_t end) {
    cpu::CellCounter counter(domain);
    counter.add(i64(begin), std::span(ends).subspan(begin, end - begin));
    return counter.cells();
  };
  const std::vector<EndCell> expected = counted(domain, ends);
  expect_same(part(0, 600), expected);
  expect_same(merge_cells(part(0, 100), part(100, 600)), expected);
  expect_same(merge_cells(part(300, 600), part(0, 300)), expected);
  expect_same(merge_cells(part(0, 600), {}), expected);
  expect_same(merge_cells({}, part(0, 600)), expected);
}

TEST(CpuEnds, FindsWhoOscillates) {
  RunSpec spec;
  spec.surface = {"sphere"};
  spec.lr = 1;  // p becomes -p for ever
  spec.particles = cpu::kBlock + 44;
  spec.steps = 20;
  Plan plan = make_plan(spec);
  std::unique_ptr<Ensemble> ensemble = make_cpu_backend(1)->start(plan);
  ensemble->advance(20);
  for (const End& end : ends_of(plan, *ensemble)) EXPECT_EQ(end.status, kOscillating);
  // Watching is done on copies.
  const std::vector<End> first = ends_of(plan, *ensemble), second = ends_of(plan, *ensemble);
  for (std::size_t i = 0; i < first.size(); i++) EXPECT_EQ(first[i].x, second[i].x);

  spec.lr = 0.01;  // straight down
  plan = make_plan(spec);
  ensemble = make_cpu_backend(1)->start(plan);
  ensemble->advance(20);
  for (const End& end : ends_of(plan, *ensemble)) {
    EXPECT_EQ(end.status, kMoving);
    EXPECT_EQ(end.steps, 20u);
  }
}

// The watch goes on with the learning rate of the last step; the schedule beyond it would be 0 and show
// nothing.
TEST(CpuEnds, WatchesAtTheLastLearningRate) {
  RunSpec spec;
  spec.surface = {"sphere"};
  spec.start = {StartKind::point, 1.0, 1.0};
  spec.schedule = {"cosine"};
  spec.particles = 2;
  spec.steps = 4;
  spec.lr = 2 / (1 + std::cos(0.75 * 3.14159265358979323846));  // 1 at k = 3: p becomes -p
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Ensemble> ensemble = make_cpu_backend(1)->start(plan);
  ensemble->advance(4);
  for (const End& end : ends_of(plan, *ensemble)) EXPECT_EQ(end.status & kOscillating, kOscillating);
}

TEST(CpuEnds, FindsWhoHasRisen) {
  RunSpec spec;
  spec.surface = {"sphere"};
  spec.start = {StartKind::point, 1.0, 1.0};
  spec.particles = 3;
  spec.steps = 1;
  for (const auto& [factor, risen] : {std::pair{1.5, true}, {1.25, false}}) {  // f: 2.25 and 1.56 times
    spec.lr = (1 + factor) / 2;                                                // p becomes -factor p
    const Plan plan = make_plan(spec);
    const std::unique_ptr<Ensemble> ensemble = make_cpu_backend(1)->start(plan);
    ensemble->advance(1);
    for (const End& end : ends_of(plan, *ensemble)) EXPECT_EQ((end.status & kRisen) != 0, risen);
  }
}

TEST(CpuQuantiles, AreNearestRanks) {
  for (const i64 n : {1, 2, 3, 4, 5, 7, 100, 1001}) {
    RunSpec spec;
    spec.particles = n;
    spec.steps = 3;
    const std::unique_ptr<Ensemble> ensemble = make_cpu_backend(1)->start(make_plan(spec));
    std::vector<double> all(std::size_t(n), 0.0);
    ensemble->losses(0, all);
    std::sort(all.begin(), all.end());
    const auto ranked = [&](double q) {
      return all[std::size_t(std::max<i64>(1, i64(std::ceil(q * double(n)))) - 1)];
    };
    const LossQuantiles quantiles = ensemble->loss_quantiles();
    EXPECT_EQ(quantiles.min, all.front());
    EXPECT_EQ(quantiles.q25, ranked(0.25));
    EXPECT_EQ(quantiles.median, ranked(0.5));
    EXPECT_EQ(quantiles.q75, ranked(0.75));
    EXPECT_EQ(quantiles.max, all.back());
  }
}

TEST(CpuQuantiles, LeaveOutWhatIsNotFinite) {
  RunSpec spec;
  spec.surface = {"rosenbrock"};
  spec.steps = 5;
  spec.particles = 100;
  spec.lr = 1e20;
  const std::unique_ptr<Ensemble> ensemble = make_cpu_backend(1)->start(make_plan(spec));
  ensemble->advance(5);
  EXPECT_TRUE(std::isnan(ensemble->loss_quantiles().min));
  EXPECT_TRUE(std::isnan(ensemble->loss_quantiles().max));
}

}  // namespace
}  // namespace thalweg
