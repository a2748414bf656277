// SPDX-License-Identifier: MIT
// The surface itself: colour by loss, contours, light, and what is draped over it.
#pragma once

#include "viewer/layers/surface_mesh.h"

namespace thalweg::viewer {

class Surface {
 public:
  void draw(const LayerInput& in);

 private:
  gl::Program program_{"surface.vert", "surface.frag"};
  SurfaceMesh mesh_;
};

}  // namespace thalweg::viewer
