// SPDX-License-Identifier: MIT
// The surface itself: colour by loss, contours, light, and what is draped over it.
#pragma once

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class Surface {
 public:
  void draw(const LayerInput& in);

 private:
  gl::Program program_{"surface.vert", "surface.frag"};
  gl::Geometry mesh_;
  int nodes_ = 0, indices_ = 0;
};

}  // namespace thalweg::viewer
