// SPDX-License-Identifier: MIT
// Ready-made sessions as pictures to choose from.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "viewer/app/presets.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kCell = 248, kPictureWidth = 232, kPictureHeight = 140, kWords = 100, kHead = 48, kPad = 24;

/// Picture, title and sentence; true when it is clicked.
bool draw_preset(const PanelInput& in, const Preset& preset, unsigned picture) {
  const Look& look = in.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{look.px(kPictureWidth), look.px(kPictureHeight)};
  ImGui::PushID(preset.name);
  const bool clicked = ImGui::InvisibleButton("preset", {size.x, size.y + look.px(kWords)});
  const bool hovered = ImGui::IsItemHovered();
  ImGui::PopID();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 end{at.x + size.x, at.y + size.y};
  if (picture)
    list.AddImageRounded(reinterpret_cast<ImTextureID>(std::uintptr_t(picture)), at, end, {0, 1}, {1, 0}, ~0u,
                         look.px(6));
  else
    list.AddRectFilled(at, end, look.line(), look.px(6));
  if (hovered) list.AddRect(at, end, look.accent(), look.px(6), 0, look.px(2));
  text_at(look.strong, {at.x, end.y + look.px(8)}, look.ink(), preset.title);
  list.AddText(look.text, look.text->FontSize, {at.x, std::round(end.y + look.px(28))}, look.secondary(),
               preset.sentence, nullptr, size.x);
  return clicked;
}

}  // namespace

void draw_gallery(const PanelInput& in, Commands& commands) {
  if (!in.explorer.state().options[Option::kGallery]) return;
  const Look& look = in.look;
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const double room = double(window.x) / double(look.scale) - 2 * kPad - 12;
  const int columns = std::clamp(int((room + kCell - kPictureWidth) / kCell), 1, 5);
  const double width = look.px(columns * kCell - (kCell - kPictureWidth) + 2 * kPad + 12);
  const double height = std::min(double(window.y) - look.px(48), double(look.px(760)));
  const Area area{0.5 * (double(window.x) - width), 0.5 * (double(window.y) - height), width, height};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(10));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, look.vec(look.colors->panel, 0.985));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::SetNextWindowFocus();
  begin_panel("gallery", area, kPad, 16, look.scale, 0);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  label(look.title, look.ink(), "Gallery");
  ImGui::SetCursorScreenPos({float(area.x + area.width) - look.px(kPad + 18), float(area.y) + look.px(18)});
  bool closes = cross_button(look, "close", 18, "close the gallery (Esc)");
  ImGui::SetCursorScreenPos({float(area.x) + look.px(kPad), float(area.y) + look.px(kHead)});
  ImGui::BeginChild("pictures", {0, 0}, false, ImGuiWindowFlags_NoNav);
  const ImVec2 top = ImGui::GetCursorPos();
  int i = 0;
  for (const Preset& preset : presets()) {
    const int column = i % columns, row = i / columns;
    ImGui::SetCursorPos(
        {top.x + look.px(column * kCell), top.y + look.px(row * (kPictureHeight + kWords + 16))});
    const std::size_t n = std::size_t(i++);
    const unsigned picture = n < in.memory.pictures.size() ? in.memory.pictures[n] : 0;
    if (!draw_preset(in, preset, picture)) continue;
    commands.push_back(command::OpenPreset{preset.name});
    closes = true;
  }
  ImGui::EndChild();
  closes |= ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows);
  ImGui::End();
  if (closes) commands.push_back(command::SetOption{Option::kGallery, false});
}

}  // namespace thalweg::viewer::ui
