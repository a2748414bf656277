// SPDX-License-Identifier: MIT
// The two marks in lessons' texts: *stress* and `code`.
#pragma once

#include <string>
#include <vector>

namespace thalweg::lessons {

enum class Style { plain, stress, code };
struct TextRun {
  std::string text;
  Style style = Style::plain;
  friend bool operator==(const TextRun&, const TextRun&) = default;
};

/// Stretches of one style, none empty.  In code a star is a star; a mark without its partner is text.
std::vector<TextRun> text_runs(const std::string& text);

}  // namespace thalweg::lessons
