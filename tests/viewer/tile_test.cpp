// SPDX-License-Identifier: MIT
#include "viewer/scene/tile.h"

#include "renderer_fixture.h"
#include "viewer/tiled_picture.h"

namespace thalweg::viewer {
namespace {

TEST(Tiles, CoverEveryPixelOnce) {
  std::vector<int> covered(100 * 37);
  for (const Tile& t : tiles_of(100, 37, 16)) {
    EXPECT_LE(std::max(t.width, t.height), 16);
    for (int y = t.y; y < t.y + t.height; y++)
      for (int x = t.x; x < t.x + t.width; x++) covered[std::size_t(y * 100 + x)]++;
  }
  EXPECT_EQ(std::count(covered.begin(), covered.end(), 1), 100 * 37);
}

TEST(Tiles, ACameraSeesThroughATileWhatItSeesThere) {
  const Viewport whole{640, 360, 30, 50, 10, 70};
  const Camera camera = home_camera();
  for (const Tile& t : tiles_of(640, 360, 200)) {
    const Viewport part = part_of(whole, with_margin(t, 9));
    const Tile grown = with_margin(t, 9);
    for (const glm::dvec3 p : {glm::dvec3(0), glm::dvec3(1, -1, 0.2), glm::dvec3(-0.7, 0.4, 0.6)}) {
      const auto a = project(camera, whole, p), b = project(camera, part, p);
      ASSERT_TRUE(a && b);
      // Coordinates of some hundred pixels from doubles: rounding is far below this.
      EXPECT_NEAR(a->x, b->x + grown.x, 1e-9);
      EXPECT_NEAR(a->y, b->y + grown.y, 1e-9);
    }
    EXPECT_NEAR(pixels_per_unit(camera, whole), pixels_per_unit(camera, part), 1e-9);
  }
}

class TiledPicture : public RendererTest {
 protected:
  Image tiled(const Quality& quality, int largest_untiled) {
    Renderer renderer(quality);
    Image all{kWidth, 0, {}};
    draw_rows(
        renderer, scene, camera, kWidth, kHeight,
        [&](const Image& rows) {
          EXPECT_EQ(rows.width, kWidth);
          all.height += rows.height;
          all.rgba.insert(all.rgba.end(), rows.rgba.begin(), rows.rgba.end());
          return true;
        },
        largest_untiled);
    return all;
  }
};

double psnr(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rgba.size(); i++) sum += std::pow(double(a.rgba[i]) - double(b.rgba[i]), 2);
  return 10 * std::log10(255.0 * 255.0 / std::max(sum / double(a.rgba.size()), 1e-9));
}

// Everything in it: surface, walls, floor, contours, trails, particles, markers, legend, with edges smoothed
// by samples and by the last pass.
TEST_F(TiledPicture, IsTheUntiledPictureWithoutASeam) {
  for (const int samples : {1, 4}) {
    Quality quality = kTestQuality;
    quality.samples = samples;
    const Image whole = draw(quality), parts = tiled(quality, 160);
    ASSERT_EQ(parts.height, kHeight);
    EXPECT_GT(psnr(whole, parts), 45) << samples;
    // A seam would be a row or a column of differences: beside the tiles' borders there is no more of them
    // than elsewhere by chance.
    for (const int x : {80, 160, 240, 320, 400}) {
      int far = 0;
      for (int y = 0; y < kHeight; y++)
        for (const int side : {x - 1, x}) far += difference(pixel(whole, side, y), pixel(parts, side, y)) > 8;
      EXPECT_LE(far, kHeight / 20) << samples << " samples, column " << x;
    }
  }
}

TEST_F(TiledPicture, StopsWhenNobodyWantsMore) {
  Renderer renderer(kTestQuality);
  int bands = 0;
  draw_rows(
      renderer, scene, camera, kWidth, kHeight, [&](const Image&) { return ++bands < 2; }, 160);
  EXPECT_EQ(bands, 2);
}

}  // namespace
}  // namespace thalweg::viewer
