// SPDX-License-Identifier: MIT
// The keys of the explorer: one table that the window obeys and the help shows.
#pragma once

#include <optional>
#include <span>

#include "viewer/app/commands.h"
#include "viewer/platform/window.h"

namespace thalweg::viewer {

struct KeyBinding {
  platform::Key key;
  bool control = false, shift = false;  // must be held; shift is only asked for where it makes a difference
  bool repeats = false;                 // fires again while the key is held
  const char* label = "";               // as printed on the key; empty: a second key for the row above
  const char* meaning = "";
  Command (*command)();
};

std::span<const KeyBinding> key_bindings();

/// What a key does; nothing for a release and for keys without a meaning.
std::optional<Command> command_for(const platform::KeyEvent& event);

}  // namespace thalweg::viewer
