// SPDX-License-Identifier: MIT
#include "lessons/text_runs.h"

namespace thalweg::lessons {

namespace {

/// Where the mark that opened at `open` closes; npos: nowhere.  A star closes behind a letter, and opens
/// before one, so that "2 * 3 * 4" stays what it is.
std::size_t closing(const std::string& text, std::size_t open) {
  const char mark = text[open];
  if (mark == '`') return text.find('`', open + 1);
  if (open + 1 >= text.size() || text[open + 1] == ' ' || text[open + 1] == '*') return std::string::npos;
  bool in_code = false;
  for (std::size_t i = open + 1; i < text.size(); i++) {
    if (text[i] == '`') in_code = !in_code;
    if (text[i] == '*' && !in_code && text[i - 1] != ' ') return i;
  }
  return std::string::npos;
}

}  // namespace

std::vector<TextRun> text_runs(const std::string& text) {
  std::vector<TextRun> runs;
  const auto add = [&](std::string part, Style style) {
    if (part.empty()) return;
    if (!runs.empty() && runs.back().style == style && style == Style::plain)
      runs.back().text += part;
    else
      runs.push_back({std::move(part), style});
  };
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t open = text.find_first_of("*`", from);
    if (open == std::string::npos) {
      add(text.substr(from), Style::plain);
      break;
    }
    add(text.substr(from, open - from), Style::plain);
    const std::size_t close = closing(text, open);
    if (close == std::string::npos) {
      add(text.substr(open, 1), Style::plain);
      from = open + 1;
      continue;
    }
    add(text.substr(open + 1, close - open - 1), text[open] == '`' ? Style::code : Style::stress);
    from = close + 1;
  }
  return runs;
}

}  // namespace thalweg::lessons
