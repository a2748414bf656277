// SPDX-License-Identifier: MIT
// On a card that computes and draws: pictures of particles that never left it are those of copied ones.
// Skipped, with the reason, where there is no card or its driver has no OpenGL.
#include <gtest/gtest.h>

#include <memory>

#include "kernels/cuda_backend.h"
#include "viewer/app/explorer.h"
#include "viewer/platform/egl_context.h"
#include "viewer/renderer.h"

namespace thalweg::viewer {
namespace {

class CardDraws : public ::testing::Test {
 protected:
  void SetUp() override {
    const CudaStatus status = probe_cuda();
    if (status.cards.empty()) GTEST_SKIP() << status.why;
    try {
      context_ =
          std::make_unique<platform::EglContext>(platform::EglOptions{.cuda_device = 0, .debug = true});
    } catch (const std::exception& error) {
      GTEST_SKIP() << error.what();
    }
    if (draws_in_software(context_->renderer())) GTEST_SKIP() << "drawn by " << context_->renderer();
    backend_ = make_cuda_backend(0);
  }
  static Image draw(Renderer& renderer, const Scene& scene) {
    renderer.draw(scene, home_camera(), 640, 360);
    return renderer.read_pixels();
  }

  std::unique_ptr<platform::EglContext> context_;
  std::unique_ptr<Backend> backend_;
};

TEST_F(CardDraws, TheSamePictureAsFromCopies) {
  for (const Precision precision : {Precision::float32, Precision::float64}) {
    RunSpec spec = explorer_spec();
    spec.device = DeviceKind::cuda;
    spec.particles = 3000;
    spec.precision = precision;
    Explorer explorer(*backend_, make_session(spec, {.playing = false}), 129);
    Renderer on_card({.mesh = 128}), copied({.mesh = 128});
    // Some columns, more of them, once around the ring, and back to the start.
    for (const i64 step : {i64(0), i64(10), i64(11), i64(spec.steps / 2), i64(5)}) {
      explorer.carry_out(command::Seek{step});
      for (int k = 0; k < 1000 && !explorer.settled(); k++) explorer.update(0.01);
      const Scene scene = explorer.scene();
      Scene copies = scene;
      Swarm& swarm = copies.swarms.at(0);
      ASSERT_NE(swarm.source, nullptr) << explorer.simulation().why_copied();
      const Image first = draw(on_card, scene);
      if (const std::string why = explorer.simulation().why_copied(); !why.empty()) GTEST_SKIP() << why;
      swarm.particles.xy = swarm.source->xy();
      swarm.trails.xy = swarm.source->trail_xy();
      swarm.source = nullptr;
      EXPECT_EQ(first.rgba, draw(copied, copies).rgba) << "step " << step;
    }
  }
}

}  // namespace
}  // namespace thalweg::viewer
