// SPDX-License-Identifier: MIT
#include "viewer/layers/surface.h"

namespace thalweg::viewer {

void Surface::draw(const LayerInput& in) {
  mesh_.draw(in, program_, {gl::Depth::kTestAndWrite, gl::Blend::kOff});
}

}  // namespace thalweg::viewer
