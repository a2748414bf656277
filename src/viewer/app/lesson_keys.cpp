// SPDX-License-Identifier: MIT
#include "viewer/app/lesson_keys.h"

namespace thalweg::viewer {

namespace {

using namespace lesson_command;
using Wish = std::optional<LessonWish>;

/// The first task without an answer.
std::optional<int> open_task(const LessonSession& session) {
  if (session.at_end()) return {};
  const auto& answers = session.state().answers;
  for (std::size_t k = 0; k < answers.size(); k++)
    if (!answers[k]) return int(k);
  return {};
}

template <class C>
Wish plain(const LessonSession&) {
  return LessonCommand{C{}};
}
template <WindowWish wish>
Wish window(const LessonSession&) {
  return wish;
}
template <int by>
Wish go(const LessonSession& session) {
  return LessonCommand{GoTo{session.number() + by}};
}
template <int by>
Wish select(const LessonSession&) {
  return LessonCommand{SelectControl{by}};
}
template <int by>
Wish nudge(const LessonSession&) {
  return LessonCommand{NudgeControl{by}};
}

/// Hands in what the controls are set to, goes to the field of a number, asks the next question of a series,
/// or goes on.
Wish enter(const LessonSession& session) {
  if (const auto task = open_task(session))
    if (std::holds_alternative<lessons::Aim>(session.page().tasks[std::size_t(*task)].answer))
      return LessonCommand{Answer{*task, 0}};
  if (const auto task = open_task(session))
    if (std::holds_alternative<lessons::NumberSought>(session.page().tasks[std::size_t(*task)].answer))
      return WindowWish::kType;
  if (session.is_series() && session.answered()) return LessonCommand{Another{}};
  return go<1>(session);
}

Wish again(const LessonSession& session) {
  if (session.at_end()) return {};
  const auto& answers = session.state().answers;
  for (std::size_t k = 0; k < answers.size(); k++)
    if (answers[k] && !answers[k]->right &&
        !std::holds_alternative<lessons::Aim>(session.page().tasks[k].answer))
      return LessonCommand{TryAgain{int(k)}};
  return {};
}

Wish play(const LessonSession& session) {
  if (!session.at_end() && session.page().clock >= 0) return LessonCommand{TogglePlay{}};
  return WindowWish::kPlayScene;
}

template <int n>
Wish option(const LessonSession& session) {
  const auto task = open_task(session);
  if (!task) return {};
  const auto* choices = std::get_if<lessons::Choices>(&session.page().tasks[std::size_t(*task)].answer);
  if (!choices || n > int(choices->options.size())) return {};
  return LessonCommand{Answer{*task, n - 1}};
}

constexpr platform::Key kMinus = platform::Key('-'), kEqual = platform::Key('=');

}  // namespace

std::span<const LessonKey> lesson_keys() {
  using platform::Key;
  using platform::key_of;
  static constexpr LessonKey all[] = {
      {Key::kEnter, false, false, "Enter", "hand in, type, or go on", enter},
      {Key::kPageDown, false, true, "PgDn", "next page", go<1>},
      {Key::kPageUp, false, true, "PgUp", "page before", go<-1>},
      {Key::kBackspace, false, false, "", "", go<-1>},
      {key_of('1'), false, false, "1 .. 6", "answer", option<1>},
      {key_of('2'), false, false, "", "", option<2>},
      {key_of('3'), false, false, "", "", option<3>},
      {key_of('4'), false, false, "", "", option<4>},
      {key_of('5'), false, false, "", "", option<5>},
      {key_of('6'), false, false, "", "", option<6>},
      {key_of('T'), false, false, "T", "try again", again},
      {key_of('N'), false, false, "N", "another question", plain<Another>},
      {Key::kUp, false, true, "Up, Down", "choose a control", select<-1>},
      {Key::kDown, false, true, "", "", select<1>},
      {Key::kLeft, false, true, "Left, Right", "move it", nudge<-1>},
      {Key::kRight, false, true, "", "", nudge<1>},
      {Key::kSpace, false, false, "Space", "play or pause", play},
      {Key::kTab, false, false, "Tab", "landscape or figure", window<WindowWish::kOtherSide>},
      {key_of('R'), false, false, "R", "the page as it was", plain<Reset>},
      {kEqual, true, false, "Ctrl +, \u2212", "larger or smaller text", window<WindowWish::kLarger>},
      {kMinus, true, false, "", "", window<WindowWish::kSmaller>},
      {key_of('L'), false, false, "L", "light or dark", window<WindowWish::kTheme>},
      {Key::kF11, false, false, "F11", "full screen", window<WindowWish::kFullScreen>},
      {key_of('H'), false, false, "H  ?", "these keys", window<WindowWish::kHelp>},
      {Key::kSlash, false, false, "", "", window<WindowWish::kHelp>},
      {Key::kEscape, false, false, "", "", window<WindowWish::kCloseHelp>},
      {key_of('Q'), true, false, "Ctrl+Q", "quit", window<WindowWish::kQuit>},
  };
  return all;
}

std::optional<LessonWish> lesson_wish(const platform::KeyEvent& event, const LessonSession& session) {
  if (!event.pressed || event.modifiers.alt || event.modifiers.super) return std::nullopt;
  for (const LessonKey& k : lesson_keys())
    if (k.key == event.key && k.control == event.modifiers.control && (k.repeats || !event.repeated))
      return k.wish(session);
  return std::nullopt;
}

}  // namespace thalweg::viewer
