// SPDX-License-Identifier: MIT
// Title, key, colour bar and axis labels, drawn into the finished picture.
#pragma once

#include <optional>

#include "viewer/gl/texture.h"
#include "viewer/layers/layer.h"
#include "viewer/scene/font.h"

namespace thalweg::viewer {

class Legend {
 public:
  void draw(const LayerInput& in);

 private:
  gl::Program program_{"overlay.vert", "overlay.frag"};
  gl::Buffer items_;
  gl::Texture atlas_;
  std::optional<FontAtlas> font_;
};

}  // namespace thalweg::viewer
