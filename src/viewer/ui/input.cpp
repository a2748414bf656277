// SPDX-License-Identifier: MIT
#include "viewer/ui/input.h"

#include <imgui.h>

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <iterator>
#include <utility>

namespace thalweg::viewer::ui {
namespace {

using platform::Key;

constexpr std::pair<ImGuiKey_, Key> kKeys[] = {
    {ImGuiKey_Tab, Key::kTab},           {ImGuiKey_LeftArrow, Key::kLeft},
    {ImGuiKey_RightArrow, Key::kRight},  {ImGuiKey_UpArrow, Key::kUp},
    {ImGuiKey_DownArrow, Key::kDown},    {ImGuiKey_PageUp, Key::kPageUp},
    {ImGuiKey_PageDown, Key::kPageDown}, {ImGuiKey_Home, Key::kHome},
    {ImGuiKey_End, Key::kEnd},           {ImGuiKey_Insert, Key::kInsert},
    {ImGuiKey_Delete, Key::kDelete},     {ImGuiKey_Backspace, Key::kBackspace},
    {ImGuiKey_Space, Key::kSpace},       {ImGuiKey_Enter, Key::kEnter},
    {ImGuiKey_Escape, Key::kEscape},     {ImGuiKey_A, platform::key_of('A')},
    {ImGuiKey_C, platform::key_of('C')}, {ImGuiKey_V, platform::key_of('V')},
    {ImGuiKey_X, platform::key_of('X')}, {ImGuiKey_Y, platform::key_of('Y')},
    {ImGuiKey_Z, platform::key_of('Z')},
};

// A card opens in the first one, its field is active in the second, and the third knows.
constexpr int kUntilTyping = 3;

void set_modifiers(ImGuiIO& io, const platform::Modifiers& m) {
  io.KeyShift = m.shift;
  io.KeyCtrl = m.control;
  io.KeyAlt = m.alt;
  io.KeySuper = m.super;
}

/// Whether a key press does something of its own to a text field, beside the character that it types.
bool is_command(const platform::KeyEvent& event) {
  if (!event.pressed) return false;
  const bool letter = int(event.key) >= 'A' && int(event.key) <= 'Z';
  if (letter || event.key == Key::kSpace) return event.modifiers.control;
  return std::any_of(std::begin(kKeys), std::end(kKeys),
                     [&](const auto& k) { return k.second == event.key; });
}

ImVec2 position(double x, double y) { return {float(x), float(y)}; }

}  // namespace

Input::Input(ImGuiIO& io) {
  for (const auto& [theirs, ours] : kKeys) io.KeyMap[theirs] = int(ours);
}

bool Input::due_before(const platform::InputEvent& event) const {
  if (const auto* pointer = std::get_if<platform::PointerButton>(&event))
    return waiting() || (pointer->pressed && moved_);
  if (const auto* key = std::get_if<platform::KeyEvent>(&event))
    return key->pressed && (after_click_ > 0 || after_key_ > 0);
  // Its key came before a character, but for those of input methods.
  return std::holds_alternative<platform::CharacterEvent>(event) && after_click_ > 0;
}

void Input::feed(ImGuiIO& io, const platform::InputEvent& event, bool typing) {
  if (const auto* key = std::get_if<platform::KeyEvent>(&event)) {
    if (key->pressed && (!typing || is_command(*key))) after_key_ = kUntilTyping;
    if (!key->repeated) typed_.push_back(*key);  // Dear ImGui repeats by itself
  } else if (const auto* typed = std::get_if<platform::CharacterEvent>(&event)) {
    typed_.push_back(*typed);
  } else if (const auto* moved = std::get_if<platform::PointerMoved>(&event)) {
    moved_ = true;
    io.MousePos = position(moved->x, moved->y);
  } else if (const auto* pointer = std::get_if<platform::PointerButton>(&event)) {
    io.MousePos = position(pointer->x, pointer->y);
    set_modifiers(io, pointer->modifiers);
    after_click_ = kUntilTyping;
    Button& button = buttons_[std::size_t(pointer->button)];
    button.down = pointer->pressed;
    button.clicked = button.clicked || pointer->pressed;
  } else if (const auto* scrolled = std::get_if<platform::Scrolled>(&event)) {
    io.MouseWheel += float(scrolled->y);
    io.MouseWheelH += float(scrolled->x);
  } else if (const auto* focus = std::get_if<platform::FocusChanged>(&event)) {
    if (!focus->focused) {  // releases go elsewhere
      buttons_ = {};
      typed_.clear();
      for (bool& down : io.KeysDown) down = false;
      set_modifiers(io, {});
    }
    io.AddFocusEvent(focus->focused);
  }
}

void Input::begin_frame(ImGuiIO& io) {
  moved_ = false;
  after_click_ = std::max(0, after_click_ - 1);
  after_key_ = std::max(0, after_key_ - 1);
  for (std::size_t i = 0; i < buttons_.size(); i++) {
    io.MouseDown[i] = buttons_[i].down || buttons_[i].clicked;
    buttons_[i].clicked = false;
  }
  std::bitset<IM_ARRAYSIZE(io.KeysDown)> down;
  bool characters = false, commands = false;
  for (; !typed_.empty(); typed_.pop_front()) {
    if (const auto* typed = std::get_if<platform::CharacterEvent>(&typed_.front())) {
      if (commands) break;
      characters = true;
      io.AddInputCharacter(unsigned(typed->character));
      continue;
    }
    const auto& event = std::get<platform::KeyEvent>(typed_.front());
    const auto key = std::size_t(int(event.key));
    if (key >= down.size()) continue;
    // One picture shows one command, its key still down, and characters before or without it.
    const bool command = is_command(event);
    if (down[key] || (command && (characters || commands))) break;
    if (command) down[key] = commands = true;
    io.KeysDown[key] = event.pressed;
    set_modifiers(io, event.modifiers);
    if (command && event.modifiers.control) {
      typed_.pop_front();  // the release of Ctrl must not come before it was seen
      break;
    }
  }
}

}  // namespace thalweg::viewer::ui
