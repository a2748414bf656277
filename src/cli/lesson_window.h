// SPDX-License-Identifier: MIT
// What of the lessons needs the explorer.  A build without it has refusals in their place.
#pragma once

#include <filesystem>
#include <optional>

#include "cli/lesson_figure.h"
#include "cli/run_options.h"
#include "lessons/progress_file.h"

namespace thalweg::cli {

struct LessonWindow {
  const lessons::Lesson& lesson;
  lessons::ProgressFile& progress;
  lessons::Lab& lab;
  ThemeName theme = ThemeName::kDark;
  Size size = {1280, 720};
  double text = 1;               ///< size of the text
  std::optional<u64> seed = {};  ///< of the series' first question
  int level = 0;                 ///< of the series
};

/// Opens the explorer on the lesson and returns when it is closed: the exit code.
int open_lesson(const LessonWindow& window);

/// A PNG file of the figure's size times `scale`.
void write_figure_picture(const figures::Figure& figure, ThemeName theme, double scale,
                          const std::filesystem::path& path);

}  // namespace thalweg::cli
