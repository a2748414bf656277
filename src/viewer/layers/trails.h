// SPDX-License-Identifier: MIT
// Where the particles came from: one ribbon per trail, thinner and fainter with age, in a dark soft halo.
#pragma once

#include "viewer/layers/layer.h"
#include "viewer/layers/particle_buffers.h"

namespace thalweg::viewer {

class Trails {
 public:
  /// Of one swarm, whose buffers are bound.
  void draw(const LayerInput& in, const ParticleBuffers& swarm) const;

 private:
  void draw_range(const LayerInput& in, const TrailView& view, int first, int count, int point_stride,
                  float emphasis) const;
  gl::Program program_{"trail.vert", "trail.frag"};
};

}  // namespace thalweg::viewer
