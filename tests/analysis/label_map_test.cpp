// SPDX-License-Identifier: MIT
// Measures of label maps on pictures whose measures are known.
#include "analysis/label_map.h"

#include <gtest/gtest.h>

#include <cmath>

#include "../engine/messages.h"

namespace thalweg::test {
namespace {

/// The label of every pixel by its centre in the unit square.
template <class F>
LabelMap picture(int n, F label) {
  LabelMap map{n, n, {}, std::vector<float>(std::size_t(n) * std::size_t(n))};
  for (int row = 0; row < n; row++)
    for (int column = 0; column < n; column++)
      map.labels.push_back(Label(label((column + 0.5) / n, (row + 0.5) / n)));
  return map;
}

const auto kHalves = [](double x, double) { return x < 0.5; };
const auto kDisc = [](double x, double y) { return std::hypot(x - 0.5, y - 0.5) < 0.3; };

TEST(BoundaryLength, OfACircleAndOfLines) {
  // pi / 4 of the length along an axis is the definition; a circle has all directions alike.
  EXPECT_NEAR(boundary_length(picture(64, kHalves), 10, 4), 0.25 * 3.14159265358979 * 4, 1e-12);
  for (const int n :
       {256, 1024})  // each of the two coordinates changes 4 r n times, which is counted to within 4
    EXPECT_NEAR(boundary_length(picture(n, kDisc), 1, 1), 2 * 3.14159265358979 * 0.3, 3.2 * 4 / n);
  EXPECT_EQ(boundary_length(picture(16, [](double, double) { return 3; }), 1, 1), 0);
}

// By hand: a picture of 16 x 16 with boxes of 8.
TEST(BasinEntropy, ByHand) {
  // Boundary inside the left boxes only, at a quarter of them.
  const BasinEntropy e = basin_entropy(picture(16, [](double x, double) { return x < 2.0 / 16; }), 8);
  const double one = -(0.25 * std::log(0.25) + 0.75 * std::log(0.75));
  EXPECT_DOUBLE_EQ(e.Sbb, one);
  EXPECT_DOUBLE_EQ(e.Sb, one / 2);
  EXPECT_DOUBLE_EQ(e.mixed, 0.5);
  // Along the edges of the boxes there is nothing to see.
  EXPECT_EQ(basin_entropy(picture(16, kHalves), 8).Sb, 0);
  EXPECT_EQ(basin_entropy(picture(16, kHalves), 8).Sbb, 0);
  // Four labels alike in every box: ln 4, whatever the labels are called.
  const BasinEntropy four = basin_entropy(
      picture(16, [](double x, double y) { return int(16 * x) % 2 + 2 * (int(16 * y) % 2) - 3; }), 8);
  EXPECT_DOUBLE_EQ(four.Sb, std::log(4));
  EXPECT_DOUBLE_EQ(four.Sbb, std::log(4));
  // Two labels that alternate reach ln 2 and no more.
  EXPECT_DOUBLE_EQ(basin_entropy(picture(16, [](double x, double) { return int(16 * x) % 2; }), 8).Sbb, kLn2);
}

TEST(BasinEntropy, RefusesBoxesThatDoNotFit) {
  const LabelMap map = picture(20, kHalves);
  expect_input_error([&] { basin_entropy(map, 8); }, {"8", "20"});
  expect_input_error([&] { basin_entropy(map, 0); }, {"0"});
  EXPECT_NO_THROW(basin_entropy(map, 5));
}

TEST(BoxDimension, OfLinesAndOfCirclesIsOne) {
  // A line along an axis is in exactly n / s closed boxes of side s.
  EXPECT_NEAR(box_dimension(picture(512, kHalves)).value, 1, 1e-12);
  EXPECT_NEAR(box_dimension(picture(512, [](double x, double) { return x < 0.3; })).value, 1, 1e-12);
  EXPECT_NEAR(box_dimension(picture(512, kDisc)).value, 1, 0.03);
  EXPECT_NEAR(box_dimension(picture(512, [](double x, double y) { return x + 0.37 * y < 0.6; })).value, 1,
              0.03);
}

TEST(BoxDimension, OfASierpinskiCarpet) {
  // Its holes have boundaries in every box that the carpet meets: dimension ln 8 / ln 3 = 1.893.  Sides are
  // powers of 2 where it wants powers of 3, which costs a few hundredths.
  const auto carpet = [](double x, double y) {
    for (int k = 0; k < 6; k++) {
      x = 3 * (x - std::floor(x));
      y = 3 * (y - std::floor(y));
      if (int(x) == 1 && int(y) == 1) return 0;
    }
    return 1;
  };
  EXPECT_NEAR(box_dimension(picture(729, carpet)).value, std::log(8) / std::log(3), 0.06);
}

TEST(BoxDimension, OfEverythingAndOfNothing) {
  EXPECT_NEAR(
      box_dimension(picture(256, [](double x, double y) { return (int(256 * x) + int(256 * y)) % 2; })).value,
      2, 1e-12);
  EXPECT_TRUE(std::isnan(box_dimension(picture(256, [](double, double) { return 1; })).value));
  EXPECT_TRUE(std::isnan(box_dimension(picture(8, kHalves)).value));  // two sizes are no slope
}

TEST(NearestBoundary, IsTheNearestOne) {
  const LabelMap map = picture(64, [](double x, double y) { return (x < 0.25) + 2 * (y < 0.75); });
  const BoundaryPoint left = nearest_boundary(map, 20, 10);
  EXPECT_TRUE(left.found);
  EXPECT_EQ(left.column, 16);
  EXPECT_EQ(left.row, 9.5);
  EXPECT_EQ(nearest_boundary(map, 40, 50).row, 48);
  EXPECT_FALSE(nearest_boundary(picture(8, [](double, double) { return 0; }), 1, 1).found);
}

TEST(DistanceToOther, ByHand) {
  const LabelMap map = picture(10, [](double x, double) { return x > 0.8; });
  EXPECT_DOUBLE_EQ(distance_to_other(map, 0, 2.5, 4.5, 0.1, 0.2), 0.6);
  EXPECT_DOUBLE_EQ(distance_to_other(map, 1, 2.5, 4.5, 0.1, 0.2), 0);
  EXPECT_TRUE(std::isinf(distance_to_other(picture(4, [](double, double) { return 0; }), 0, 1, 1, 1, 1)));
}

TEST(Labels, EveryOutcomeHasOne) {
  EXPECT_EQ(label_of(Outcome::converged, 0, 7), 7);
  for (int i = 1; i < kOutcomes; i++) EXPECT_LT(label_of(Outcome(i), 0, 7), 0);
  EXPECT_EQ(label_of(Outcome::diverging, kRisen, 0), kDiverged);
  EXPECT_EQ(label_of(Outcome::diverging, kRisen | kOscillating, 0), kSwinging);
  EXPECT_EQ(label_of(Outcome::non_finite, 0, 0), kDiverged);
  EXPECT_EQ(name_of_label(kUnsettled), "not_settled");
  EXPECT_EQ(name_of_label(0), "minimum");
}

}  // namespace
}  // namespace thalweg::test
