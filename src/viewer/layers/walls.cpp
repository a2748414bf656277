// SPDX-License-Identifier: MIT
#include "viewer/layers/walls.h"

namespace thalweg::viewer {

void Walls::draw(const LayerInput& in) const {
  constexpr int kSides = 4;
  in.pulled.draw(program_, {gl::Depth::kTestAndWrite, gl::Blend::kOff}, gl::Primitive::kTriangleStrip,
                 2 * in.quality.mesh, kSides);
}

}  // namespace thalweg::viewer
