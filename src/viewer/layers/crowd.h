// SPDX-License-Identifier: MIT
// A crowd of particles as a glow on the surface, which is darkened below it.
#pragma once

#include <memory>

#include "viewer/gl/texture.h"
#include "viewer/layers/surface_mesh.h"

namespace thalweg::viewer {

class CrowdGlow {
 public:
  /// Nothing without a crowd.  Throws Error when the map is not square.
  void draw(const LayerInput& in);

 private:
  void upload_hues(const DensityMap& crowd);
  gl::Program program_{"surface.vert", "crowd.frag"};
  SurfaceMesh mesh_;
  gl::Texture tones_, hues_;
  std::shared_ptr<const DensityMap> uploaded_;
};

}  // namespace thalweg::viewer
