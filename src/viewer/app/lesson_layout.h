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

/// Which of a page's two sides is looked at, where there is no room for both.
enum class LessonSide { kScene, kFigure };

/// Wider than this at scale 1 beside the panel, figure and scene are shown next to each other.
inline constexpr double kBothSides = 1400;

/// The panel is at the left.  The rest belongs to the figure, to the scene, or to one of them.
LessonLayout lay_out_lesson(double width, double height, double scale, bool figure, bool scene,
                            LessonSide side);

}  // namespace thalweg::viewer
