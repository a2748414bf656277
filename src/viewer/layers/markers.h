// SPDX-License-Identifier: MIT
// Known critical points and the selection, as symbols of constant size whose shape says what they are.
#pragma once

#include <vector>

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class Markers {
 public:
  void draw(const LayerInput& in);

 private:
  gl::Program program_{"marker.vert", "marker.frag"};
  gl::Buffer buffer_;
};

}  // namespace thalweg::viewer
