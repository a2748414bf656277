// SPDX-License-Identifier: MIT
// Lessons as JSON, for `lesson --json` and `list lessons --json`.
#pragma once

#include "io/json.h"
#include "lessons/progress.h"

namespace thalweg::cli {

/// {name, title, place, goal, pages: [title], tasks, series, remember, terms: [{word, meaning}], cards}
/// tasks, series and cards say how many.
Json lesson_json(const lessons::Lesson& lesson);

/// {pages_seen, tasks_right, finished, best_score, series: [{page, level, asked, right, best_streak}]}
/// page and level from 1.
Json progress_json(const lessons::Lesson& lesson, const lessons::Progress& progress);

}  // namespace thalweg::cli
