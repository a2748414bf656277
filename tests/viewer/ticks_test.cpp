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

}  // namespace
}  // namespace thalweg::viewer
