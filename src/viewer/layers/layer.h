// SPDX-License-Identifier: MIT
// What a layer is given to draw with.  A layer is a class with its programs and a draw(LayerInput); a new one
// is one file here, its shaders, and a line in the renderer.
#pragma once

#include "viewer/gl/draw.h"
#include "viewer/scene/camera.h"
#include "viewer/scene/quality.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// The surface's textures and the frame's uniforms are already bound.
struct LayerInput {
  const Scene& scene;
  const Camera& camera;
  const Viewport& viewport;  // of the whole picture, of which a tile may be drawn
  const Quality& quality;
  const gl::Geometry& pulled;  // geometry without indices
};

}  // namespace thalweg::viewer
