// SPDX-License-Identifier: MIT
// The surface on the card: what every layer that touches it samples.
#pragma once

#include <memory>

#include "viewer/gl/texture.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Uploads a surface, its drapes and its colour map when they are not the ones that were uploaded last.
class SurfaceTextures {
 public:
  /// mesh: nodes per side of the drawn mesh.
  void update(const Scene& scene, int mesh);
  /// To the units of bindings.h.
  void bind() const;

 private:
  void upload_surface(const SurfaceModel& surface);
  void upload_drapes(const Scene& scene);

  std::shared_ptr<const SurfaceModel> surface_;
  std::shared_ptr<const LabelMap> basin_map_;
  std::shared_ptr<const DensityMap> density_map_;
  std::shared_ptr<const SharpnessMap> sharpness_map_;
  int mesh_ = 0;
  int color_map_ = -1;
  gl::Texture mesh_height_, field_, light_, colors_, basins_, density_, sharpness_, beyond_;
};

}  // namespace thalweg::viewer
