// SPDX-License-Identifier: MIT
#include "viewer/ui/rich_text.h"

#include <cmath>

#include "viewer/app/paragraph.h"

namespace thalweg::viewer::ui {

namespace {

constexpr double kLeading = 1.32;

}  // namespace

float lay_out_text(const Look& look, const std::string& text, float width, ImDrawList* list, ImVec2 at,
                   ImU32 color) {
  const float line = std::round(float(kLeading) * look.text->FontSize);
  const auto font_of = [&](const TextPiece& p) {
    return p.code ? look.number : p.strong ? look.strong : look.text;
  };
  const Paragraph paragraph = lay_out_paragraph(text, double(width), [&](const TextPiece& p) {
    ImFont* font = font_of(p);
    return double(font->CalcTextSizeA(font->FontSize, 1e6f, 0, p.text.c_str()).x);
  });
  if (list)
    for (const TextPiece& p : paragraph.pieces) {
      ImFont* font = font_of(p);
      const float drop = look.text->Ascent - font->Ascent;  // one baseline
      list->AddText(font, font->FontSize,
                    {std::round(at.x + float(p.x)), std::round(at.y + float(p.line) * line + drop)}, color,
                    p.text.c_str());
    }
  return float(paragraph.lines) * line;
}

void rich_text(const Look& look, const std::string& text, ImU32 color) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy({width, lay_out_text(look, text, width, ImGui::GetWindowDrawList(), at, color)});
}

}  // namespace thalweg::viewer::ui
