// SPDX-License-Identifier: MIT
// The explorer's scene as a picture in the window, drawn again only when something in it has changed.
#pragma once

#include <functional>
#include <optional>

#include "core/image.h"
#include "viewer/app/explorer.h"
#include "viewer/app/layout.h"
#include "viewer/gl/framebuffer.h"
#include "viewer/renderer.h"

namespace thalweg::viewer {

/// Everything that a picture of the scene shows; equal keys, equal pictures.
struct PictureKey {
  const SurfaceModel* surface = nullptr;
  u64 version = 0;
  Options options;
  ColorMap color_map = ColorMap::kViridis;
  Camera camera;
  double relief = 1;
  Start start;
  u64 features = 0;
  const LabelMap* basins = nullptr;
  const DensityMap* density = nullptr;
  const SharpnessMap* sharpness = nullptr;
  double unstable_above = 0;
  std::optional<Point> selected;
  std::optional<Fog> fog;
  double least_persistence = 0;
  double left = 0, right = 0, bottom = 0;
  int width = 0, height = 0;
  friend bool operator==(const PictureKey&, const PictureKey&) = default;
};

/// Of the window, in pixels.
struct PictureSize {
  int width, height;
  double content_scale;
  bool turning = false;  // the camera is being dragged
};

class ScenePicture {
 public:
  /// Needs a current OpenGL context.  in_software: while something moves it is drawn coarser.
  ScenePicture(const Quality& quality, bool in_software) : renderer_(quality), in_software_(in_software) {}

  /// Brings the picture up to date.
  void draw(Explorer& explorer, const Layout& layout, const PictureSize& size,
            const std::optional<Fog>& fog = {});
  /// The picture at the window's size, in a framebuffer that is bound for what is drawn on top: its id.
  unsigned compose(int width, int height);
  /// As `render` draws it: with the legend instead of panels.
  Image still(Explorer& explorer, int width, int height);
  /// The same of any size, a few rows at a time.
  void still(Explorer& explorer, int width, int height, const std::function<bool(const Image& rows)>& take);

 private:
  Renderer renderer_;
  bool in_software_;
  std::optional<PictureKey> drawn_;
  gl::Framebuffer composed_;
};

}  // namespace thalweg::viewer
