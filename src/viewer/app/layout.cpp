// SPDX-License-Identifier: MIT
#include "viewer/app/layout.h"

#include <algorithm>
#include <cmath>

#include "viewer/scene/camera.h"

namespace thalweg::viewer {

Layout lay_out(double width, double height, double scale, bool panels) {
  const double status = std::min(height, std::round(kStatusHeight * scale)), above = height - status;
  Layout layout;
  layout.status = {0, above, width, status};
  layout.scene_bottom = status;
  if (!panels || width < kPanelWidth * scale || height < kLowest * scale) return layout;
  const bool narrow = width < kNarrow * scale;
  const double panel = std::min(width, std::round(kPanelWidth * scale));
  const double strip = std::min(above, std::round(kStripHeight * scale));
  layout.left = {0, 0, panel, above};
  layout.scene_bottom += strip;
  if (narrow) {
    // The strip keeps the whole width, and the panel ends above it.
    layout.left.height = above - strip;
    layout.strip = {0, above - strip, width, strip};
    return layout;
  }
  layout.strip = {panel, above - strip, width - panel, strip};
  layout.scene_left = panel;
  const double gap = std::round(16 * scale), card = std::round(kCardWidth * scale);
  // The card lies over a corner; the scene makes room for it as far as that costs it no size.
  const double free_width = width - panel, free_height = above - strip;
  layout.scene_right = std::clamp(free_width - kFittedAspect * free_height, 0.0, card + gap);
  layout.card = {width - card - gap, gap, card, std::max(0.0, above - strip - 2 * gap)};
  return layout;
}

}  // namespace thalweg::viewer
