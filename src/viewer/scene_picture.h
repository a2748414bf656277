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
  const DensityMap* crowd = nullptr;
  const DescentField* arrows = nullptr;
  const LineSet* cuts = nullptr;
  Coloring coloring = Coloring::kDestination;
  double trail_length = 1, trail_fade = 1;
  std::optional<i64> trails;
  double unstable_above = 0;
  std::optional<Point> selected;
  std::optional<Fog> fog;
  double least_persistence = 0;
  double left = 0, right = 0, bottom = 0;
  int width = 0, height = 0;
  std::optional<GroundBox> box;
  std::optional<i64> followed;
  const ArrowSet* step_arrows = nullptr;
  friend bool operator==(const PictureKey&, const PictureKey&) = default;
};

/// What such a renderer manages.
inline Manages managed_by(const Quality& quality) { return {quality.most_separate, quality.trail_budget}; }

/// Of the window, in pixels.
struct PictureSize {
  int width, height;
  double content_scale;
  bool turning = false;  // the camera is being dragged
};

class ScenePicture {
 public:
  /// Needs a current OpenGL context.  While something moves it is drawn with less where it is slow: ladder.
  ScenePicture(const Quality& quality, const Ladder& ladder)
      : renderer_(quality), quality_(quality), ladder_(ladder) {}

  /// Brings the picture up to date; false if it was.
  bool draw(Explorer& explorer, const Layout& layout, const PictureSize& size,
            const std::optional<Fog>& fog = {});
  /// How long the last picture took to draw, in seconds.
  void took(double seconds);
  const Ladder& ladder() const { return ladder_; }
  /// Of the last picture.
  const Quality& quality() const { return renderer_.quality(); }
  /// The picture at the window's size, in a framebuffer that is bound for what is drawn on top: its id.
  unsigned compose(int width, int height);
  /// As `render` draws it: with the legend instead of panels.
  Image still(Explorer& explorer, int width, int height);
  /// The same of any size, a few rows at a time.
  void still(Explorer& explorer, int width, int height, const std::function<bool(const Image& rows)>& take);

 private:
  Renderer renderer_;
  Quality quality_;  // of what rests
  Ladder ladder_;
  bool moves_ = false;  // what was drawn last
  std::optional<PictureKey> drawn_;
  gl::Framebuffer composed_;
};

}  // namespace thalweg::viewer
