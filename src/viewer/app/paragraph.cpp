// SPDX-License-Identifier: MIT
#include "viewer/app/paragraph.h"

#include <cstddef>

#include "lessons/text_runs.h"

namespace thalweg::viewer {

namespace {

/// A word is one or more pieces without a space between them.
using Word = std::vector<TextPiece>;

std::vector<Word> words_of(const std::string& text) {
  std::vector<Word> words(1);
  for (const lessons::TextRun& run : lessons::text_runs(text)) {
    const bool strong = run.style == lessons::Style::stress, code = run.style == lessons::Style::code;
    for (std::size_t from = 0;;) {
      const std::size_t space = run.text.find(' ', from);
      const std::string part = run.text.substr(from, space - from);
      if (!part.empty()) words.back().push_back({part, strong, code});
      if (space == std::string::npos) break;
      if (!words.back().empty()) words.emplace_back();
      from = space + 1;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

Paragraph lay_out_paragraph(const std::string& text, double width, const MeasureText& measure) {
  Paragraph paragraph;
  double x = 0;
  for (const Word& word : words_of(text)) {
    double wide = 0;
    for (const TextPiece& piece : word) wide += measure(piece);
    if (x > 0 && x + wide > width) {
      x = 0;
      paragraph.lines++;
    }
    for (TextPiece piece : word) {
      piece.x = x;
      piece.line = paragraph.lines - 1;
      x += measure(piece);
      paragraph.pieces.push_back(piece);
    }
    x += measure({" ", word.back().strong, word.back().code});
  }
  return paragraph;
}

}  // namespace thalweg::viewer
