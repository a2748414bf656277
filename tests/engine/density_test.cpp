// SPDX-License-Identifier: MIT
#include "engine/density.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "core/error.h"

namespace thalweg {
namespace {

constexpr Box kBox{0, 4, -1, 1};

/// Particles that stand still, on a machine that cannot count.
class Still : public Ensemble {
 public:
  explicit Still(std::vector<PointF> points) : points_(std::move(points)) {}
  void advance(i64) override {}
  i64 step() const override { return 0; }
  void positions(i64 first, std::span<PointF> out) override {
    std::copy_n(points_.begin() + first, out.size(), out.begin());
  }
  void losses(i64, std::span<double>) override {}
  void ends(i64, std::span<End>) override {}
  std::vector<EndCell> end_cells() override { return {}; }
  LossQuantiles loss_quantiles() override { return {}; }
  TrailView trails() override { return {}; }

 protected:
  std::vector<PointF> points_;
};

/// The same on one that can.
class Counting : public Still, public DensityCounter {
 public:
  using Still::Still;
  void count_density(const Box&, int, std::span<u32> counts, const Kinds&) override { counts[0] = 77; }
};

TEST(Density, CellsAreRowByRowFromTheLowCornerWithTheUpperEdges) {
  // Two cells each way: x below and from 2 on, y below and from 0 on.
  EXPECT_EQ(density_cell(kBox, 2, 0, -1), 0u);
  EXPECT_EQ(density_cell(kBox, 2, 1.99f, -0.01f), 0u);
  EXPECT_EQ(density_cell(kBox, 2, 2, -1), 1u);
  EXPECT_EQ(density_cell(kBox, 2, 0, 0), 2u);
  EXPECT_EQ(density_cell(kBox, 2, 4, 1), 3u);
  const float infinity = std::numeric_limits<float>::infinity(), nan = std::nanf("");
  for (const auto& [x, y] : {std::pair(-0.01f, 0.f),
                             {4.01f, 0.f},
                             {1.f, 1.01f},
                             {1.f, -1.01f},
                             {nan, 0.f},
                             {1.f, nan},
                             {infinity, 0.f},
                             {0.f, -infinity}})
    EXPECT_EQ(density_cell(kBox, 2, x, y), kOutsideDensity) << x << ", " << y;
}

TEST(Density, PositionsAreCountedWhereTheMachineCannot) {
  constexpr int kMany = 70'000;  // more than are fetched at once
  std::vector<PointF> points(kMany, PointF{3, 0.5f});
  points[0] = {1, -0.5f};
  points[kMany - 1] = {9, 9};
  Still still(points);
  std::vector<u32> counts{100, 0, 0, 0};
  count_density(still, kMany, kBox, 2, counts);
  EXPECT_EQ(counts, (std::vector<u32>{101, 0, 0, kMany - 2}));  // added to what was there
}

TEST(Density, EveryKindIsCountedOnItsOwn) {
  Still still({{3, 0.5f}, {1, -0.5f}, {3, 0.5f}, {9, 9}});
  const std::vector<u8> kinds{1, 0, 2, 1};
  std::vector<u32> counts(12);
  count_density(still, 4, kBox, 2, counts, {kinds, 3});
  EXPECT_EQ(counts, (std::vector<u32>{1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1}));
  EXPECT_THROW(count_density(still, 3, kBox, 2, counts, {kinds, 3}), Error);
  EXPECT_THROW(count_density(still, 4, kBox, 2, counts, {kinds, 2}), Error);
}

TEST(Density, AMachineThatCanCountIsAsked) {
  Counting counting({{1, 0}});
  std::vector<u32> counts(4);
  count_density(counting, 1, kBox, 2, counts);
  EXPECT_EQ(counts[0], 77u);
}

TEST(Density, AWrongNumberOfCellsIsRefused) {
  Still still({{1, 0}});
  std::vector<u32> three(3), none;
  EXPECT_THROW(count_density(still, 1, kBox, 2, three), Error);
  EXPECT_THROW(count_density(still, 1, kBox, 0, none), Error);
}

}  // namespace
}  // namespace thalweg
