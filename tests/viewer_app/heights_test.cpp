// SPDX-License-Identifier: MIT
// How losses become heights, as the user wants it.
#include "viewer/app/heights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "viewer/app/explorer.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

HeightChoice between(std::optional<double> low, std::optional<double> high,
                     HeightScale scale = HeightScale::kLinear) {
  HeightChoice choice{scale};
  choice.low = low;
  choice.high = high;
  return choice;
}

TEST(Heights, LimitsCutOffWhatIsBeyondAndSaySo) {
  const Landscape f = make_landscape({"himmelblau"});
  const auto backend = make_cpu_backend(1);
  const HeightField field = sample_heights(f, *backend, 33);
  for (const HeightScale scale : {HeightScale::kLinear, HeightScale::kLog, HeightScale::kPower}) {
    const HeightTransform t = height_transform(f, field, between(10, 200, scale));
    EXPECT_EQ(t.vmin, 10);
    EXPECT_EQ(t.vmax, 200);
    EXPECT_TRUE(t.clips_low && t.clips_high);
    const SurfaceModel s = make_surface_model(field, t);
    ASSERT_EQ(s.beyond.size(), field.loss.size());
    for (std::size_t i = 0; i < field.loss.size(); i++) {
      const float loss = field.loss[i];
      EXPECT_EQ(s.beyond[i] > 0, loss < 10 || loss > 200) << loss;
      if (loss > 200) {
        EXPECT_EQ(s.height[i], 1);
      }
      if (loss < 10) {
        EXPECT_EQ(s.height[i], 0);
      }
    }
  }
}

TEST(Heights, LimitsThatCutNothingLeaveNoMark) {
  const Landscape f = make_landscape({"himmelblau"});
  const auto backend = make_cpu_backend(1);
  const HeightField field = sample_heights(f, *backend, 17);
  const HeightTransform t = height_transform(f, field, between(-5, 1e9));
  EXPECT_FALSE(t.clips_low || t.clips_high);
  EXPECT_EQ(t.vmin, field.vmin);
  EXPECT_EQ(t.vmax, field.vmax);
  EXPECT_TRUE(make_surface_model(field, t).beyond.empty());
  const HeightTransform top = height_transform(f, field, between({}, 100));
  EXPECT_TRUE(top.clips_high && !top.clips_low);
  // Where nothing is cut off below, the lowest point is not beyond.
  const SurfaceModel s = make_surface_model(field, top);
  for (std::size_t i = 0; i < s.beyond.size(); i++) EXPECT_EQ(s.beyond[i] > 0, field.loss[i] > 100);
}

TEST(Heights, PowerIsThatOfTheShareOfTheRange) {
  const Landscape f = make_landscape({"himmelblau"});
  const auto backend = make_cpu_backend(1);
  const HeightField field = sample_heights(f, *backend, 9);
  HeightChoice choice{HeightScale::kPower};
  choice.exponent = 0.25;
  const HeightTransform t = height_transform(f, field, choice);
  for (const double loss : {1.0, 50.0, 700.0})
    EXPECT_NEAR(to_height(t, loss), std::pow((loss - t.vmin) / (t.vmax - t.vmin), 0.25), 1e-12);
}

TEST(Heights, WhatCannotBeShownIsRefused) {
  const Landscape f = make_landscape({"himmelblau"});
  const auto backend = make_cpu_backend(1);
  const HeightField field = sample_heights(f, *backend, 9);
  EXPECT_THROW(height_transform(f, field, between(1e6, 2e6)), InputError);
  EXPECT_THROW(height_transform(f, field, between({}, -3)), InputError);
  EXPECT_THROW(check(between(3, 3)), InputError);
  EXPECT_THROW(check(between(std::nan(""), {})), InputError);
  EXPECT_THROW(check(between({}, INFINITY)), InputError);
  HeightChoice steep;
  steep.exponent = 2 * kMostExponent;
  EXPECT_THROW(check(steep), InputError);
  SessionState state = make_session(explorer_spec(), {});
  const HeightChoice before = state.heights;
  EXPECT_THROW(apply(state, command::SetHeights{between(5, 2)}), InputError);
  EXPECT_EQ(state.heights, before);
}

TEST(Heights, ImpossibleLimitsAreANoticeAndTheSurfaceStays) {
  const auto backend = make_cpu_backend(1);
  RunSpec spec = explorer_spec();
  spec.particles = 20;
  Explorer e(*backend, make_session(spec, {.playing = false}), 17);
  e.carry_out(command::SetHeights{between({}, 300)});
  e.update(0.01);
  const auto surface = e.surface();
  EXPECT_EQ(surface->transform.vmax, 300);
  e.carry_out(command::SetHeights{between(1e7, 2e7)});  // above all losses
  e.update(0.01);
  EXPECT_EQ(e.surface(), surface);
  EXPECT_EQ(e.state().heights, between({}, 300));
  EXPECT_FALSE(e.state().notice.empty());
  e.carry_out(command::Choose{Slot::kSurface, "ackley"});
  e.update(0.01);
  EXPECT_FALSE(e.state().heights.high);  // losses of another landscape
}

TEST(Heights, TheKeyGoesBetweenLogAndLinear) {
  SessionState state = make_session(explorer_spec(), {});
  ASSERT_EQ(state.heights.scale, HeightScale::kLog);
  apply(state, command::SetHeights{between(1, {}, HeightScale::kPower)});
  apply(state, command::ToggleLogHeights{});
  EXPECT_EQ(state.heights.scale, HeightScale::kLog);
  EXPECT_EQ(state.heights.low, 1);  // limits stay
  apply(state, command::ToggleLogHeights{});
  EXPECT_EQ(state.heights.scale, HeightScale::kLinear);
}

TEST(Heights, TicksOfPowersStandWhereTheirLossesDoAndApart) {
  for (const double exponent : {0.2, 0.5, 2.0, 4.0}) {
    const HeightTransform t{HeightScale::kPower, 0, 2000, 1, exponent};
    const std::vector<Tick> ticks = loss_ticks(t, 0.1);
    EXPECT_GE(ticks.size(), 4u) << exponent;
    for (std::size_t i = 0; i < ticks.size(); i++) {
      EXPECT_EQ(ticks[i].position, to_height(t, ticks[i].value));
      if (i > 0) {
        EXPECT_GE(ticks[i].position - ticks[i - 1].position, 0.1);
      }
    }
  }
}

}  // namespace
}  // namespace thalweg::viewer
