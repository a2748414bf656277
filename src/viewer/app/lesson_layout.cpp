// SPDX-License-Identifier: MIT
#include "viewer/app/lesson_layout.h"

#include <algorithm>
#include <cmath>

namespace thalweg::viewer {

LessonLayout lay_out_lesson(double width, double height, double scale, bool figure, bool scene,
                            LessonSide side) {
  // Text that is larger than the window can bear leaves at least half of it to what is looked at.
  const double panel = std::round(std::min(kLessonWidth * scale, 0.5 * width));
  LessonLayout layout;
  layout.panel = {0, 0, panel, height};
  layout.scene.scene_left = panel;
  const double rest = width - panel;
  if (!figure) return layout;
  if (scene && rest > kBothSides * scale) {
    layout.scene.scene_right = std::round(0.5 * rest);
    layout.figure = {width - layout.scene.scene_right, 0, layout.scene.scene_right, height};
  } else if (!scene || side == LessonSide::kFigure) {
    layout.figure = {panel, 0, rest, height};
  }
  return layout;
}

}  // namespace thalweg::viewer
