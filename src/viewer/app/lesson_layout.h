// SPDX-License-Identifier: MIT
// Where the parts of a lesson are in the window.
#pragma once

#include "viewer/app/layout.h"

namespace thalweg::viewer {

struct LessonLayout {
  Area panel, figure;  // text and controls; the figure, of width 0 where there is none
  Layout scene;        // what the panels leave to the landscape
};

/// In pixels at scale 1.
inline constexpr double kLessonWidth = 400;

/// The panel is at the left.  The rest belongs to the figure or to the scene; if there are both, the figure
/// gets the right half, or the lower half of a window that is higher than wide.
LessonLayout lay_out_lesson(double width, double height, double scale, bool figure, bool scene);

}  // namespace thalweg::viewer
