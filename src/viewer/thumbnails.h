// SPDX-License-Identifier: MIT
// Pictures of the presets, drawn as the explorer draws them: a little of one at a time, so that the window
// never waits for them.
#pragma once

#include <optional>
#include <vector>

#include "viewer/app/explorer.h"
#include "viewer/gl/framebuffer.h"
#include "viewer/renderer.h"

namespace thalweg::viewer {

class Thumbnails {
 public:
  /// Needs a current OpenGL context.
  explicit Thumbnails(Backend& backend) : backend_(&backend) {}

  /// Works for a part of a picture's time; false when there is nothing left to do.  Another theme begins
  /// again.
  bool work(ThemeName theme, double seconds);
  /// OpenGL names of textures, bottom row first, in the order of presets(); 0: not drawn yet.
  const std::vector<unsigned>& pictures() const { return pictures_; }

 private:
  void draw();

  Backend* backend_;
  std::optional<Renderer> renderer_;
  std::optional<Explorer> explorer_;  // of the next picture
  ThemeName theme_ = ThemeName::kDark;
  std::vector<gl::Framebuffer> drawn_;
  std::vector<unsigned> pictures_;
};

inline constexpr int kThumbnailWidth = 320, kThumbnailHeight = 192;

}  // namespace thalweg::viewer
