// SPDX-License-Identifier: MIT
// The particles where they are now, as small lit spheres.
#pragma once

#include "viewer/layers/layer.h"
#include "viewer/layers/particle_buffers.h"

namespace thalweg::viewer {

class Particles {
 public:
  /// Of one swarm, whose buffers are bound.
  void draw(const LayerInput& in, const ParticleBuffers& swarm) const;

 private:
  gl::Program program_{"particle.vert", "particle.frag"};
};

}  // namespace thalweg::viewer
