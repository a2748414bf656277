// SPDX-License-Identifier: MIT
// Lines on the surface: from every saddle down to the minima on both of its sides.
#pragma once

#include <memory>

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class Ways {
 public:
  void draw(const LayerInput& in);

 private:
  gl::Program program_{"way.vert", "way.frag"};
  gl::Buffer buffer_;
  std::shared_ptr<const LineSet> uploaded_;
  int nodes_ = 0;
};

}  // namespace thalweg::viewer
