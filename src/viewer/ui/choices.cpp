// SPDX-License-Identifier: MIT
#include "viewer/ui/choices.h"

namespace thalweg::viewer::ui {
namespace {

double value_of(const Choice& choice, const ParameterInfo& parameter) {
  for (const auto& [name, value] : choice.parameters)
    if (name == parameter.name) return value;
  return parameter.initial;
}

}  // namespace

void draw_parameters(const PanelInput& in, Commands& commands, const Target& target,
                     const Parameters& parameters) {
  const Choice& chosen = choice(in.explorer.state(), target);
  ImGui::PushID(int(target.slot));
  for (const ParameterInfo& p : parameters) {
    const double value = value_of(chosen, p);
    if (p.range.scale == Scale::flag) {
      const auto on =
          toggle(in.look, p.name.c_str(), p.meaning, value != 0, ImGui::GetContentRegionAvail().x);
      if (on) commands.push_back(command::SetParameter{target.slot, p.name, *on ? 1.0 : 0.0, target.method});
      continue;
    }
    if (const auto wanted = slider(in.look, {p.name.c_str(), p.meaning, p.range, p.initial, {}}, value))
      commands.push_back(command::SetParameter{target.slot, p.name, *wanted, target.method});
  }
  ImGui::PopID();
}

void draw_filter(const PanelInput& in, std::size_t entries) {
  constexpr std::size_t kLong = 12;
  ImGuiTextFilter& filter = in.memory.filter;
  if (ImGui::IsWindowAppearing()) {
    filter.Clear();
    if (entries > kLong) ImGui::SetKeyboardFocusHere();
  }
  if (entries <= kLong) return;
  ImGui::SetNextItemWidth(-1);
  if (ImGui::InputTextWithHint("##filter", "search", filter.InputBuf, IM_ARRAYSIZE(filter.InputBuf)))
    filter.Build();
}

bool passes_filter(const PanelInput& in, const char* title, const char* name) {
  return in.memory.filter.PassFilter(title) || in.memory.filter.PassFilter(name);
}

}  // namespace thalweg::viewer::ui
