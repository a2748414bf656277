// SPDX-License-Identifier: MIT
// The triangles that the surface and what covers all of it are drawn with.
#pragma once

#include "viewer/layers/layer.h"

namespace thalweg::viewer {

class SurfaceMesh {
 public:
  /// With a program whose vertex shader is surface.vert.
  void draw(const LayerInput& in, const gl::Program& program, const gl::DrawState& state);

 private:
  gl::Geometry mesh_;
  int nodes_ = 0, indices_ = 0;
};

}  // namespace thalweg::viewer
