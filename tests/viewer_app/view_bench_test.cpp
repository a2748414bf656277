// SPDX-License-Identifier: MIT
// `thalweg view --bench` without a display: what it says about its pictures holds together.
#include "viewer/view_bench.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "viewer/platform/egl_context.h"

namespace thalweg::viewer {
namespace {

RunSpec small_run() {
  RunSpec spec = explorer_spec();
  spec.particles = 100;
  spec.steps = 20;  // ends during the measurement
  return spec;
}

TEST(ViewBench, EveryPictureHasItsParts) {
  try {
    const platform::EglContext context;
  } catch (const Error& error) {
    GTEST_SKIP() << error.what();
  }
  const auto backend = make_cpu_backend(1);
  const ViewBench bench =
      bench_view(small_run(), *backend, {.width = 400, .height = 240}, {.frames = 8, .offscreen = true});
  EXPECT_EQ(bench.width, 400);
  EXPECT_EQ(bench.height, 240);
  EXPECT_EQ(bench.particles, 100);
  EXPECT_GT(bench.trail_slots, 0);
  EXPECT_FALSE(bench.renderer.empty());
  ASSERT_EQ(bench.total.size(), 8u);
  for (const auto* part : {&bench.update, &bench.draw, &bench.panels, &bench.present})
    ASSERT_EQ(part->size(), 8u);
  ASSERT_EQ(bench.latency.size(), 7u);
  for (std::size_t k = 0; k < 8; k++) {
    const double sum = bench.update[k] + bench.draw[k] + bench.panels[k] + bench.present[k];
    EXPECT_TRUE(sum > 0 && std::abs(bench.total[k] - sum) <= 1e-9) << k;
    // Every picture shows another camera, so that none may be left out.
    EXPECT_GT(bench.draw[k], 0) << k;
    if (k > 0) {
      EXPECT_NEAR(bench.latency[k - 1], bench.total[k - 1] + bench.total[k], 1e-9);
    }
  }
  EXPECT_GT(bench.first_frame, 0);
  EXPECT_GT(bench.still, 0);
}

TEST(ViewBench, RefusesNumbersOfPicturesThatMeasureNothing) {
  const auto backend = make_cpu_backend(1);
  for (const int frames : {-1, 0, 1, 100'001})
    EXPECT_THROW(bench_view(small_run(), *backend, {}, {.frames = frames, .offscreen = true}), InputError);
}

}  // namespace
}  // namespace thalweg::viewer
