// SPDX-License-Identifier: MIT
// The keys of a lesson: one table that the window obeys and the help shows.
#pragma once

#include <optional>
#include <span>
#include <variant>

#include "viewer/app/lesson_session.h"
#include "viewer/platform/window.h"

namespace thalweg::viewer {

/// What a key wants of the window itself.
enum class WindowWish {
  kQuit,
  kLarger,
  kSmaller,
  kFullScreen,
  kTheme,
  kHelp,
  kCloseHelp,
  kPlayScene,
  kOtherSide,
  kType,
};

using LessonWish = std::variant<LessonCommand, WindowWish>;

struct LessonKey {
  platform::Key key;
  bool control = false;
  bool repeats = false;
  const char* label = "";  // as printed on the key; empty: a second key for the row above
  const char* meaning = "";
  std::optional<LessonWish> (*wish)(const LessonSession& session);
};

std::span<const LessonKey> lesson_keys();

/// What a key does now; nothing for a release and for keys without a meaning.
std::optional<LessonWish> lesson_wish(const platform::KeyEvent& event, const LessonSession& session);

}  // namespace thalweg::viewer
