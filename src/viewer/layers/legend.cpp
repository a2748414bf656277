// SPDX-License-Identifier: MIT
#include "viewer/layers/legend.h"

#include <span>

#include "viewer/layers/bindings.h"
#include "viewer/scene/legend_layout.h"

namespace thalweg::viewer {

void Legend::draw(const LayerInput& in) {
  const double scale = text_unit(in.scene, in.viewport.width, in.viewport.height);
  if (!font_ || font_->scale() != scale) {
    font_.emplace(scale);
    atlas_ = gl::Texture(gl::TextureFormat::kR8, font_->width(), font_->height());
    atlas_.upload(std::span<const std::uint8_t>(font_->coverage()));
  }
  const OverlayList list = layout_legend(in.scene, in.camera, in.viewport, *font_);
  if (list.empty()) return;
  items_.reserve(list.size() * sizeof(OverlayItem));
  items_.upload(0, std::span<const OverlayItem>(list));
  items_.bind_storage(block::kItems);
  atlas_.bind(unit::kAtlas);
  in.pulled.draw(program_, {gl::Depth::kOff, gl::Blend::kStraight}, gl::Primitive::kTriangleStrip, 4,
                 int(list.size()));
}

}  // namespace thalweg::viewer
