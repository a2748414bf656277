// SPDX-License-Identifier: MIT
#include "viewer/ui/rich_text.h"

#include <cmath>
#include <string_view>
#include <vector>

namespace thalweg::viewer::ui {

namespace {

/// A piece of a word in one typeface; words end where `space` follows.
struct Piece {
  std::string_view text;
  bool strong = false, code = false, space = false;
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  bool strong = false, code = false;
  std::size_t from = 0;
  const auto take = [&](std::size_t end, bool space) {
    if (end > from) pieces.push_back({text.substr(from, end - from), strong, code, space});
    if (end == from && space && !pieces.empty()) pieces.back().space = true;
    from = end + 1;
  };
  for (std::size_t i = 0; i < text.size(); i++) {
    if (text[i] == '`') {
      take(i, false);
      code = !code;
    } else if (text[i] == '*' && !code) {
      take(i, false);
      strong = !strong;
    } else if (text[i] == ' ') {
      take(i, true);
    }
  }
  take(text.size(), true);
  return pieces;
}

float width_of(ImFont* font, std::string_view text) {
  return font->CalcTextSizeA(font->FontSize, 1e6f, 0, text.data(), text.data() + text.size()).x;
}

constexpr double kLeading = 1.32;

}  // namespace

float lay_out_text(const Look& look, const std::string& text, float width, ImDrawList* list, ImVec2 at,
                   ImU32 color) {
  const std::vector<Piece> pieces = pieces_of(text);
  const float line = std::round(float(kLeading) * look.text->FontSize);
  const auto font_of = [&](const Piece& p) {
    return p.code ? look.number : p.strong ? look.strong : look.text;
  };
  float x = 0, y = 0;
  for (std::size_t first = 0; first < pieces.size();) {
    std::size_t last = first;
    float word = 0;
    for (;; last++) {
      word += width_of(font_of(pieces[last]), pieces[last].text);
      if (pieces[last].space || last + 1 == pieces.size()) break;
    }
    if (x > 0 && x + word > width) {
      x = 0;
      y += line;
    }
    for (; first <= last; first++) {
      const Piece& p = pieces[first];
      ImFont* font = font_of(p);
      const float w = width_of(font, p.text);
      if (list) {
        const float drop = look.text->Ascent - font->Ascent;  // one baseline
        list->AddText(font, font->FontSize, {std::round(at.x + x), std::round(at.y + y + drop)}, color,
                      p.text.data(), p.text.data() + p.text.size());
      }
      x += w;
    }
    x += width_of(font_of(pieces[last]), " ");
  }
  return y + line;
}

void rich_text(const Look& look, const std::string& text, ImU32 color) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy({width, lay_out_text(look, text, width, ImGui::GetWindowDrawList(), at, color)});
}

}  // namespace thalweg::viewer::ui
