// SPDX-License-Identifier: MIT
#include "viewer/scene_picture.h"

#include <algorithm>
#include <cmath>

#include "viewer/gl/blit.h"
#include "viewer/tiled_picture.h"

namespace thalweg::viewer {

bool ScenePicture::draw(Explorer& explorer, const Layout& layout, const PictureSize& size,
                        const std::optional<Fog>& fog) {
  const SessionState& state = explorer.state();
  const bool moves = state.playing || state.move || size.turning;
  const double scale = moves ? kRungs[std::size_t(ladder_.rung)].scale : 1;
  const int width = std::max(1, int(std::lround(scale * size.width))),
            height = std::max(1, int(std::lround(scale * size.height)));
  Scene scene = explorer.scene();
  scene.fog = fog;
  const PictureKey key{.surface = scene.surface.get(),
                       .version = explorer.version(),
                       .options = state.options,
                       .color_map = state.color_map,
                       .camera = state.camera,
                       .relief = state.relief,
                       .start = state.spec.start,
                       .features = explorer.features_version(),
                       .basins = scene.basins.get(),
                       .density = scene.density.get(),
                       .sharpness = scene.sharpness.get(),
                       .crowd = scene.crowd.get(),
                       .arrows = scene.arrows.get(),
                       .cuts = scene.cuts.get(),
                       .coloring = coloring_of(state),
                       .trail_length = state.trail_length,
                       .trail_fade = state.trail_fade,
                       .trails = state.trails,
                       .unstable_above = scene.unstable_above,
                       .selected = state.selected,
                       .fog = fog,
                       .least_persistence = state.least_persistence,
                       .left = layout.scene_left,
                       .right = layout.scene_right,
                       .bottom = layout.scene_bottom,
                       .width = width,
                       .height = height,
                       .box = state.box,
                       .followed = state.followed,
                       .step_arrows = scene.step_arrows.get()};
  const Quality quality = moves ? on_rung(quality_, ladder_.rung) : quality_;
  if (drawn_ == key && quality == renderer_.quality()) return false;
  renderer_.set_quality(quality);
  scene.left = scale * layout.scene_left;
  scene.right = scale * layout.scene_right;
  scene.bottom = scale * layout.scene_bottom;
  scene.text_scale = scale * size.content_scale;
  scene.layers.title = scene.layers.key = scene.layers.color_bar = false;  // panels say that
  // Walls and floor would show the outline of what the fog hides.
  if (fog) scene.layers.walls = scene.layers.floor = scene.layers.axes = false;
  renderer_.draw(scene, state.camera, width, height);
  drawn_ = key;
  moves_ = moves;
  return true;
}

void ScenePicture::took(double seconds) {
  if (moves_) ladder_ = climbed(ladder_, seconds);
}

unsigned ScenePicture::compose(int width, int height) {
  if (composed_.width() != width || composed_.height() != height)
    composed_ = gl::Framebuffer(gl::Texture(gl::TextureFormat::kRgba8, width, height));
  gl::blit(renderer_.picture_framebuffer(), drawn_->width, drawn_->height, composed_);
  composed_.bind();
  return composed_.id();
}

Image ScenePicture::still(Explorer& explorer, int width, int height) {
  drawn_.reset();
  renderer_.set_quality(quality_);
  renderer_.draw(explorer.scene(), explorer.state().camera, width, height);
  return renderer_.read_pixels();
}

void ScenePicture::still(Explorer& explorer, int width, int height,
                         const std::function<bool(const Image& rows)>& take) {
  drawn_.reset();
  renderer_.set_quality(quality_);
  draw_rows(renderer_, explorer.scene(), explorer.state().camera, width, height, take);
}

}  // namespace thalweg::viewer
