// SPDX-License-Identifier: MIT
// The methods that are compared: one as plain controls, several as boxes of which one is open.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "viewer/scene/ticks.h"
#include "viewer/ui/choices.h"

namespace thalweg::viewer::ui {
namespace {

constexpr double kHeader = 32, kCross = 24;

/// A box to tick in the method's colour: shows or hides it.
bool draw_chip(const Look& look, Srgb color, bool hidden, int method) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton("show", {look.px(30), look.px(kHeader)});
  const bool hovered = ImGui::IsItemHovered();
  tooltip(look, std::string(hidden ? "show" : "hide") + " its particles, trails and curve (" +
                    std::to_string(method + 1) + ")");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float side = look.px(14), x = at.x + look.px(8), y = at.y + 0.5f * (look.px(kHeader) - side);
  if (hidden) {
    list.AddRect({x + 1, y + 1}, {x + side - 1, y + side - 1}, look.color(color, hovered ? 1 : 0.8),
                 look.px(3), 0, look.px(1.5));
    return clicked;
  }
  list.AddRectFilled({x, y}, {x + side, y + side}, look.color(color, hovered ? 1 : 0.92), look.px(3.5));
  const ImVec2 tick[3] = {{x + 0.22f * side, y + 0.52f * side},
                          {x + 0.42f * side, y + 0.72f * side},
                          {x + 0.78f * side, y + 0.3f * side}};
  list.AddPolyline(tick, 3, look.color(0x10141a, 0.85), 0, look.px(1.8));
  return clicked;
}

void draw_chevron(const Look& look, ImVec2 c, bool open, ImU32 color) {
  const float a = look.px(4), b = look.px(2);
  const ImVec2 down[3] = {{c.x - a, c.y - b}, {c.x, c.y + b}, {c.x + a, c.y - b}};
  const ImVec2 side[3] = {{c.x - b, c.y - a}, {c.x + b, c.y}, {c.x - b, c.y + a}};
  ImGui::GetWindowDrawList()->AddPolyline(open ? down : side, 3, color, 0, look.px(1.5));
}

/// Chip, name, learning rate and a cross in one row; a click on the name opens or closes the box.
void draw_header(const PanelInput& in, Commands& commands, int method, const std::string& name) {
  const Look& look = in.look;
  const SessionState& state = in.explorer.state();
  std::optional<int>& open = in.memory.methods.open;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = look.px(kHeader);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool hidden = state.hidden[std::size_t(method)], runs = in.explorer.simulation(method) != nullptr;
  list.AddRectFilled(at, {at.x + width, at.y + height}, look.line(open == method ? 0.55 : 0.35), look.px(6));
  if (draw_chip(look, kOptimizerPalette[std::size_t(method)], hidden, method))
    commands.push_back(command::ToggleMethod{method});
  ImGui::SameLine(0, 0);
  if (ImGui::InvisibleButton("open", {width - look.px(30 + kCross), height}))
    open = open == method ? std::nullopt : std::optional(method);
  const bool hovered = ImGui::IsItemHovered();
  const OptimizerEntry& entry = entry_named(optimizers(), method_spec(state, method).optimizer.name);
  tooltip(look, name + "\n" + about_rule(entry.info.rule, entry.info.source) +
                    (runs ? "" : "\nIt cannot be run like this and stays out."));
  ImGui::SameLine(0, 0);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + 0.5f * look.px(kHeader - kCross));
  if (cross_button(look, "remove", kCross, "compare without it"))
    commands.push_back(command::RemoveMethod{method});
  const Simulation* run = in.explorer.simulation(method);
  const std::string rate = run ? tick_label(*run->plan().spec.lr) : "stays out";
  const float y = at.y + std::round(0.5f * (height - look.text->FontSize)),
              right = at.x + width - look.px(kCross + 22);
  text_at(look.number, {right, y}, runs ? look.secondary() : look.color(kWarning), rate, true);
  const float used = look.number->CalcTextSizeA(look.number->FontSize, 1e6f, 0, rate.c_str()).x;
  const float left = at.x + look.px(30);
  text_at(look.strong, {left, y}, hidden ? look.secondary() : look.ink(),
          fitting(look.strong, name, right - used - look.px(8) - left));
  draw_chevron(look, {at.x + width - look.px(kCross + 9), at.y + 0.5f * height}, open == method,
               hovered ? look.ink() : look.secondary());
  ImGui::SetCursorScreenPos({at.x, at.y + height + look.px(2)});
}

/// A wide quiet button with a plus.
bool add_button(const Look& look, const char* text, const std::string& meaning) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = look.px(28);
  const bool clicked = ImGui::InvisibleButton("add", {width, height});
  const bool hovered = ImGui::IsItemHovered();
  tooltip(look, meaning);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRect({at.x + 0.5f, at.y + 0.5f}, {at.x + width - 0.5f, at.y + height - 0.5f},
               hovered ? look.accent() : look.line(), look.px(6));
  const ImU32 color = hovered ? look.accent() : look.secondary();
  const ImVec2 c{at.x + look.px(14), at.y + 0.5f * height};
  const float r = look.px(4.5);
  list.AddLine({c.x - r, c.y}, {c.x + r, c.y}, color, look.px(1.5));
  list.AddLine({c.x, c.y - r}, {c.x, c.y + r}, color, look.px(1.5));
  text_at(look.text, {at.x + look.px(28), at.y + 0.5f * (height - look.text->FontSize)},
          hovered ? look.ink() : color, text);
  return clicked;
}

void draw_boxes(const PanelInput& in, Commands& commands) {
  const SessionState& state = in.explorer.state();
  const std::vector<std::string> names = method_names(state);
  for (int m = 0; m < int(names.size()); m++) {
    ImGui::PushID(m);
    draw_header(in, commands, m, names[std::size_t(m)]);
    if (in.memory.methods.open == m) {
      ImGui::Dummy({0, in.look.px(2)});
      draw_method(in, commands, m);
      ImGui::Dummy({0, in.look.px(6)});
    }
    ImGui::PopID();
  }
}

}  // namespace

void draw_methods(const PanelInput& in, Commands& commands) {
  const int methods = int(in.explorer.state().rivals.size()) + 1;
  MethodBoxes& boxes = in.memory.methods;
  if (methods > boxes.count) boxes.open = methods - 1;
  if (methods < boxes.count) boxes.open.reset();
  boxes.count = methods;
  heading(in.look, methods > 1 ? "Optimizers" : "Optimizer");
  if (methods > 1)
    draw_boxes(in, commands);
  else
    draw_method(in, commands, 0);
  if (methods == kMostMethods) ImGui::Dummy({0, in.look.px(4)});
  if (methods < kMostMethods) {
    ImGui::Dummy({0, in.look.px(4)});
    if (add_button(
            in.look, "Add optimizer to compare",
            "another method from the same starts; six at most, each can be shown or hidden with 1 to 6"))
      commands.push_back(command::AddRival{});
    ImGui::Dummy({0, in.look.px(4)});
  }
}

}  // namespace thalweg::viewer::ui
