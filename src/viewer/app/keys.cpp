// SPDX-License-Identifier: MIT
#include "viewer/app/keys.h"

namespace thalweg::viewer {

namespace {

// Functions keep the table constant: as values, eighteen variants cost the compiler minutes.
template <class C>
Command plain() {
  return C{};
}
template <Option option>
Command toggle() {
  return command::Toggle{option};
}
template <int method>
Command show_or_hide() {
  return command::ToggleMethod{method};
}
Command save_as() { return command::SaveSession{{}, false, true}; }

}  // namespace

std::span<const KeyBinding> key_bindings() {
  using platform::Key;
  using platform::key_of;
  using namespace command;
  static constexpr KeyBinding all[] = {
      {Key::kSpace, false, false, false, "Space", "play or pause", plain<TogglePlay>},
      {Key::kRight, false, false, true, "Right", "one step", plain<StepOnce>},
      {key_of('R'), false, false, false, "R", "start again", plain<Restart>},
      {key_of('T'), false, false, false, "T", "trails", toggle<Option::kTrails>},
      {key_of('B'), false, false, false, "B", "basins", toggle<Option::kBasins>},
      {key_of('C'), false, false, false, "C", "contours", toggle<Option::kContours>},
      {key_of('M'), false, false, false, "M", "minima", toggle<Option::kMinima>},
      {key_of('K'), false, false, false, "K", "critical points", toggle<Option::kCritical>},
      {key_of('P'), false, false, false, "P", "passes", toggle<Option::kPasses>},
      {key_of('S'), false, false, false, "S", "where steps are too long", toggle<Option::kStability>},
      {key_of('D'), false, false, false, "D", "difference from the flow", toggle<Option::kFlowDifference>},
      {key_of('J'), false, false, false, "J", "how minima join", toggle<Option::kMergeTree>},
      {key_of('L'), false, false, false, "L", "logarithmic heights", plain<ToggleLogHeights>},
      {key_of('F'), false, false, false, "F", "flat map", toggle<Option::kFlat>},
      {key_of('G'), false, false, false, "G", "descent directions", toggle<Option::kGradient>},
      {key_of('W'), false, false, false, "W", "wireframe", toggle<Option::kWireframe>},
      {key_of('N'), false, false, false, "N", "density of particles", toggle<Option::kDensity>},
      {key_of('X'), false, false, false, "X", "losses along lines", toggle<Option::kSlice>},
      {Key::kHome, false, false, false, "Home", "home view", plain<HomeView>},
      {Key::kTab, false, false, false, "Tab", "panels", toggle<Option::kPanels>},
      {Key::kF11, false, false, false, "F11", "full screen", toggle<Option::kFullScreen>},
      {key_of('Z'), true, false, true, "Ctrl+Z", "undo", plain<Undo>},
      {key_of('Z'), true, true, true, "Ctrl+Shift+Z", "redo", plain<Redo>},
      {key_of('E'), true, false, false, "Ctrl+E", "save the picture", plain<SavePicture>},
      {key_of('Q'), true, false, false, "Ctrl+Q", "quit", plain<Quit>},
      {key_of('H'), false, false, false, "H  ?", "these keys", toggle<Option::kHelp>},
      {Key::kSlash, false, true, false, "", "", toggle<Option::kHelp>},
      {Key::kEscape, false, false, false, "Esc", "let go, close", plain<LetGo>},
      {key_of('O'), false, false, false, "O", "gallery", toggle<Option::kGallery>},
      {key_of('Z'), false, false, false, "Z", "drag a box to zoom in", plain<ArmZoom>},
      {Key::kBackspace, false, false, false, "Backspace", "zoom back out", plain<ZoomOut>},
      {key_of(','), false, false, true, ",", "slower", plain<Slower>},
      {key_of('.'), false, false, true, ".", "faster", plain<Faster>},
      {key_of('1'), false, false, false, "1 \u2013 6", "show or hide an optimizer", show_or_hide<0>},
      {key_of('2'), false, false, false, "", "", show_or_hide<1>},
      {key_of('3'), false, false, false, "", "", show_or_hide<2>},
      {key_of('4'), false, false, false, "", "", show_or_hide<3>},
      {key_of('5'), false, false, false, "", "", show_or_hide<4>},
      {key_of('6'), false, false, false, "", "", show_or_hide<5>},
      {key_of('I'), false, false, false, "I", "one step in detail", toggle<Option::kExplain>},
      {key_of('S'), true, false, false, "Ctrl+S", "save the session", plain<SaveSession>},
      {key_of('S'), true, true, false, "Ctrl+Shift+S", "files: save as, record, export", save_as},
      {key_of('O'), true, false, false, "Ctrl+O", "open a session, a run, data", plain<OpenFile>},
      {key_of('C'), true, true, false, "Ctrl+Shift+C", "copy the command line", plain<CopyCommandLine>},
  };
  return all;
}

std::optional<Command> command_for(const platform::KeyEvent& event) {
  if (!event.pressed || event.modifiers.alt || event.modifiers.super) return std::nullopt;
  for (const KeyBinding& b : key_bindings())
    if (b.key == event.key && b.control == event.modifiers.control && b.shift == event.modifiers.shift &&
        (b.repeats || !event.repeated))
      return b.command();
  return std::nullopt;
}

}  // namespace thalweg::viewer
