// SPDX-License-Identifier: MIT
// thalweg view and thalweg render in a build without the explorer: linked instead of view.cpp, render.cpp
// and lesson_window.cpp.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/lesson_window.h"
#include "cli/viewer_status.h"
#include "core/error.h"

namespace thalweg::cli {

std::string viewer_missing() {
  const std::string libraries = THALWEG_VIEWER_LACKS;
  return "this build has no explorer: " + (libraries.empty() ? std::string("it was configured without")
                                                             : "these were not found: " + libraries);
}

std::vector<PresetRow> preset_rows() { return {}; }

namespace {

Action refuse(Usage& command) {
  command.takes_anything = true;
  command.footer = [] {
    return "Not available: " + viewer_missing() + ".\n`thalweg run` prints the same run as a table.\n";
  };
  return []() -> int { throw Error(viewer_missing() + " (`thalweg run` prints the same run as a table)"); };
}

}  // namespace

Action declare_view(Usage& command) { return refuse(command); }
Action declare_render(Usage& command) { return refuse(command); }

int open_lesson(const LessonWindow& window) {
  throw Error(fmt::format("{} (`thalweg lesson {} --text` runs in the terminal)", viewer_missing(),
                          window.lesson.name));
}
void write_figure_picture(const figures::Figure&, ThemeName, double, const std::filesystem::path& path) {
  throw Error(fmt::format("cannot write '{}': {} (.svg needs none)", path.string(), viewer_missing()));
}

}  // namespace thalweg::cli
