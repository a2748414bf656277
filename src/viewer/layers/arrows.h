// SPDX-License-Identifier: MIT
// Thin arrows on the surface, of the same width everywhere on the screen.
#pragma once

#include <memory>

#include "viewer/gl/buffer.h"
#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class Arrows {
 public:
  /// Nothing without arrows.
  void draw(const LayerInput& in);

 private:
  gl::Program program_{"arrow.vert", "arrow.frag"};
  gl::Buffer buffer_;
  std::shared_ptr<const DescentField> uploaded_;
};

}  // namespace thalweg::viewer
