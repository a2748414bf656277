// SPDX-License-Identifier: MIT
#include "viewer/app/slider_scale.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/registry.h"

namespace thalweg::viewer {
namespace {

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
