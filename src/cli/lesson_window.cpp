// SPDX-License-Identifier: MIT
#include "cli/lesson_window.h"

#include "viewer/app.h"

namespace thalweg::cli {

int open_lesson(const LessonWindow& window) {
  return viewer::run_lesson({.lesson = window.lesson,
                             .progress = window.progress,
                             .seed = window.seed,
                             .level = window.level,
                             .width = window.size.width,
                             .height = window.size.height,
                             .theme = window.theme,
                             .text = window.text,
                             .loop = window.lab.loop},
                            window.lab.backend);
}

void write_figure_picture(const figures::Figure& figure, ThemeName theme, double scale,
                          const std::filesystem::path& path) {
  viewer::write_figure_png(figure, theme, scale, path);
}

}  // namespace thalweg::cli
