// SPDX-License-Identifier: MIT
// Where the panels are in the window, and what they leave to the scene.  Pixels from the top left corner.
#pragma once

namespace thalweg::viewer {

struct Area {
  double x = 0, y = 0, width = 0, height = 0;
};

/// Areas of width 0 are not shown.
struct Layout {
  Area left, strip, card, status;
  double scene_left = 0, scene_right = 0, scene_bottom = 0;  // sides that the scene's centre keeps away from
};

/// In pixels at scale 1.
inline constexpr double kPanelWidth = 300, kStripHeight = 160, kStatusHeight = 26, kCardWidth = 272;
/// Narrower windows get no card, and their panel lies over the scene instead of beside it.
inline constexpr double kNarrow = 900;
/// Lower windows, and those narrower than the panel, have no room for any.
inline constexpr double kLowest = 280;

/// scale: pixels per pixel of an ordinary display.  panels: whether the user wants any beside the status
/// line.
Layout lay_out(double width, double height, double scale, bool panels);

}  // namespace thalweg::viewer
