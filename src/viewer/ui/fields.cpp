// SPDX-License-Identifier: MIT
// Controls with several parts: names to choose from, text, pairs of numbers.
#include <algorithm>
#include <cmath>

#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

/// Lets Dear ImGui type into a std::string.
int resize(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag != ImGuiInputTextFlags_CallbackResize) return 0;
  auto& text = *static_cast<std::string*>(data->UserData);
  text.resize(std::size_t(data->BufTextLen));
  data->Buf = text.data();
  return 0;
}

std::optional<double> number_field(const Look& look, const char* id, double value, float width) {
  ImGui::PushFont(look.number);
  ImGui::SetNextItemWidth(width);
  double typed = value;
  const bool entered =
      ImGui::InputScalar(id, ImGuiDataType_Double, &typed, nullptr, nullptr, "%.6g",
                         ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll |
                             ImGuiInputTextFlags_CharsScientific);
  ImGui::PopFont();
  if (!entered || !std::isfinite(typed) || typed == value) return std::nullopt;
  return typed;
}

}  // namespace

std::optional<int> segments(const Look& look, const char* id, std::span<const char* const> names,
                            std::span<const char* const> meanings, int chosen) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = look.px(26), radius = look.px(6);
  const float each = std::floor(width / float(names.size()));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + each * float(names.size()), at.y + height}, look.line(0.55), radius);
  std::optional<int> picked;
  ImGui::PushID(id);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (std::size_t i = 0; i < names.size(); i++) {
    if (i > 0) ImGui::SameLine(0, 0);
    const ImVec2 low{at.x + each * float(i), at.y}, high{low.x + each, low.y + height};
    if (ImGui::InvisibleButton(names[i], {each, height}) && int(i) != chosen) picked = int(i);
    const bool on = int(i) == chosen, hovered = ImGui::IsItemHovered();
    tooltip(look, meanings[i]);
    const float inset = look.px(2);
    if (on || hovered)
      list.AddRectFilled({low.x + inset, low.y + inset}, {high.x - inset, high.y - inset},
                         on ? look.accent(0.9) : look.line(0.9), radius - inset);
    ImFont* font = on ? look.strong : look.text;
    const float text = font->CalcTextSizeA(font->FontSize, 1e6f, 0, names[i]).x;
    list.AddText(
        font, font->FontSize,
        {std::round(0.5f * (low.x + high.x - text)), std::round(low.y + 0.5f * (height - font->FontSize))},
        on ? look.color(0xffffff) : look.ink(), names[i]);
  }
  ImGui::PopStyleVar();
  ImGui::PopID();
  return picked;
}

TextFieldResult text_field(const Look& look, const char* name, const std::string& meaning, std::string& text,
                           int least, int most, bool wrong) {
  TextFieldResult result;
  ImGui::PushID(name);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::Dummy({0, look.px(5)});
  label(look.text, look.secondary(), name);
  tooltip(look, meaning);
  ImGui::SameLine(0, look.px(8));
  label(look.text, look.accent(), "?");
  tooltip(look, meaning);
  ImGui::Dummy({0, look.px(3)});
  ImGui::PopStyleVar();
  const int lines = std::clamp(int(std::count(text.begin(), text.end(), '\n')) + 1, least, most);
  ImGui::PushFont(look.number);
  if (wrong) {
    ImGui::PushStyleColor(ImGuiCol_Border, look.vec(kWarning));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, std::max(1.0f, look.px(1)));
  }
  const float height = ImGui::GetTextLineHeight() * float(lines) + look.px(10);
  result.changed = ImGui::InputTextMultiline("##text", text.data(), text.capacity() + 1, {-1, height},
                                             ImGuiInputTextFlags_CallbackResize, resize, &text);
  if (wrong) {
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
  }
  ImGui::PopFont();
  result.entered = ImGui::IsItemActivated();
  ImGui::PopID();
  return result;
}

std::optional<std::pair<double, double>> range_fields(const Look& look, const char* name,
                                                      const std::string& meaning, double low, double high) {
  ImGui::PushID(name);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  row_label(look, name, meaning);
  const float dash = look.px(20), each = std::floor(0.5f * (ImGui::GetContentRegionAvail().x - dash));
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + look.px(2));
  const auto from = number_field(look, "##from", low, each);
  ImGui::SameLine(0, 0);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddText(look.text, look.text->FontSize, {at.x + look.px(4), at.y + look.px(4)},
                                      look.secondary(), "to");
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + dash);
  const auto to = number_field(look, "##to", high, each);
  ImGui::PopStyleVar();
  ImGui::PopID();
  if (!from && !to) return std::nullopt;
  return std::pair(from.value_or(low), to.value_or(high));
}

bool removable(const Look& look, const char* text, const std::string& meaning) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, side = look.px(22);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::PushClipRect(at, {at.x + width - side, at.y + side}, true);
  list.AddText(look.text, look.text->FontSize, {at.x, at.y + std::round(0.5f * (side - look.text->FontSize))},
               look.secondary(), text);
  ImGui::PopClipRect();
  ImGui::PushID(text);
  ImGui::InvisibleButton("text", {width - side, side});
  tooltip(look, std::string(text) + "\n" + meaning);
  ImGui::SameLine(0, 0);
  const bool clicked = cross_button(look, "remove", 22, "take it away");
  ImGui::PopID();
  return clicked;
}

bool text_line(const Look& look, const char* id, std::string& text, bool focus) {
  ImGui::PushFont(look.number);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {look.px(8), look.px(6)});
  ImGui::SetNextItemWidth(-1);
  if (focus) ImGui::SetKeyboardFocusHere();
  const bool entered =
      ImGui::InputText(id, text.data(), text.capacity() + 1,
                       ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_EnterReturnsTrue |
                           ImGuiInputTextFlags_AutoSelectAll,
                       resize, &text);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  return entered;
}

bool button(const Look& look, const char* text, double width, const std::string& meaning, bool primary) {
  const ImVec2 at = ImGui::GetCursorScreenPos(), size{look.px(width), look.px(28)};
  const bool clicked = ImGui::InvisibleButton(text, size);
  const bool hovered = ImGui::IsItemHovered(), held = ImGui::IsItemActive();
  tooltip(look, meaning);
  const double strength = held ? 1 : hovered ? 0.9 : 0.55;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + size.x, at.y + size.y},
                     primary ? look.accent(held      ? 0.75
                                           : hovered ? 1
                                                     : 0.9)
                             : look.line(strength),
                     look.px(6));
  const float words = look.text->CalcTextSizeA(look.text->FontSize, 1e6f, 0, text).x;
  list.AddText(
      look.text, look.text->FontSize,
      {std::round(at.x + 0.5f * (size.x - words)), std::round(at.y + 0.5f * (size.y - look.text->FontSize))},
      primary ? look.color(0xffffff) : look.ink(), text);
  return clicked;
}

bool cross_button(const Look& look, const char* id, double side, const std::string& meaning) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton(id, {look.px(side), look.px(side)});
  const ImU32 color = ImGui::IsItemHovered() ? look.ink() : look.secondary();
  tooltip(look, meaning);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 c{at.x + look.px(0.5 * side), at.y + look.px(0.5 * side)};
  const float r = look.px(4), thickness = look.px(1.4);
  list.AddLine({c.x - r, c.y - r}, {c.x + r, c.y + r}, color, thickness);
  list.AddLine({c.x - r, c.y + r}, {c.x + r, c.y - r}, color, thickness);
  return clicked;
}

}  // namespace thalweg::viewer::ui
