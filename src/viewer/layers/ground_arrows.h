// SPDX-License-Identifier: MIT
// Arrows on the surface: what moves a particle.
#pragma once

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class GroundArrows {
 public:
  /// Nothing without arrows; what the surface hides shows through faintly.
  void draw(const LayerInput& in);

 private:
  gl::Program program_{"ground_arrow.vert", "ground_arrow.frag"};
  gl::Buffer buffer_;
};

}  // namespace thalweg::viewer
