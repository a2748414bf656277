// SPDX-License-Identifier: MIT
#include "viewer/scene/ticks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace thalweg::viewer {
namespace {

std::vector<double> values(const std::vector<Tick>& ticks) {
  std::vector<double> v;
  for (const Tick& t : ticks) v.push_back(t.value);
  return v;
}

TEST(Ticks, linear_ticks_are_the_round_values_in_the_range) {
  EXPECT_EQ(values(linear_ticks(-5.2, 5.2, 7)), (std::vector<double>{-4, -2, 0, 2, 4}));
  EXPECT_EQ(values(linear_ticks(0, 1, 6)), (std::vector<double>{0, 0.2, 0.4, 0.6, 0.8, 1}));
  EXPECT_EQ(values(linear_ticks(-512, 512, 5)), (std::vector<double>{-500, 0, 500}));
  EXPECT_EQ(values(linear_ticks(1e-7, 9e-7, 5)), (std::vector<double>{2e-7, 4e-7, 6e-7, 8e-7}));
}

TEST(Ticks, linear_ticks_respect_range_and_number) {
  for (const double low : {-1e6, -3.7, 0.0, 1e-4, 12345.0})
    for (const double range : {1e-3, 0.7, 13.0, 4e5})
      for (int most = 2; most <= 12; most++) {
        const std::vector<Tick> ticks = linear_ticks(low, low + range, most);
        EXPECT_LE(ticks.size(), std::size_t(most));
        EXPECT_TRUE(most < 4 || ticks.size() >= 2) << low << " " << range << " " << most;
        for (const Tick& t : ticks) {
          EXPECT_GE(t.value, low - 1e-9 * range - 1e-9 * std::abs(low));
          EXPECT_LE(t.value, low + range + 1e-9 * range + 1e-9 * std::abs(low));
          EXPECT_NEAR(t.position, (t.value - low) / range, 1e-6);
        }
      }
  EXPECT_TRUE(linear_ticks(1, 1, 5).empty());
  EXPECT_TRUE(linear_ticks(0, std::numeric_limits<double>::quiet_NaN(), 5).empty());
}

TEST(Ticks, logarithmic_losses_show_zero_and_thirds_of_decades) {
  const HeightTransform himmelblau{HeightScale::kLog, 0, 2000, 5};
  EXPECT_EQ(values(loss_ticks(himmelblau, 0.06)), (std::vector<double>{0, 3, 10, 30, 100, 300, 1000}));
}

TEST(Ticks, many_decades_are_thinned_out_evenly) {
  const HeightTransform t{HeightScale::kLog, 0, 1e12, 1};
  const std::vector<double> v = values(loss_ticks(t, 0.15));
  EXPECT_EQ(v, (std::vector<double>{0, 1e2, 1e4, 1e6, 1e8, 1e10, 1e12}));
}

TEST(Ticks, loss_ticks_keep_their_distance_and_stand_where_the_surface_is) {
  for (const HeightScale scale : {HeightScale::kLinear, HeightScale::kLog})
    for (const double vmin : {-959.6, -1.03, 0.0, 3.0, 1e4})
      for (const double range : {0.5, 20.0, 3e3, 1e7})
        for (const double softening : {0.01, 0.3}) {
          const HeightTransform t{scale, vmin, vmin + range, softening * range};
          const std::vector<Tick> ticks = loss_ticks(t, 0.08);
          EXPECT_GE(ticks.size(), 2u) << vmin << " " << range << " " << softening;
          for (std::size_t i = 0; i < ticks.size(); i++) {
            EXPECT_NEAR(ticks[i].position, to_height(t, ticks[i].value), 1e-9);
            if (i > 0) {
              EXPECT_GE(ticks[i].position - ticks[i - 1].position, 0.08 - 1e-9);
            }
          }
        }
}

TEST(Ticks, zero_is_shown_when_the_sampled_minimum_just_misses_it) {
  const HeightTransform t{HeightScale::kLog, 1e-4, 1000, 5};
  EXPECT_EQ(loss_ticks(t, 0.06).front().value, 0);
  const HeightTransform away{HeightScale::kLog, 2, 1000, 5};
  EXPECT_GT(loss_ticks(away, 0.06).front().value, 0);
}

TEST(Ticks, what_rounding_left_is_a_zero) {
  EXPECT_EQ(value_label(9.5e-66, 10), "0");
  EXPECT_EQ(value_label(-1e-12, 10), "0");
  EXPECT_EQ(value_label(1e-10, 10), tick_label(1e-10));
  EXPECT_EQ(value_label(2.5, 10), "2.5");
  EXPECT_EQ(value_label(1e-30, 1e-30), tick_label(1e-30));
}

TEST(Ticks, labels_are_short_and_typeset) {
  EXPECT_EQ(tick_label(0), "0");
  EXPECT_EQ(tick_label(-0.25), "\u22120.25");
  EXPECT_EQ(tick_label(3000), "3000");
  EXPECT_EQ(tick_label(10000), "10000");
  EXPECT_EQ(tick_label(0.001), "0.001");
  EXPECT_EQ(tick_label(1e5), "10\u2075");
  EXPECT_EQ(tick_label(2e5), "2\u00d710\u2075");
  EXPECT_EQ(tick_label(-1e-12), "\u221210\u207b\u00b9\u00b2");
  EXPECT_EQ(tick_label(2.5e-7), "2.5\u00d710\u207b\u2077");
  EXPECT_EQ(decimal_label(-1.234, 2), "\u22121.23");
  EXPECT_EQ(decimal_label(-0.001, 2), "0.00");
  EXPECT_EQ(decimal_label(12.5, 1), "12.5");
}

}  // namespace
}  // namespace thalweg::viewer
