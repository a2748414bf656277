// SPDX-License-Identifier: MIT
// One picture of the explorer's window: the landscape, the panels over it, and what each part of it cost.
#pragma once

#include "viewer/desk.h"
#include "viewer/scene_picture.h"

namespace thalweg::viewer {

/// Seconds that the parts of a picture took.  Graphics cards draw while the program goes on; where drawing is
/// waited for, the parts are those that the user waits for.
struct FrameCost {
  double update = 0;   ///< the run and the analyses
  double draw = 0;     ///< the landscape with everything on it
  double panels = 0;   ///< laying out and drawing them
  double present = 0;  ///< to the screen
  double total() const { return update + draw + panels + present; }
};

/// Draws the desk as it is, panels `seconds` after their last picture, and returns the framebuffer to show.
/// waits: for the graphics after each part, so that `cost` is theirs; the ladder of a renderer in software
/// needs that.
unsigned draw_window(Desk& desk, ScenePicture& picture, double seconds, bool waits, FrameCost& cost);

}  // namespace thalweg::viewer
