// SPDX-License-Identifier: MIT
#include "viewer/layers/particles.h"

namespace thalweg::viewer {

void Particles::draw(const LayerInput& in, const ParticleBuffers& swarm) const {
  in.pulled.draw(program_, {gl::Depth::kTestAndWrite, gl::Blend::kPremultiplied},
                 gl::Primitive::kTriangleStrip, 4, swarm.particles());
}

}  // namespace thalweg::viewer
