// SPDX-License-Identifier: MIT
#include "viewer/layers/background.h"

namespace thalweg::viewer {

void Background::draw(const LayerInput& in) const {
  in.pulled.draw(program_, {gl::Depth::kOff, gl::Blend::kOff}, gl::Primitive::kTriangles, 3);
}

}  // namespace thalweg::viewer
