// SPDX-License-Identifier: MIT
// What holds for every lesson, page, task and figure, whoever wrote it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cpu/cpu_backend.h"
#include "lessons/lesson.h"

namespace thalweg::lessons {

/// The machine that lessons run on.
inline Lab& lab() {
  static const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  static Lab shared{*backend};
  return shared;
}

/// What is wrong; empty if nothing is.
using Findings = std::vector<std::string>;

/// Texts: not empty, marks in pairs, only known facts.  Digits only in {facts} and `code`, unless a series
/// computed the text.
Findings text_findings(const Lesson& lesson, const std::string& text, bool computed);

/// Title, texts, controls, tasks with what is said to right and wrong answers, and the figure at the corners
/// of its controls' ranges.
Findings page_findings(const Lesson& lesson, const Page& page, bool computed);

/// Marks finite and in the rectangle, words not empty, a readout, handles that move controls.
Findings figure_findings(const Figure& figure, const Page& page);

/// The initial values, all lowest, all highest, each control alone at both ends, and all corners where they
/// are few.
std::vector<Values> corners(const Page& page);

}  // namespace thalweg::lessons
