// SPDX-License-Identifier: MIT
// Figures as pictures: their areas in pixels, and fog over a landscape.
#include <filesystem>

#include "io/png.h"
#include "renderer_fixture.h"
#include "viewer/app.h"

namespace thalweg::viewer {
namespace {

using figures::Ink;

Rgb rgb(Srgb c) { return {int(c >> 16), int(c >> 8 & 255), int(c & 255)}; }

i64 count(const Image& image, const Rgb& color) {
  i64 n = 0;
  for (int y = 0; y < image.height; y++)
    for (int x = 0; x < image.width; x++) n += difference(pixel(image, x, y), color) <= 2;
  return n;
}

class FigurePng : public testing::Test {
 protected:
  std::filesystem::path path_ = std::filesystem::temp_directory_path() / "thalweg_figure_test.png";
  void TearDown() override { std::filesystem::remove(path_); }
  /// Skips where there is no OpenGL.
  Image draw(const figures::Figure& figure, ThemeName theme, double scale) {
    write_figure_png(figure, theme, scale, path_);
    return read_png(path_);
  }
};

TEST_F(FigurePng, AreasHaveTheirSizeAndTheirColour) {
  figures::Figure figure{.width = 200, .height = 100};
  add_mark(figure, figures::Area{{{20, 20}, {80, 20}, {80, 60}, {20, 60}}, Ink::good, 1});
  for (const ThemeName theme : {ThemeName::kDark, ThemeName::kLight})
    for (const double scale : {1.0, 2.0}) {
      const Image image = draw(figure, theme, scale);
      EXPECT_EQ(image.width, int(200 * scale));
      EXPECT_EQ(image.height, int(100 * scale));
      const double edge = 2 * (60 + 40) * scale;  // pixels that are smoothed
      EXPECT_NEAR(double(count(image, rgb(figures::color(Ink::good, theme)))), 60 * 40 * scale * scale, edge);
      EXPECT_NEAR(double(count(image, rgb(figures::color(Ink::paper, theme)))),
                  (200 * 100 - 60 * 40) * scale * scale, edge);
    }
}

TEST_F(FigurePng, SymbolsAndLinesAreWhereTheyBelong) {
  figures::Figure figure{.width = 200, .height = 100};
  add_line(figure, {{10, 50}, {190, 50}}, {Ink::first, 4});
  add_mark(figure, figures::Dot{{100, 50}, Ink::bad, figures::Shape::square, 10});
  const Image image = draw(figure, ThemeName::kLight, 1);
  EXPECT_LE(difference(pixel(image, 30, 50), rgb(figures::color(Ink::first, ThemeName::kLight))), 2);
  EXPECT_LE(difference(pixel(image, 100, 50), rgb(figures::color(Ink::bad, ThemeName::kLight))), 2);
  EXPECT_LE(difference(pixel(image, 30, 70), rgb(figures::color(Ink::paper, ThemeName::kLight))), 2);
}

TEST_F(FigurePng, SizesThatCannotBeAreRefused) {
  EXPECT_THROW(write_figure_png({}, ThemeName::kDark, 100, path_), InputError);
  EXPECT_THROW(write_figure_png({}, ThemeName::kDark, 0.001, path_), InputError);
  EXPECT_THROW(write_figure_png({}, ThemeName::kDark, std::nan(""), path_), InputError);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(RendererTest, fog_hides_the_ground_that_is_far_and_leaves_what_is_near) {
  plain();
  scene.layers.walls = scene.layers.floor = false;
  const Image clear = draw();
  const Point here{1, 1};
  scene.fog = Fog{here, 0.12};
  const Image foggy = draw();
  const glm::dvec2 at = seen(here);
  EXPECT_LE(difference(pixel(foggy, at.x, at.y), pixel(clear, at.x, at.y)), 2);
  scene.fog = Fog{{1e6, 1e6}, 0.12};  // nothing is near that
  const Image empty = draw();
  const glm::dvec2 far = seen({-4, -4});
  EXPECT_GT(difference(pixel(clear, far.x, far.y), pixel(empty, far.x, far.y)), 20);
  EXPECT_LE(difference(pixel(foggy, far.x, far.y), pixel(empty, far.x, far.y)), 2);
  // A disc of a share of 0.12 of the width covers pi 0.12^2 of the domain, seen at a slant.
  i64 seen_pixels = 0, all_pixels = 0;
  for (int y = 0; y < kHeight; y++)
    for (int x = 0; x < kWidth; x++) {
      seen_pixels += difference(pixel(foggy, x, y), pixel(empty, x, y)) > 2;
      all_pixels += difference(pixel(clear, x, y), pixel(empty, x, y)) > 2;
    }
  EXPECT_GT(double(seen_pixels), 0.01 * double(all_pixels));
  EXPECT_LT(double(seen_pixels), 0.09 * double(all_pixels));
}

}  // namespace
}  // namespace thalweg::viewer
