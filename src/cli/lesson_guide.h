// SPDX-License-Identifier: MIT
// The teacher's page.
#pragma once

#include <string>

#include "lessons/lesson.h"

namespace thalweg::cli {

/// docs/lessons.md: for every lesson its goal, how to use it in class, pages, tasks with their right answers,
/// and the figures with the commands that write them.
std::string lessons_guide(lessons::Lab& lab);

}  // namespace thalweg::cli
