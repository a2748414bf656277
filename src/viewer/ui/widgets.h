// SPDX-License-Identifier: MIT
// The few controls that all panels are made of.  They show a value and report what the user wants instead;
// none keeps a value.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "core/parameters.h"
#include "viewer/scene/scene.h"
#include "viewer/ui/look.h"

namespace thalweg::viewer::ui {

/// True in the picture in which a key goes down.
bool pressed(ImGuiKey key);

/// A tooltip for the last item, wrapped; nothing for an empty text.
void tooltip(const Look& look, const std::string& text);

/// What of a text stays where there is no room for all of it.
enum class Keep { kBeginning, kWords, kEnd };
/// As much of a text as fits into a width in pixels, with an ellipsis for the rest; kWords: the beginning, to
/// the end of a word.
std::string fitting(ImFont* font, const std::string& text, float width, Keep keep = Keep::kBeginning);

/// The heading of a group of controls.
void heading(const Look& look, const char* text);

/// A row's label, centred on its height; leaves the cursor at the control.
void row_label(const Look& look, const char* text, const std::string& meaning);

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

/// A row of names of which one is chosen; returns another one that was picked.
std::optional<int> segments(const Look& look, const char* id, std::span<const char* const> names,
                            std::span<const char* const> meanings, int chosen);

struct TextFieldResult {
  bool changed = false;  // in this picture
  bool entered = false;  // the field has just got the keyboard
};
/// A label and below it mono-spaced text of any number of lines in a field that is `least` to `most` lines
/// high.
TextFieldResult text_field(const Look& look, const char* label, const std::string& meaning, std::string& text,
                           int least, int most, bool wrong);

/// Label and two numbers; returns another pair as it was typed, low before high or not.
std::optional<std::pair<double, double>> range_fields(const Look& look, const char* label,
                                                      const std::string& meaning, double low, double high);

/// A line of text with a cross at its end; true when that is clicked.
bool removable(const Look& look, const char* text, const std::string& meaning);

/// A cross that takes something away; side in pixels at scale 1.
bool cross_button(const Look& look, const char* id, double side, const std::string& meaning);

enum class Icon { kPlay, kPause, kStep, kRestart, kDice };
/// A button with a drawn sign; side in pixels at scale 1.
bool icon_button(const Look& look, const char* id, Icon icon, double side, const std::string& meaning,
                 bool primary = false);

/// A button with a word on it, `width` pixels wide at scale 1.
bool button(const Look& look, const char* text, double width, const std::string& meaning,
            bool primary = false);

/// Mono-spaced text in one line over the whole width; focus: gets the keyboard.  True when Enter is pressed.
bool text_line(const Look& look, const char* id, std::string& text, bool focus);

/// Text in a typeface and colour at the cursor.
void label(ImFont* font, ImU32 color, const char* text);

/// The symbol of a marker as the scene has it; `color` is that of a local minimum's ring.
void draw_symbol(const Look& look, ImDrawList& list, MarkerKind kind, ImVec2 centre, float radius,
                 ImU32 color);

void draw_star(ImDrawList& list, ImVec2 centre, float radius, ImU32 color);

}  // namespace thalweg::viewer::ui
