// SPDX-License-Identifier: MIT
// Drop-down lists of registries, and sliders for the parameters of what was chosen.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "viewer/app/methods.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {

/// The entry called `name`; entries come from a registry and the name from a checked command.
template <class Entries>
const auto& entry_named(const Entries& entries, const std::string& name) {
  return *std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return name == e.info.name; });
}

inline std::string about_rule(const char* rule, const char* source) {
  return std::strlen(source) > 0 ? std::string(rule) + "\n" + source : rule;
}

/// Sliders and switches for a choice's parameters.
void draw_parameters(const PanelInput& in, Commands& commands, const Target& target,
                     const Parameters& parameters);

/// A field to search a long list in; it has the keyboard from the beginning.
void draw_filter(const PanelInput& in, std::size_t entries);
/// Whether the search leaves this entry in the list.
bool passes_filter(const PanelInput& in, const char* title, const char* name);

/// A drop-down list of the entries that `offered` says; `about` tells what an entry is.
template <class Entries, class About, class Offered>
void draw_choice(const PanelInput& in, Commands& commands, const Target& target, const char* label,
                 const Entries& entries, About about, Offered offered) {
  const std::string& name = choice(in.explorer.state(), target).name;
  const auto& present = entry_named(entries, name);
  choose(in.look, label, about(present), present.info.title, [&] {
    draw_filter(in, entries.size());
    bool enter = in.memory.filter.IsActive() && pressed(ImGuiKey_Enter);  // takes the first that is left
    for (const auto& e : entries) {
      if (!offered(e) || !passes_filter(in, e.info.title, e.info.name)) continue;
      const bool picked = item(in.look, e.info.title, &e == &present, about(e));
      if (picked || enter) commands.push_back(command::Choose{target.slot, e.info.name, target.method});
      if (std::exchange(enter, false)) ImGui::CloseCurrentPopup();
    }
  });
}
template <class Entries, class About>
void draw_choice(const PanelInput& in, Commands& commands, const Target& target, const char* label,
                 const Entries& entries, About about) {
  draw_choice(in, commands, target, label, entries, about, [](const auto&) { return true; });
}

}  // namespace thalweg::viewer::ui
