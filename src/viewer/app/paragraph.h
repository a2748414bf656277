// SPDX-License-Identifier: MIT
// Paragraphs with *stressed* words and `formulas`, broken into lines.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace thalweg::viewer {

/// A piece of text in one typeface, and where it stands.
struct TextPiece {
  std::string text;
  bool strong = false, code = false;
  double x = 0;
  int line = 0;
};

struct Paragraph {
  std::vector<TextPiece> pieces;
  int lines = 1;
};

/// Widths of pieces of text; only text, strong and code are read.
using MeasureText = std::function<double(const TextPiece&)>;

/// Words that are wider than the lines stand alone and stick out.
Paragraph lay_out_paragraph(const std::string& text, double width, const MeasureText& measure);

}  // namespace thalweg::viewer
