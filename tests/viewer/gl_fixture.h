// SPDX-License-Identifier: MIT
// A headless OpenGL context for tests, and what they ask pictures.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>

#include "core/image.h"
#include "viewer/platform/egl_context.h"
#include "viewer/renderer.h"

namespace thalweg::viewer::test {

/// Debug context: every OpenGL error fails the test that caused it.  Skips only where there is no OpenGL at
/// all.
class GlTest : public testing::Test {
 protected:
  void SetUp() override {
    try {
      context_ =
          std::make_unique<platform::EglContext>(platform::EglOptions{.cuda_device = {}, .debug = true});
    } catch (const std::exception& error) {
      GTEST_SKIP() << error.what();
    }
  }
  void make_current() const { context_->make_current(); }
  const std::string& renderer_name() const { return context_->renderer(); }

 private:
  std::unique_ptr<platform::EglContext> context_;
};

/// Small enough for the software rasteriser, and the same everywhere: pictures must not depend on the ladder.
inline constexpr Quality kTestQuality{.mesh = 96,
                                      .field = 128,
                                      .samples = 0,
                                      .trail_budget = 2000,
                                      .trail_stride = 1,
                                      .particle_budget = 20000};

using Rgb = std::array<int, 3>;

inline Rgb pixel(const Image& image, double x, double y) {
  const int i = std::min(std::max(int(x), 0), image.width - 1),
            j = std::min(std::max(int(y), 0), image.height - 1);
  const std::uint8_t* p = &image.rgba[4 * (std::size_t(j) * std::size_t(image.width) + std::size_t(i))];
  return {p[0], p[1], p[2]};
}

/// The largest difference of a channel.
inline int difference(const Rgb& a, const Rgb& b) {
  int most = 0;
  for (std::size_t i = 0; i < 3; i++) most = std::max(most, std::abs(a[i] - b[i]));
  return most;
}

}  // namespace thalweg::viewer::test
