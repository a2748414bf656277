// SPDX-License-Identifier: MIT
// A window with an OpenGL 4.5 core context, and what its user does in it as plain data.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

struct GLFWwindow;

namespace thalweg::platform {

/// Letters and digits are their capital ASCII codes ('A'..'Z', '0'..'9', ' '); the rest starts above them.
/// Numbered as in GLFW, so that a key is passed on without a table.
enum class Key : int {
  kUnknown = -1,
  kSpace = 32,
  kSlash = 47,
  kEscape = 256,
  kEnter = 257,
  kTab = 258,
  kBackspace = 259,
  kInsert = 260,
  kDelete = 261,
  kRight = 262,
  kLeft = 263,
  kDown = 264,
  kUp = 265,
  kPageUp = 266,
  kPageDown = 267,
  kHome = 268,
  kEnd = 269,
  kF11 = 300
};
constexpr Key key_of(char letter_or_digit) { return Key(letter_or_digit); }

enum class MouseButton : int { kLeft = 0, kRight = 1, kMiddle = 2 };

struct Modifiers {
  bool shift = false, control = false, alt = false, super = false;
};

// Positions are in framebuffer pixels from the top left corner, as the renderer and the camera count them.
struct KeyEvent {
  Key key = Key::kUnknown;
  bool pressed = false, repeated = false;  // a repeat is also pressed
  Modifiers modifiers;
};
struct CharacterEvent {
  char32_t character = 0;
};
struct PointerMoved {
  double x = 0, y = 0;
};
struct PointerButton {
  MouseButton button = MouseButton::kLeft;
  bool pressed = false;
  double x = 0, y = 0;
  Modifiers modifiers;
};
struct Scrolled {
  double x = 0, y = 0;  // notches
  double pointer_x = 0, pointer_y = 0;
};
struct Resized {
  int width = 0, height = 0;  // of the framebuffer
};
struct FocusChanged {
  bool focused = false;
};
struct FilesDropped {
  std::vector<std::filesystem::path> paths;
};
struct CloseRequested {};

using InputEvent = std::variant<KeyEvent, CharacterEvent, PointerMoved, PointerButton, Scrolled, Resized,
                                FocusChanged, FilesDropped, CloseRequested>;

struct WindowOptions {
  std::string title = "Thalweg";
  int width = 1280, height = 800;
  std::optional<std::pair<int, int>> place = {};  // of its corner; ignored where no display is
  bool debug = false;
  bool visible = true;
  bool vertical_sync = true;
};

/// One window; its context is current on the constructing (main) thread.  Only one exists at a time.
class Window {
 public:
  /// Throws Error: "no display ..." where none is, else what OpenGL or the window system said.
  explicit Window(const WindowOptions& options = {});
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  const std::string& renderer() const;  // GL_RENDERER
  int width() const;                    // of the framebuffer, in pixels; 0 while minimised
  int height() const;
  double content_scale() const;  // pixels per logical pixel: 1 on ordinary, 2 on dense displays
  double seconds() const;        // since the window was made

  /// What happened since the last call; waits at most `wait_seconds` for something to happen.
  std::vector<InputEvent> poll(double wait_seconds = 0);
  /// Shows a picture (an OpenGL framebuffer of width x height pixels) and waits for the display if so
  /// configured.  Throws Error when the graphics card has lost the context.
  void show(unsigned framebuffer, int width, int height);

  /// In the window system's units, without frame: to be given back to a later WindowOptions.  Those of the
  /// window where it is full screen.
  std::pair<int, int> size() const;
  std::pair<int, int> place() const;
  void set_title(const std::string& title);
  void set_full_screen(bool on);
  bool full_screen() const;
  std::string clipboard() const;
  void set_clipboard(const std::string& text);
  /// For libraries that attach to the window.
  GLFWwindow* handle() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thalweg::platform
