// SPDX-License-Identifier: MIT
// The sides of the block, from the edge of the surface to the floor.
#pragma once

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class Walls {
 public:
  void draw(const LayerInput& in) const;

 private:
  gl::Program program_{"wall.vert", "wall.frag"};
};

}  // namespace thalweg::viewer
