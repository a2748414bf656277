// SPDX-License-Identifier: MIT
// A lesson in the terminal: read, set values, answer, go on.
#pragma once

#include <optional>

#include "lessons/progress_file.h"

namespace thalweg::cli {

struct TextOptions {
  std::optional<u64> seed = {};  ///< of the first question of a series; else one that was not asked yet
  int level = 0;                 ///< of series, from 0
  bool quiet = false;            ///< no notes
};

/// Runs until the lesson, the input or the learner's patience ends; progress is saved at every answer.
/// Returns the exit code.
int run_lesson_text(const lessons::Lesson& lesson, lessons::ProgressFile& progress, lessons::Lab& lab,
                    const TextOptions& options);

}  // namespace thalweg::cli
