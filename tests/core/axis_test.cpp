// SPDX-License-Identifier: MIT
#include "core/axis.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace thalweg {
namespace {

TEST(Axis, EndsAndBack) {
  for (const Axis axis : {Axis{-3, 5, false}, Axis{1e-6, 10, true}}) {
    EXPECT_DOUBLE_EQ(to_unit(axis, axis.low), 0);
    EXPECT_DOUBLE_EQ(to_unit(axis, axis.high), 1);
    for (const double unit : {0.0, 0.1, 0.5, 0.9, 1.0})
      EXPECT_NEAR(to_unit(axis, from_unit(axis, unit)), unit, 1e-14);
  }
  EXPECT_DOUBLE_EQ(to_unit({1, 100, true}, 10), 0.5);
  EXPECT_DOUBLE_EQ(to_unit({0, 10, false}, 15), 1.5);  // outside stays outside
  EXPECT_EQ(to_unit({1, 100, true}, 0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(to_unit({1, 100, true}, -1), -std::numeric_limits<double>::infinity());
}

std::vector<double> majors(const Axis& axis, int most) {
  std::vector<double> values;
  for (const AxisTick& t : axis_ticks(axis, most))
    if (t.major) values.push_back(t.value);
  return values;
}

TEST(Axis, LogarithmicTicksArePowersOfTenWithNinthsBetween) {
  EXPECT_EQ(majors({1e-2, 1e2, true}, 10), (std::vector<double>{1e-2, 1e-1, 1, 10, 100}));
  const auto ticks = axis_ticks({1, 100, true}, 10);
  EXPECT_EQ(ticks.size(), 3u + 2u * 8u);
  EXPECT_TRUE(std::is_sorted(ticks.begin(), ticks.end(),
                             [](const AxisTick& a, const AxisTick& b) { return a.value < b.value; }));
  for (const AxisTick& t : ticks) EXPECT_DOUBLE_EQ(t.position, std::log10(t.value) / 2);
}

TEST(Axis, ManyDecadesAreThinnedOut) {
  for (int decades = 2; decades <= 40; decades++)
    for (int most = 2; most <= 8; most++) {
      for (const double low : {std::pow(10.0, -decades), 1.0}) {
        const auto values = majors({low, low * std::pow(10.0, decades), true}, most);
        EXPECT_LE(int(values.size()), most) << decades << " decades from " << low;
        EXPECT_GE(values.size(), 1u) << decades << " decades from " << low;
      }
    }
}

TEST(Axis, LessThanADecadeHasEvenTicks) {
  const auto values = majors({2, 8, true}, 5);
  EXPECT_GE(values.size(), 3u);
  EXPECT_GE(values.front(), 2);
  EXPECT_LE(values.back(), 8);
}

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
}  // namespace thalweg
