// SPDX-License-Identifier: MIT
#include "viewer/app/lesson_layout.h"

#include <algorithm>
#include <cmath>

namespace thalweg::viewer {

LessonLayout lay_out_lesson(double width, double height, double scale, bool figure, bool scene) {
  // Text that is larger than the window can bear leaves at least half of it to what is looked at.
  const double panel = std::round(std::min(kLessonWidth * scale, 0.5 * width));
  LessonLayout layout;
  layout.panel = {0, 0, panel, height};
  layout.scene.scene_left = panel;
  const Area rest{panel, 0, width - panel, height};
  if (!figure) return layout;
  layout.figure = rest;
  if (!scene) return layout;
  const double half_width = std::round(0.5 * rest.width), half_height = std::round(0.5 * rest.height);
  if (rest.width > rest.height) {
    layout.figure = {rest.x + rest.width - half_width, 0, half_width, height};
    layout.scene.scene_right = half_width;
  } else {
    layout.figure = {rest.x, height - half_height, rest.width, half_height};
    layout.scene.scene_bottom = half_height;
  }
  return layout;
}

}  // namespace thalweg::viewer
