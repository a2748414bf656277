// SPDX-License-Identifier: MIT
// From a scene to a picture: the same code for a window, for a file and for the tests.  Everything is drawn
// into framebuffers of its own; the window's is the platform's business.
#pragma once

#include <memory>

#include "core/image.h"
#include "viewer/scene/camera.h"
#include "viewer/scene/quality.h"
#include "viewer/scene/scene.h"
#include "viewer/scene/tile.h"

namespace thalweg::viewer {

/// Needs an OpenGL 4.5 context that is current on the calling thread from construction to destruction.
class Renderer {
 public:
  /// Compiles the shaders.  Throws Error with a shader's log when one does not compile.
  explicit Renderer(const Quality& quality);
  ~Renderer();
  Renderer(Renderer&&) noexcept;
  Renderer& operator=(Renderer&&) noexcept;

  const Quality& quality() const;
  /// Takes effect with the next picture.  The samples are limited to what the driver can do.
  void set_quality(const Quality& quality);

  /// Draws a picture of width x height pixels.  While camera, surface, theme and size stay the same, the
  /// parts that don't move are kept from the last picture.  Throws Error when the scene has no surface or its
  /// data don't agree.
  void draw(const Scene& scene, const Camera& camera, int width, int height);
  /// Draws a part of a picture: the same pixels as in the whole.
  void draw(const Scene& scene, const Camera& camera, const Tile& tile);

  /// The last picture.  Throws Error before the first.
  Image read_pixels() const;
  /// OpenGL name of the framebuffer that holds the last picture (RGBA8): for the window to show.
  unsigned picture_framebuffer() const;
  /// Makes it the target of draws, so that panels can be drawn on top of the picture.
  void bind_picture() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thalweg::viewer
