// SPDX-License-Identifier: MIT
// The particles where they are now, as small lit spheres.
#pragma once

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class Particles {
 public:
  void draw(const LayerInput& in) const;

 private:
  gl::Program program_{"particle.vert", "particle.frag"};
};

}  // namespace thalweg::viewer
