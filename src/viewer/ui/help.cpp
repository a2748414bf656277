// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

#include "viewer/app/keys.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

struct Line {
  const char *key, *meaning;
};
struct Group {
  const char* title;
  std::vector<Line> lines;
};

constexpr Line kPointer[] = {
    {"drag", "turn"},
    {"right drag", "move"},
    {"wheel", "closer, farther"},
    {"click", "drop the particles"},
    {"on a marker", "its card"},
    {"Ctrl+drag", "a box to start in"},
    {"Alt+drag", "a box to look at"},
    {"Shift+click", "follow that particle"},
    {"double click", "beside: back, home"},
    {"on the chart", "go to that step"},
    {"resting", "read the ground"},
    {"point", "a cut there (X)"},
    {"drop a file", "opens it"},
};

enum GroupIndex { kTime, kShow, kSeeing, kSession, kOfPointer, kGroups };

bool is_view(Option option) {
  constexpr Option kView[] = {Option::kFlat, Option::kPanels, Option::kFullScreen, Option::kLightTheme};
  return std::find(std::begin(kView), std::end(kView), option) != std::end(kView);
}

/// By what the key does, so that new keys find their place.
GroupIndex group_of(const Command& command) {
  return std::visit(
      [](const auto& c) {
        using C = std::decay_t<decltype(c)>;
        if constexpr (std::is_same_v<C, command::TogglePlay> || std::is_same_v<C, command::StepOnce> ||
                      std::is_same_v<C, command::Restart> || std::is_same_v<C, command::Slower> ||
                      std::is_same_v<C, command::Faster>)
          return kTime;
        else if constexpr (std::is_same_v<C, command::Toggle>)
          return c.option == Option::kHelp || c.option == Option::kGallery || c.option == Option::kFiles
                     ? kSession
                 : is_view(c.option) ? kSeeing
                                     : kShow;
        else if constexpr (std::is_same_v<C, command::ToggleMethod>)
          return kShow;
        else if constexpr (std::is_same_v<C, command::HomeView> ||
                           std::is_same_v<C, command::ToggleLogHeights> ||
                           std::is_same_v<C, command::ArmZoom> || std::is_same_v<C, command::ZoomOut>)
          return kSeeing;
        else
          return kSession;
      },
      command);
}

std::array<Group, kGroups> groups() {
  std::array<Group, kGroups> all{
      {{"Time", {}}, {"Show", {}}, {"View", {}}, {"Session", {}}, {"Pointer", {}}}};
  for (const KeyBinding& b : key_bindings())
    if (b.label[0] != 0) all[std::size_t(group_of(b.command()))].lines.push_back({b.label, b.meaning});
  all[kOfPointer].lines.assign(std::begin(kPointer), std::end(kPointer));
  return all;
}

constexpr int kColumns = 3;
constexpr double kColumnWidth = 252, kKeyGap = 14, kLineHeight = 20, kHeadHeight = 28;

/// The height of the columns if groups are not torn: the least with which they fit.
double column_height(const std::array<Group, kGroups>& all) {
  const auto height_of = [](const Group& g) { return kHeadHeight + kLineHeight * double(g.lines.size()); };
  double total = 0, least = 0;
  for (const Group& g : all) {
    total += height_of(g);
    least = std::max(least, height_of(g));
  }
  for (double height = std::max(least, total / kColumns);; height += kLineHeight) {
    int column = 1;
    double used = 0;
    for (const Group& g : all) {
      if (used + height_of(g) > height) {
        column++;
        used = 0;
      }
      used += height_of(g);
    }
    if (column <= kColumns) return height;
  }
}

void draw_group(const Look& look, const Group& group, ImVec2 at) {
  text_at(look.strong, at, look.ink(), group.title);
  float widest = 0;
  for (const Line& line : group.lines)
    widest = std::max(widest, look.number->CalcTextSizeA(look.number->FontSize, 1e6f, 0, line.key).x);
  float y = at.y + look.px(kHeadHeight - 6);
  for (const Line& line : group.lines) {
    text_at(look.number, {at.x, y}, look.ink(), line.key);
    text_at(look.text, {std::round(at.x + widest + look.px(kKeyGap)), y}, look.secondary(), line.meaning);
    y += look.px(kLineHeight);
  }
}

}  // namespace

void draw_help(const PanelInput& in, Commands& commands) {
  if (!in.explorer.state().options[Option::kHelp]) return;
  const Look& look = in.look;
  const std::array<Group, kGroups> all = groups();
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const double most = column_height(all);
  const double width = look.px(kColumns * kColumnWidth + 36), height = look.px(most + 72);
  const Area area{std::max(0.0, 0.5 * (double(window.x) - width)),
                  std::max(0.0, 0.5 * (double(window.y) - height)), std::min(width, double(window.x)),
                  std::min(height, double(window.y))};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(10));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, look.vec(look.colors->panel, 0.985));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::SetNextWindowFocus();
  begin_panel("help", area, 24, 16, look.scale, 0);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  label(look.title, look.ink(), "Keys");
  const ImVec2 top{float(area.x) + look.px(24), float(area.y) + look.px(52)};
  ImVec2 at = top;
  for (const Group& group : all) {
    const float tall = look.px(kHeadHeight + kLineHeight * double(group.lines.size()));
    if (at.y + tall > top.y + look.px(most) + 0.5f) at = {at.x + look.px(kColumnWidth), top.y};
    draw_group(look, group, at);
    at.y += tall;
  }
  const bool elsewhere = ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered();
  ImGui::End();
  if (elsewhere) commands.push_back(command::SetOption{Option::kHelp, false});
}

}  // namespace thalweg::viewer::ui
