// SPDX-License-Identifier: MIT
// The panels of a lesson: text, controls and tasks at the left, the figure beside them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viewer/app/explorer.h"
#include "viewer/app/lesson_layout.h"
#include "viewer/app/lesson_session.h"
#include "viewer/ui/figure_view.h"
#include "viewer/ui/look.h"

namespace thalweg::viewer::ui {

/// What the panels remember between pictures.
struct LessonMemory {
  std::optional<std::size_t> dragged;  // handle of the figure
  std::string typed;                   // the answer that is being typed
  int page = -1;                       // that was shown last
  bool help = false;
};

struct LessonInput {
  const Look& look;
  LessonSession& session;
  const LessonLayout& layout;
  ThemeName theme;
  LessonMemory& memory;
};

using LessonCommands = std::vector<LessonCommand>;

void draw_lesson_panel(const LessonInput& in, LessonCommands& commands);
/// Where a figure lies in its area, between heading and readout; scale: as in Look.
FigurePlace place_in_window(const lessons::Figure& figure, const Area& area, double scale);
/// The figure with its readout, or at the end of the lesson what to remember.
void draw_lesson_figure(const LessonInput& in, LessonCommands& commands);
/// The arrows of the lesson's scene, on the ground of the explorer's landscape.
void draw_ground_arrows(const LessonInput& in, const Explorer& explorer, const Viewport& viewport);
/// All keys; closes itself when clicked.
void draw_lesson_help(const LessonInput& in, int width, int height);

// Parts of the panel.
void draw_tasks(const LessonInput& in, LessonCommands& commands);
/// A button over the rest of the row, as high as its text needs; `note` is set small before it.
enum class ButtonState { kPlain, kPrimary, kRight, kWrong, kFaded };
bool wide_button(const Look& look, const char* id, const std::string& text, const std::string& note,
                 ButtonState state);

}  // namespace thalweg::viewer::ui
