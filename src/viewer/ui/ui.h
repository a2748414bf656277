// SPDX-License-Identifier: MIT
// The panels as a whole: one Dear ImGui context, fed from our events, drawn into the bound framebuffer.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "viewer/app/explorer.h"
#include "viewer/app/layout.h"
#include "viewer/app/lesson_layout.h"
#include "viewer/app/lesson_session.h"
#include "viewer/platform/window.h"
#include "viewer/scene/surface_model.h"

namespace thalweg::viewer::ui {

/// The marked point below the pointer: its number in the explorer's features, and the pointer's pixel.
struct FeatureHover {
  std::size_t feature = 0;
  double x = 0, y = 0;
};

/// What the panels of a lesson remember between pictures.
struct LessonMemory {
  std::optional<std::size_t> dragged;  // handle of the figure
  bool type = false;                   // the field of the first open number wants the keyboard
  std::string typed;                   // the answer that is being typed
  int page = -1;                       // that was shown last
  bool help = false;
  std::vector<bool> answered;  // by task: what was answered in the last picture
  LessonSide side = LessonSide::kScene;
  std::string copied;  // for the clipboard; the window takes it
};

using LessonCommands = std::vector<LessonCommand>;

class Ui {
 public:
  /// scale: pixels per pixel of an ordinary display.  With `draws`, an OpenGL context must be current while
  /// this lives; without, frames are laid out and answered but never drawn.  Only one exists at a time.
  /// figure_em: as in make_look().
  Ui(double scale, bool draws, double figure_em = 0);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  void feed(const platform::InputEvent& event);
  /// Whether a frame has to come before an event is fed: what the user did before it may decide where it
  /// goes.
  bool due_before(const platform::InputEvent& event) const;
  /// True while the pointer or the keyboard belong to a panel.
  bool wants_pointer() const;
  bool wants_keyboard() const;

  /// What the gallery shows: OpenGL names of textures in the order of presets(), 0 for none yet.
  void set_pictures(const std::vector<unsigned>& pictures);

  /// True while something that was typed waits for the next picture.
  bool waiting() const;

  /// One picture of the panels, `seconds` after the last; hover: the point of the domain below the pointer.
  /// Returns what the user asked for.
  std::vector<Command> frame(const Explorer& explorer, int width, int height, double seconds,
                             std::optional<Point> hover, std::optional<FeatureHover> feature = {});
  /// One picture of a lesson's panels.
  struct LessonFrame {
    LessonSession& session;
    const Explorer& explorer;  // what the lesson's scene is shown by
    const LessonLayout& layout;
    ThemeName theme;
    LessonMemory& memory;
    int width, height;
    double seconds;
  };
  LessonCommands lesson_frame(const LessonFrame& in);
  /// A figure alone, as large as the picture.
  void figure_frame(const figures::Figure& figure, ThemeName theme, int width, int height);
  /// Draws the last frame.
  void draw();

 private:
  void begin(int width, int height, double seconds, ThemeName theme);
  void end();

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thalweg::viewer::ui
