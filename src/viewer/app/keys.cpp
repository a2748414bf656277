// SPDX-License-Identifier: MIT
#include "viewer/app/keys.h"

#include <vector>

namespace thalweg::viewer {

std::span<const KeyBinding> key_bindings() {
  using platform::Key;
  using platform::key_of;
  using namespace command;
  static const std::vector<KeyBinding> all = {
      {Key::kSpace, false, false, false, "Space", "play or pause", TogglePlay{}},
      {Key::kRight, false, false, true, "Right", "one step", StepOnce{}},
      {key_of('R'), false, false, false, "R", "start again", Restart{}},
      {key_of('T'), false, false, false, "T", "trails", Toggle{Option::kTrails}},
      {key_of('C'), false, false, false, "C", "contours", Toggle{Option::kContours}},
      {key_of('M'), false, false, false, "M", "minima", Toggle{Option::kMinima}},
      {key_of('L'), false, false, false, "L", "logarithmic heights", Toggle{Option::kLogHeight}},
      {key_of('F'), false, false, false, "F", "flat map", Toggle{Option::kFlat}},
      {Key::kHome, false, false, false, "Home", "home view", HomeView{}},
      {Key::kTab, false, false, false, "Tab", "panels", Toggle{Option::kPanels}},
      {Key::kF11, false, false, false, "F11", "full screen", Toggle{Option::kFullScreen}},
      {key_of('Z'), true, false, true, "Ctrl+Z", "undo", Undo{}},
      {key_of('Z'), true, true, true, "Ctrl+Shift+Z", "redo", Redo{}},
      {key_of('E'), true, false, false, "Ctrl+E", "save the picture", SavePicture{}},
      {key_of('Q'), true, false, false, "Ctrl+Q", "quit", Quit{}},
      {key_of('H'), false, false, false, "H  ?", "these keys", Toggle{Option::kHelp}},
      {Key::kSlash, false, true, false, "", "", Toggle{Option::kHelp}},
      {Key::kEscape, false, false, false, "", "", SetOption{Option::kHelp, false}},
  };
  return all;
}

std::optional<Command> command_for(const platform::KeyEvent& event) {
  if (!event.pressed || event.modifiers.alt || event.modifiers.super) return std::nullopt;
  for (const KeyBinding& b : key_bindings())
    if (b.key == event.key && b.control == event.modifiers.control && b.shift == event.modifiers.shift &&
        (b.repeats || !event.repeated))
      return b.command;
  return std::nullopt;
}

}  // namespace thalweg::viewer
