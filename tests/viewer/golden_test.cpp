// SPDX-License-Identifier: MIT
// Whole pictures against pictures that a person has looked at.  THALWEG_UPDATE_GOLDEN=1 writes them anew.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>

#include "gl_fixture.h"
#include "io/png.h"
#include "sample_scene.h"
#include "viewer/scene/quality.h"

namespace thalweg::viewer {
namespace {

using test::kTestQuality;

/// Peak signal-to-noise ratio in dB over all channels; infinite for equal pictures.
double psnr(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rgba.size(); i++) {
    const double d = double(a.rgba[i]) - double(b.rgba[i]);
    sum += d * d;
  }
  const double mean = sum / double(a.rgba.size());
  return mean > 0 ? 10 * std::log10(255.0 * 255.0 / mean) : std::numeric_limits<double>::infinity();
}

class GoldenTest : public test::GlTest {
 protected:
  void compare(const std::string& name, const Scene& scene, const Camera& camera) {
    Renderer renderer(kTestQuality);
    renderer.draw(scene, camera, 480, 270);
    const Image image = renderer.read_pixels();
    const std::filesystem::path path =
        std::filesystem::path(__FILE__).parent_path() / "golden" / (name + ".png");
    if (std::getenv("THALWEG_UPDATE_GOLDEN")) {
      std::filesystem::create_directories(path.parent_path());
      write_png(path, image);
    }
    const Image golden = read_png(path);
    ASSERT_EQ(golden.width, image.width);
    ASSERT_EQ(golden.height, image.height);
    // The references come from a software rasteriser; with another instruction set it still agrees to 60 dB.
    // Cards may round coverage and derivatives differently along every line and edge.
    EXPECT_GT(psnr(image, golden), draws_in_software(renderer_name()) ? 40 : 28) << path;
  }
};

TEST_F(GoldenTest, descent_on_the_dark_theme) {
  const test::SampleScene sample = test::himmelblau_descent(128, 400, 40);
  compare("descent_dark", sample.scene, home_camera());
}

TEST_F(GoldenTest, surface_on_the_light_theme_from_the_other_side) {
  test::SampleScene sample = test::himmelblau_surface(128);
  sample.scene.theme = ThemeName::kLight;
  sample.scene.color_map = ColorMap::kMagma;
  Camera camera = home_camera();
  camera.azimuth = 215;
  camera.elevation = 28;
  compare("surface_light", sample.scene, camera);
}

TEST_F(GoldenTest, flat_map_with_basins) {
  test::SampleScene sample = test::himmelblau_descent(128, 150, 40);
  auto basins = std::make_shared<LabelMap>();
  basins->n = 64;
  for (int j = 0; j < 64; j++)
    for (int i = 0; i < 64; i++)
      basins->label.push_back(std::uint8_t(i == j ? kNeutralLabel : (i > 32) + 2 * (j > 28)));
  sample.scene.basins = basins;
  sample.scene.relief = 0;
  compare("flat_basins", sample.scene, flat_camera());
}

}  // namespace
}  // namespace thalweg::viewer
