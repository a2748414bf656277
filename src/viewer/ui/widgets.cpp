// SPDX-License-Identifier: MIT
#include "viewer/ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "viewer/app/slider_scale.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kRow = 28, kFieldWidth = 68;

std::string explained(const SliderInfo& info) {
  std::string text = info.meaning;
  if (!text.empty()) text += "\n";
  text += tick_label(info.range.low) + " to " + tick_label(info.range.high) + ", default " +
          tick_label(info.initial);
  if (info.mark && *info.mark != info.initial) text += ", recommended " + tick_label(*info.mark);
  return text + ". Double click for the default.";
}

void draw_track(const Look& look, const SliderInfo& info, double value, ImVec2 low, ImVec2 high, bool lit) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float r = look.px(lit ? 6.5 : 5.5), left = low.x + look.px(7), right = high.x - look.px(7);
  const float y = std::round(0.5f * (low.y + high.y)), half = look.px(1.5);
  const auto at = [&](double v) { return left + float(slider_position(info.range, v)) * (right - left); };
  list.AddRectFilled({left, y - half}, {right, y + half}, look.line(), half);
  list.AddRectFilled({left, y - half}, {at(value), y + half}, look.accent(lit ? 1 : 0.85), half);
  if (info.mark)
    list.AddRectFilled({at(*info.mark) - look.px(0.75), y - look.px(6)},
                       {at(*info.mark) + look.px(0.75), y + look.px(6)}, look.secondary());
  list.AddCircleFilled({at(value), y}, r + look.px(1.5), look.color(look.colors->panel));
  list.AddCircleFilled({at(value), y}, r, look.accent());
}

std::optional<double> track(const Look& look, const SliderInfo& info, double value, float width) {
  const ImVec2 low = ImGui::GetCursorScreenPos(), high{low.x + width, low.y + look.px(kRow)};
  ImGui::InvisibleButton("track", {width, look.px(kRow)});
  const bool active = ImGui::IsItemActive(), lit = active || ImGui::IsItemHovered();
  std::optional<double> wanted;
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0)) {
    wanted = info.initial;
  } else if (active && !ImGui::IsMouseDoubleClicked(0)) {
    const double pad = look.px(7);
    const double position = (double(ImGui::GetIO().MousePos.x) - low.x - pad) / (width - 2 * pad);
    const double v = slider_value(info.range, position);
    // A press that does not move the knob leaves a typed value alone.
    if (ImGui::IsMouseDragging(0, 1) || slider_position(info.range, v) != slider_position(info.range, value))
      wanted = v;
  }
  if (!active) tooltip(look, explained(info));
  draw_track(look, info, wanted.value_or(value), low, high, lit);
  if (wanted == value) wanted.reset();
  return wanted;
}

std::optional<double> field(const Look& look, const SliderInfo& info, double value) {
  ImGui::PushFont(look.number);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {look.px(5), look.px(4)});  // room for 0.000252
  ImGui::SetNextItemWidth(-1);
  double typed = value;
  const bool entered =
      ImGui::InputScalar("##value", ImGuiDataType_Double, &typed, nullptr, nullptr,
                         info.range.scale == Scale::integer && std::abs(value) < 1e9 ? "%.0f" : "%.4g",
                         ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll |
                             ImGuiInputTextFlags_CharsScientific);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  if (!entered || !std::isfinite(typed)) return std::nullopt;
  typed = std::clamp(typed, info.range.low, info.range.high);
  if (info.range.scale == Scale::integer) typed = std::round(typed);
  if (typed == value) return std::nullopt;
  return typed;
}

void draw_restart(ImDrawList& list, ImVec2 c, float r, float thickness, ImU32 color) {
  constexpr float kFrom = -0.9f, kTo = 4.4f;
  list.PathArcTo(c, r, kFrom, kTo, 24);
  list.PathStroke(color, 0, thickness);
  const ImVec2 end{c.x + r * std::cos(kFrom), c.y + r * std::sin(kFrom)};
  const float a = 0.62f * r;
  list.AddTriangleFilled({end.x + a, end.y - 0.2f * a}, {end.x - 0.75f * a, end.y + 0.35f * a},
                         {end.x + 0.15f * a, end.y - 1.45f * a}, color);
}

void draw_icon(const Look& look, ImDrawList& list, Icon icon, ImVec2 c, ImU32 color) {
  const float u = look.px(1);
  switch (icon) {
    case Icon::kPlay:
      list.AddTriangleFilled({c.x - 4 * u, c.y - 6.5f * u}, {c.x - 4 * u, c.y + 6.5f * u}, {c.x + 7 * u, c.y},
                             color);
      break;
    case Icon::kPause:
      list.AddRectFilled({c.x - 5 * u, c.y - 6 * u}, {c.x - 1.5f * u, c.y + 6 * u}, color, u);
      list.AddRectFilled({c.x + 1.5f * u, c.y - 6 * u}, {c.x + 5 * u, c.y + 6 * u}, color, u);
      break;
    case Icon::kStep:
      list.AddTriangleFilled({c.x - 5 * u, c.y - 5.5f * u}, {c.x - 5 * u, c.y + 5.5f * u}, {c.x + 3 * u, c.y},
                             color);
      list.AddRectFilled({c.x + 3.5f * u, c.y - 5.5f * u}, {c.x + 5.5f * u, c.y + 5.5f * u}, color, 0.5f * u);
      break;
    case Icon::kRestart:
      draw_restart(list, c, 5 * u, 1.6f * u, color);
      break;
    case Icon::kDice:
      list.AddRect({c.x - 6 * u, c.y - 6 * u}, {c.x + 6 * u, c.y + 6 * u}, color, 2.5f * u, 0, 1.4f * u);
      for (const float d : {-2.8f, 0.0f, 2.8f})
        list.AddCircleFilled({c.x + d * u, c.y + d * u}, 1.2f * u, color);
      break;
  }
}

}  // namespace

void row_label(const Look& look, const char* text, const std::string& meaning) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = look.px(look.label_width), height = look.px(kRow);
  ImGui::PushClipRect(at, {at.x + width - look.px(4), at.y + height}, true);
  ImGui::GetWindowDrawList()->AddText(look.text, look.text->FontSize,
                                      {at.x, at.y + std::round(0.5f * (height - look.text->FontSize))},
                                      look.secondary(), text);
  ImGui::PopClipRect();
  ImGui::PushID(text);
  ImGui::InvisibleButton("label", {width, height});
  tooltip(look, meaning);
  ImGui::PopID();
  ImGui::SameLine(0, 0);
}

bool pressed(ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false); }

void tooltip(const Look& look, const std::string& text) {
  if (text.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(10), look.px(8)});
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(look.px(300));
  ImGui::PushFont(look.text);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopFont();
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void label(ImFont* font, ImU32 color, const char* text) {
  ImGui::PushFont(font);
  ImGui::PushStyleColor(ImGuiCol_Text, color);
  ImGui::TextUnformatted(text);
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

std::string fitting(ImFont* font, const std::string& text, float width, Keep keep) {
  const auto fits = [&](const std::string& t) {
    return font->CalcTextSizeA(font->FontSize, 1e6f, 0, t.c_str()).x <= width;
  };
  if (fits(text)) return text;
  const auto inside_character = [&](std::size_t at) { return (text[at] & 0xc0) == 0x80; };
  if (keep == Keep::kEnd) {
    for (std::size_t begin = 1; begin < text.size(); begin++)
      if (!inside_character(begin) && fits("\u2026" + text.substr(begin)))
        return "\u2026" + text.substr(begin);
    return "";
  }
  for (std::size_t end = text.size(); end-- > 1;) {
    if (keep == Keep::kWords ? text[end] != ' ' : inside_character(end)) continue;
    if (fits(text.substr(0, end) + "\u2026")) return text.substr(0, end) + "\u2026";
  }
  return "";
}

void heading(const Look& look, const char* text) {
  ImGui::Dummy({0, look.px(8)});
  label(look.strong, look.ink(), text);
  ImGui::Dummy({0, look.px(1)});
}

std::optional<double> slider(const Look& look, const SliderInfo& info, double value) {
  ImGui::PushID(info.label);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  row_label(look, info.label, explained(info));
  const float rest = ImGui::GetContentRegionAvail().x, width = rest - look.px(kFieldWidth);
  std::optional<double> wanted = track(look, info, value, width);
  ImGui::SameLine(0, 0);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + 0.5f * (look.px(kRow - 2) - ImGui::GetFrameHeight()));
  if (const auto typed = field(look, info, value)) wanted = typed;
  ImGui::PopStyleVar();
  ImGui::PopID();
  return wanted;
}

std::optional<bool> toggle(const Look& look, const char* text, const std::string& meaning, bool on,
                           float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton(text, {width, look.px(26)});
  const bool hovered = ImGui::IsItemHovered();
  tooltip(look, meaning);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float w = look.px(26), h = look.px(14), y = at.y + look.px(6);
  list.AddRectFilled({at.x, y}, {at.x + w, y + h},
                     on ? look.accent(hovered ? 1 : 0.85) : look.line(hovered ? 1 : 0.8), 0.5f * h);
  list.AddCircleFilled({on ? at.x + w - 0.5f * h : at.x + 0.5f * h, y + 0.5f * h}, 0.5f * h - look.px(2),
                       on ? look.color(0xffffff) : look.secondary());
  list.AddText(look.text, look.text->FontSize,
               {at.x + w + look.px(8), at.y + std::round(0.5f * (look.px(26) - look.text->FontSize))},
               on ? look.ink() : look.secondary(), text);
  if (!clicked) return std::nullopt;
  return !on;
}

void choose(const Look& look, const char* text, const std::string& meaning, const char* shown,
            const std::function<void()>& items) {
  ImGui::PushID(text);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  row_label(look, text, meaning);
  ImGui::PopStyleVar();
  ImGui::SetNextItemWidth(-1);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + look.px(2));
  ImGui::SetNextWindowSizeConstraints({0, 0}, {look.px(420), look.px(420)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x, y = at.y + 0.5f * ImGui::GetFrameHeight();
  const bool open =
      ImGui::BeginCombo("##list", shown, ImGuiComboFlags_HeightLargest | ImGuiComboFlags_NoArrowButton);
  if (open) {
    items();
    if (pressed(ImGuiKey_Escape)) ImGui::CloseCurrentPopup();
    ImGui::EndCombo();
    ImGui::PopID();
    return;
  }
  tooltip(look, meaning);
  const float u = look.px(1);
  const ImVec2 chevron[3] = {
      {right - 18 * u, y - 2 * u}, {right - 14 * u, y + 2 * u}, {right - 10 * u, y - 2 * u}};
  ImGui::GetWindowDrawList()->AddPolyline(chevron, 3, look.secondary(), 0, 1.5f * u);
  ImGui::PopID();
}

bool item(const Look& look, const char* title, bool selected, const std::string& meaning) {
  const std::string padded = std::string("  ") + title;
  const bool picked = ImGui::Selectable(padded.c_str(), selected, 0, {0, look.px(22)});
  tooltip(look, meaning);
  if (selected && ImGui::IsWindowAppearing()) ImGui::SetScrollHereY();
  return picked && !selected;
}

bool icon_button(const Look& look, const char* id, Icon icon, double side, const std::string& meaning,
                 bool primary) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float s = look.px(side);
  const bool clicked = ImGui::InvisibleButton(id, {s, s});
  const bool hovered = ImGui::IsItemHovered(), held = ImGui::IsItemActive();
  tooltip(look, meaning);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 fill = primary ? look.accent(held      ? 0.75
                                           : hovered ? 1
                                                     : 0.9)
                             : look.line(held      ? 1
                                         : hovered ? 0.9
                                                   : 0.55);
  list.AddRectFilled(at, {at.x + s, at.y + s}, fill, primary ? 0.5f * s : look.px(6));
  draw_icon(look, list, icon, {at.x + 0.5f * s, at.y + 0.5f * s},
            primary ? look.color(0xffffff) : look.ink(0.9));
  return clicked;
}

void draw_symbol(const Look& look, ImDrawList& list, MarkerKind kind, ImVec2 c, float r, ImU32 color) {
  const float thick = look.px(2), d = 0.7f * r;
  switch (kind) {
    case MarkerKind::kGlobalMinimum:
      return draw_star(list, c, 1.15f * r, look.color(kGold));
    case MarkerKind::kSaddle:
      list.AddLine({c.x - d, c.y - d}, {c.x + d, c.y + d}, look.ink(), thick);
      return list.AddLine({c.x - d, c.y + d}, {c.x + d, c.y - d}, look.ink(), thick);
    case MarkerKind::kMaximum:
      return list.AddTriangleFilled({c.x - r, c.y + d}, {c.x + r, c.y + d}, {c.x, c.y - r}, look.ink());
    case MarkerKind::kDegenerate:
      return list.AddQuad({c.x - r, c.y}, {c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}, look.ink(), thick);
    case MarkerKind::kLocalMinimum:
    case MarkerKind::kSelection:
      break;
  }
  list.AddCircle(c, 0.85f * r, color, 0, thick);
}

void draw_star(ImDrawList& list, ImVec2 c, float radius, ImU32 color) {
  constexpr float kPi2 = 6.2831853f, kInner = 0.44f;
  ImVec2 points[10];
  for (int i = 0; i < 10; i++) {
    const float a = kPi2 * float(i) / 10 - kPi2 / 4, r = i % 2 ? kInner * radius : radius;
    points[i] = {c.x + r * std::cos(a), c.y + r * std::sin(a)};
  }
  // A star is not convex: its five tips and the pentagon between them are.
  for (int i = 0; i < 10; i += 2)
    list.AddTriangleFilled(points[i], points[(i + 1) % 10], points[(i + 9) % 10], color);
  const ImVec2 core[5] = {points[1], points[3], points[5], points[7], points[9]};
  list.AddConvexPolyFilled(core, 5, color);
}

}  // namespace thalweg::viewer::ui
