// SPDX-License-Identifier: MIT
// Where the particles came from: one ribbon per trail, thinner and fainter with age, in a dark soft halo.
#pragma once

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class Trails {
 public:
  void draw(const LayerInput& in) const;

 private:
  void draw_range(const LayerInput& in, int first, int count, int point_stride, float emphasis) const;
  gl::Program program_{"trail.vert", "trail.frag"};
};

}  // namespace thalweg::viewer
