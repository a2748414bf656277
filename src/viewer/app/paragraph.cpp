// SPDX-License-Identifier: MIT
#include "viewer/app/paragraph.h"

#include <cstddef>

namespace thalweg::viewer {

namespace {

/// A word is one or more pieces without a space between them.
using Word = std::vector<TextPiece>;

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words(1);
  bool strong = false, code = false;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= text.size(); i++) {
    const bool end = i == text.size();
    const bool mark = !end && (text[i] == '`' || (text[i] == '*' && !code));
    if (!end && !mark && text[i] != ' ') continue;
    if (i > from) words.back().push_back({text.substr(from, i - from), strong, code});
    from = i + 1;
    if (end) break;
    if (text[i] == '`') code = !code;
    if (text[i] == '*' && !code) strong = !strong;
    if (text[i] == ' ' && !words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

Paragraph lay_out_paragraph(std::string_view text, double width, const MeasureText& measure) {
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
