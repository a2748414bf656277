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
  /// typing: the keyboard belongs to a field.
  void feed(ImGuiIO& io, const platform::InputEvent& event, bool typing);
  /// Before every NewFrame.
  void begin_frame(ImGuiIO& io);
  /// True while keys wait for the next picture.
  bool waiting() const { return !typed_.empty(); }
  /// Whether a picture has to come before an event is fed, or it would go to where pointer and keyboard were
  /// before what was fed since the last one: a click to what the pointer has left, a letter to nothing
  /// because its field was only just clicked.
  bool due_before(const platform::InputEvent& event) const;

 private:
  struct Button {
    bool down = false, clicked = false;  // clicked: since the last picture
  };
  std::array<Button, 3> buttons_{};
  std::deque<std::variant<platform::KeyEvent, platform::CharacterEvent>> typed_;
  bool moved_ = false;  // since the last picture
  // Pictures until it is known whether the keyboard belongs to a field after a click, or a key that may open
  // one.
  int after_click_ = 0, after_key_ = 0;
};

}  // namespace thalweg::viewer::ui
