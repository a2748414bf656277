// SPDX-License-Identifier: MIT
#include "viewer/app/axis.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/registry.h"

namespace thalweg::viewer {
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

TEST(Slider, EveryRangeComesBackWithinItsResolution) {
  const Range ranges[] = {{0, 1},
                          {-5, 20},
                          {1e-6, 10, Scale::log},
                          {0, 1, Scale::log},
                          {0, 9, Scale::integer},
                          {1, 1e7, Scale::integer},
                          {0, 1e12, Scale::integer},
                          kSwitch};
  for (const Range& range : ranges)
    for (int i = 0; i <= 100; i++) {
      const double value = slider_value(range, i / 100.0);
      EXPECT_GE(value, range.low);
      EXPECT_LE(value, range.high);
      // Rounding is idempotent: a knob that is set where it stands does not creep.
      EXPECT_NEAR(slider_value(range, slider_position(range, value)), value, 1e-12 * std::abs(value));
      if (range.scale == Scale::integer || range.scale == Scale::flag) {
        EXPECT_EQ(value, std::round(value));
      }
    }
}

TEST(Slider, EndsAreTheEnds) {
  EXPECT_EQ(slider_value({1e-6, 10, Scale::log}, 0), 1e-6);
  EXPECT_EQ(slider_value({1e-6, 10, Scale::log}, 1), 10);
  EXPECT_EQ(slider_value({0, 1, Scale::log}, 0), 0);
  EXPECT_EQ(slider_value({0, 1, Scale::log}, 1), 1);
  EXPECT_EQ(slider_value({1, 1e7, Scale::integer}, 0), 1);
  EXPECT_EQ(slider_value({1, 1e7, Scale::integer}, 1), 1e7);
  EXPECT_EQ(slider_value({0, 1}, 2), 1);
  EXPECT_EQ(slider_value({0, 1}, -2), 0);
}

TEST(Slider, DecadesAreEvenlySpaced) {
  const Range rates{1e-6, 10, Scale::log};
  for (int k = -6; k <= 1; k++) EXPECT_NEAR(slider_position(rates, std::pow(10.0, k)), (k + 6) / 7.0, 1e-12);
}

TEST(Slider, ZeroOfALogarithmicRangeHasAPlace) {
  const Range noise{0, 1, Scale::log};
  EXPECT_EQ(slider_position(noise, 0), 0);
  EXPECT_GT(slider_position(noise, 1e-10), 0);
  EXPECT_LT(slider_position(noise, 1e-3), slider_position(noise, 1e-2));
}

template <class Entries>
void expect_defaults_to_have_a_place(const Entries& entries) {
  for (const auto& entry : entries)
    for (const ParameterInfo& p : entry.parameters) {
      const double position = slider_position(p.range, p.initial);
      EXPECT_TRUE(position >= 0 && position <= 1) << entry.info.name << " " << p.name;
      // Within the slider's resolution: two digits, or 1/200 of the range.
      const double tolerance = std::max(0.06 * std::abs(p.initial), (p.range.high - p.range.low) / 400);
      if (p.range.scale != Scale::flag && p.initial != 0) {
        EXPECT_NEAR(slider_value(p.range, position), p.initial, tolerance)
            << entry.info.name << " " << p.name;
      }
    }
}

TEST(Slider, EveryRegisteredParameterHasAPlace) {
  expect_defaults_to_have_a_place(surfaces());
  expect_defaults_to_have_a_place(optimizers());
  expect_defaults_to_have_a_place(schedules());
  expect_defaults_to_have_a_place(noises());
}

}  // namespace
}  // namespace thalweg::viewer
