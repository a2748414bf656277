// SPDX-License-Identifier: MIT
#include "cli/lesson_window.h"

#include <fmt/format.h>

#include "core/error.h"
#include "viewer/app.h"

namespace thalweg::cli {

int open_lesson(const LessonWindow& window) {
  throw Error(fmt::format("the window is not built in; use `thalweg lesson {} --text`", window.lesson.name));
}

void write_figure_picture(const lessons::Figure& figure, ThemeName theme, double scale,
                          const std::filesystem::path& path) {
  viewer::write_figure_png(figure, theme, scale, path);
}

}  // namespace thalweg::cli
