// SPDX-License-Identifier: MIT
// The window's picture is drawn again only when something in it has changed: it must always be the one that
// would be drawn.
#include "viewer/scene_picture.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "viewer/app/names.h"
#include "viewer/gl/blit.h"
#include "viewer/platform/egl_context.h"

namespace thalweg::viewer {
namespace {

constexpr int kWidth = 240, kHeight = 160;
constexpr Quality kQuality{.mesh = 65, .samples = 0};

RunSpec small_run() {
  RunSpec spec = explorer_spec();
  spec.particles = 60;
  spec.steps = 40;
  return spec;
}

Image image_of(ScenePicture& picture, Explorer& explorer, int height) {
  picture.draw(explorer, {}, {kWidth, height, 1});
  const gl::Framebuffer copy(gl::Texture(gl::TextureFormat::kRgba8, kWidth, kHeight));
  gl::blit(picture.compose(kWidth, kHeight), kWidth, kHeight, copy);
  return copy.read_image();
}

class ScenePictureTest : public ::testing::Test {
 protected:
  void SetUp() override {
    try {
      context_.emplace();
    } catch (const Error& error) {
      GTEST_SKIP() << error.what();
    }
    kept_.emplace(kQuality, Ladder());
    other_.emplace(kQuality, Ladder());
    after(command::Seek{20});
  }

  /// The window's picture once everything is there that the command wants, compared with one drawn anew.
  Image after(const Command& command) {
    explorer_.carry_out(command);
    explorer_.update(0.01);
    for (int i = 0; i < 100'000 && !explorer_.settled(); i++) explorer_.update(0.05);
    const Image picture = image_of(*kept_, explorer_, kHeight);
    image_of(*other_, explorer_, kHeight - 1);  // of another size, so that the next is not the same
    EXPECT_TRUE(picture.rgba == image_of(*other_, explorer_, kHeight).rgba) << "command " << command.index();
    return picture;
  }

  std::optional<platform::EglContext> context_;
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
  Explorer explorer_{*backend_, make_session(small_run(), {.playing = false}), 33};
  std::optional<ScenePicture> kept_, other_;
};

TEST_F(ScenePictureTest, EverySwitchOfALayerChangesItAndChangesItBack) {
  for (const Option option :
       {Option::kTrails, Option::kParticles, Option::kContours, Option::kMinima, Option::kAxes,
        Option::kLightTheme, Option::kCritical, Option::kPasses, Option::kBasins, Option::kFlowDifference,
        Option::kGradient, Option::kWireframe, Option::kDensity, Option::kSlice}) {
    const Image before = image_of(*kept_, explorer_, kHeight);
    EXPECT_FALSE(after(command::Toggle{option}).rgba == before.rgba) << name(option);
    EXPECT_TRUE(after(command::Toggle{option}).rgba == before.rgba) << name(option);
  }
}

TEST_F(ScenePictureTest, EveryOtherChangeIsSeen) {
  Image before = image_of(*kept_, explorer_, kHeight);
  Start corner;
  corner.x = corner.y = 2;
  Camera near = home_camera();
  near.distance *= 0.75;
  for (const Command& change :
       {Command(command::SetColorMap{ColorMap::kMagma}), Command(command::ToggleLogHeights{}),
        Command(command::SetTrailLength{0.05}), Command(command::SetTrailFade{0}),
        Command(command::SetTrails{5}), Command(command::SetColoring{Coloring::kOutcome}),
        Command(command::Select{Point{1, 1, 0}}), Command(command::MoveCamera{near}),
        Command(command::Seek{30}), Command(command::Follow{3}), Command(command::AddRival{}),
        Command(command::ToggleMethod{1}), Command(command::SetStart{corner})}) {
    const Image picture = after(change);
    EXPECT_FALSE(picture.rgba == before.rgba) << "command " << change.index();
    before = picture;
  }
}

TEST_F(ScenePictureTest, NothingIsDrawnTwice) {
  EXPECT_FALSE(kept_->draw(explorer_, {}, {kWidth, kHeight, 1}));
  explorer_.update(0.01);
  EXPECT_FALSE(kept_->draw(explorer_, {}, {kWidth, kHeight, 1}));
}

}  // namespace
}  // namespace thalweg::viewer
