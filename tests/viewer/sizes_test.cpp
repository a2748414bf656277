// SPDX-License-Identifier: MIT
// Pictures of sizes that windows have only for a moment: the renderer draws them, and draws well afterwards.
#include <gtest/gtest.h>

#include "renderer_fixture.h"

namespace thalweg::viewer {
namespace {

class PictureSizes : public RendererTest {};

TEST_F(PictureSizes, TinyAndOddOnesAreDrawnAndLeaveNothingBehind) {
  Renderer renderer(kTestQuality);
  renderer.draw(scene, camera, kWidth, kHeight);
  const Image before = renderer.read_pixels();
  // As beside panels that are larger than the window.
  scene.left = 300;
  scene.right = 288;
  scene.bottom = 186;
  scene.text_scale = 1;
  for (const auto& [width, height] : {std::pair{1, 1}, {2, 1}, {1, 300}, {300, 186}, {588, 40}, {2000, 17}}) {
    renderer.draw(scene, camera, width, height);
    const Image image = renderer.read_pixels();
    EXPECT_EQ(image.width, width);
    EXPECT_EQ(image.height, height);
    EXPECT_EQ(image.rgba.size(), std::size_t(4) * std::size_t(width) * std::size_t(height));
  }
  scene.left = scene.right = scene.bottom = scene.text_scale = 0;
  renderer.draw(scene, camera, kWidth, kHeight);
  EXPECT_EQ(renderer.read_pixels().rgba, before.rgba);
}

TEST_F(PictureSizes, NoPixelsAreRefused) {
  Renderer renderer(kTestQuality);
  EXPECT_THROW(renderer.draw(scene, camera, 0, 10), Error);
  EXPECT_THROW(renderer.draw(scene, camera, 10, -1), Error);
}

}  // namespace
}  // namespace thalweg::viewer
