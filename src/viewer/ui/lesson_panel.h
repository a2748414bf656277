// SPDX-License-Identifier: MIT
// The panels of a lesson: text, controls and tasks at the left, the figure beside them.
#pragma once

#include <string>

#include "viewer/ui/look.h"
#include "viewer/ui/ui.h"

namespace thalweg::viewer::ui {

struct LessonInput {
  const Look& look;
  LessonSession& session;
  const LessonLayout& layout;
  ThemeName theme;
  LessonMemory& memory;
};

void draw_lesson_panel(const LessonInput& in, LessonCommands& commands);
/// The figure with its readout, or at the end of the lesson what to remember.
void draw_lesson_figure(const LessonInput& in, LessonCommands& commands);
/// The arrows of the lesson's scene, on the ground of the explorer's landscape.
void draw_ground_arrows(const LessonInput& in, const Explorer& explorer, const Viewport& viewport);
/// All keys; closes itself when clicked.
void draw_lesson_help(const LessonInput& in, int width, int height);

// Parts of the panel.
/// A disc with a tick or a cross.
void draw_verdict(const LessonInput& in, ImVec2 centre, float radius, bool right);
void draw_tasks(const LessonInput& in, LessonCommands& commands);
/// A button over the rest of the row, as high as its text needs; `note` is set small before it.
enum class ButtonState { kPlain, kPrimary, kRight, kWrong, kFaded };
bool wide_button(const Look& look, const char* id, const std::string& text, const std::string& note,
                 ButtonState state);

}  // namespace thalweg::viewer::ui
