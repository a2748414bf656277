// SPDX-License-Identifier: MIT
// Feeds Dear ImGui 1.86 from our own events.  Its state is sampled once per picture, and pictures may be
// slow: a button that went down and up between two of them must still be seen down once, and what is typed
// must arrive in its order, so that keys wait for the next picture where one picture cannot show them all.
#pragma once

#include <array>
#include <deque>
#include <variant>

#include "viewer/platform/window.h"

struct ImGuiIO;

namespace thalweg::viewer::ui {

class Input {
 public:
  /// Sets up the key map.
  explicit Input(ImGuiIO& io);
  void feed(ImGuiIO& io, const platform::InputEvent& event);
  /// Before every NewFrame.
  void begin_frame(ImGuiIO& io);
  /// True while keys wait for the next picture.
  bool waiting() const { return !typed_.empty(); }

 private:
  struct Button {
    bool down = false, clicked = false;  // clicked: since the last picture
  };
  std::array<Button, 3> buttons_{};
  std::deque<std::variant<platform::KeyEvent, platform::CharacterEvent>> typed_;
};

}  // namespace thalweg::viewer::ui
