// SPDX-License-Identifier: MIT
// What is behind the block: a gradient, the floor with its grid, and the block's shadow on it.
#pragma once

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class Background {
 public:
  void draw(const LayerInput& in) const;

 private:
  gl::Program program_{"fullscreen.vert", "background.frag"};
};

}  // namespace thalweg::viewer
