// SPDX-License-Identifier: MIT
// The few controls that all panels are made of.  They show a value and report what the user wants instead;
// none keeps a value.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/parameters.h"
#include "viewer/ui/look.h"

namespace thalweg::viewer::ui {

/// True in the picture in which a key goes down.
bool pressed(ImGuiKey key);

/// A tooltip for the last item, wrapped; nothing for an empty text.
void tooltip(const Look& look, const std::string& text);

/// The heading of a group of controls.
void heading(const Look& look, const char* text);

/// What a slider is about.
struct SliderInfo {
  const char* label;
  std::string meaning;  // of the tooltip, which adds range and default
  Range range;
  double initial = 0;          // where a double click returns to
  std::optional<double> mark;  // a tick on the track
};

/// Label, track, and the value as a field to type in; all in one row.  Returns the value asked for, inside
/// the range.
std::optional<double> slider(const Look& look, const SliderInfo& info, double value);

/// Label and switch.
std::optional<bool> toggle(const Look& look, const char* label, const std::string& meaning, bool on,
                           float width);

/// Label and a drop-down list.  `items` draws the list by calling item(); the width is that of the rest of
/// the row.
void choose(const Look& look, const char* label, const std::string& meaning, const char* shown,
            const std::function<void()>& items);
/// An entry of a drop-down list; true when it is picked.
bool item(const Look& look, const char* title, bool selected, const std::string& meaning);

enum class Icon { kPlay, kPause, kStep, kRestart, kDice };
/// A button with a drawn sign; side in pixels at scale 1.
bool icon_button(const Look& look, const char* id, Icon icon, double side, const std::string& meaning,
                 bool primary = false);

/// Text in a typeface and colour at the cursor.
void label(ImFont* font, ImU32 color, const char* text);

void draw_star(ImDrawList& list, ImVec2 centre, float radius, ImU32 color);

}  // namespace thalweg::viewer::ui
