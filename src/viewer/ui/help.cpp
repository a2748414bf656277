// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <utility>

#include "viewer/app/keys.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr std::pair<const char*, const char*> kPointer[] = {
    {"drag", "turn"},
    {"right drag", "move"},
    {"wheel", "closer, farther"},
    {"click", "drop the particles there"},
    {"on a marker", "its card"},
    {"double click", "beside the surface: home view"},
    {"point", "with losses along lines: through there"},
    {"drop a file", "opens it"},
};

void draw_line(const Look& look, const char* key, const char* meaning) {
  const float x = ImGui::GetCursorPosX();
  label(look.number, look.ink(), key);
  ImGui::SameLine(0, 0);
  ImGui::SetCursorPosX(x + look.px(116));
  label(look.text, look.secondary(), meaning);
}

}  // namespace

void draw_help(const PanelInput& in, Commands& commands) {
  if (!in.explorer.state().options[Option::kHelp]) return;
  const Look& look = in.look;
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const auto keys = key_bindings();
  const auto listed =
      std::count_if(keys.begin(), keys.end(), [](const KeyBinding& b) { return b.label[0] != 0; });
  // Two columns of equal height: keys, then the rest of them with the pointer below.
  const auto rows = (listed + 1 + std::ssize(kPointer) + 1) / 2;
  const double column = look.px(316), width = 2 * column + look.px(48),
               height = look.px(22.0 * double(rows) + 84);
  const Area area{std::max(0.0, 0.5 * (double(window.x) - width)),
                  std::max(0.0, 0.5 * (double(window.y) - height)), std::min(width, double(window.x)),
                  std::min(height, double(window.y))};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(10));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, look.vec(look.colors->panel, 0.985));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::SetNextWindowFocus();
  begin_panel("help", area, 24, 20, look.scale, 0);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, look.px(6)});
  label(look.title, look.ink(), "Keys");
  const ImVec2 top = ImGui::GetCursorPos();
  std::ptrdiff_t row = 0;
  float x = top.x;
  for (const KeyBinding& b : keys) {
    if (std::strlen(b.label) == 0) continue;
    if (row++ == rows) {
      x += float(column);
      ImGui::SetCursorPosY(top.y);
    }
    ImGui::SetCursorPosX(x);
    draw_line(look, b.label, b.meaning);
  }
  ImGui::SetCursorPos({x, ImGui::GetCursorPosY() + look.px(4)});
  label(look.strong, look.ink(), "Pointer");
  for (const auto& [what, meaning] : kPointer) {
    ImGui::SetCursorPosX(x);
    draw_line(look, what, meaning);
  }
  ImGui::PopStyleVar();
  const bool elsewhere = ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered();
  ImGui::End();
  if (elsewhere) commands.push_back(command::SetOption{Option::kHelp, false});
}

}  // namespace thalweg::viewer::ui
