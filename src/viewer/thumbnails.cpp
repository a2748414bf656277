// SPDX-License-Identifier: MIT
#include "viewer/thumbnails.h"

#include <algorithm>
#include <utility>

#include "viewer/app/presets.h"
#include "viewer/gl/blit.h"

namespace thalweg::viewer {
namespace {

constexpr int kNodes = 97;
constexpr i64 kParticles = 1200;
// However long the window's pictures take, they do not become longer by more.
constexpr double kPicture = 0.05;

/// Small enough to be run aside, and without what is searched for in one go.
SessionState small_session(const Preset& preset, ThemeName theme) {
  RunSpec spec = spec_of(preset);
  spec.particles = std::min<i64>(spec.particles, kParticles);
  SessionState state = make_session(spec, {.dark = theme == ThemeName::kDark,
                                           .playing = false,
                                           .hide = {"critical", "passes"},
                                           .preset = preset.name});
  return state;
}

Quality small_quality() {
  Quality quality;
  quality.mesh = 64;
  quality.samples = 1;
  quality.field = kNodes;
  return quality;
}

}  // namespace

bool Thumbnails::work(ThemeName theme, double seconds) {
  if (theme != std::exchange(theme_, theme)) {
    explorer_.reset();
    drawn_.clear();
    pictures_.clear();
  }
  pictures_.resize(presets().size());
  if (drawn_.size() == presets().size()) return false;
  if (!renderer_) {
    renderer_.emplace(small_quality());
  } else if (!explorer_) {
    explorer_.emplace(*backend_, small_session(presets()[drawn_.size()], theme), kNodes);
    explorer_->work_aside();
  } else if (explorer_->settled()) {
    draw();
  } else {
    explorer_->update(std::min(seconds, kPicture));
    const auto moment = explorer_->simulation().moment();
    if (moment && explorer_->simulation().step() == 0 && *moment > 0)
      explorer_->carry_out(command::Seek{*moment});
  }
  return true;
}

void Thumbnails::draw() {
  Scene scene = explorer_->scene();
  scene.layers.title = scene.layers.key = scene.layers.color_bar = scene.layers.axes = false;
  constexpr double kCloser = 0.78;  // there are no axes to leave room for
  Camera camera = explorer_->state().camera;
  camera.distance *= kCloser;
  camera.target = home_camera().target;  // no key beside a flat map
  renderer_->draw(scene, camera, kThumbnailWidth, kThumbnailHeight);
  gl::Framebuffer target(gl::Texture(gl::TextureFormat::kRgba8, kThumbnailWidth, kThumbnailHeight));
  gl::blit(renderer_->picture_framebuffer(), kThumbnailWidth, kThumbnailHeight, target);
  pictures_[drawn_.size()] = target.color().id();
  drawn_.push_back(std::move(target));
  explorer_.reset();
}

}  // namespace thalweg::viewer
