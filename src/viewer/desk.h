// SPDX-License-Identifier: MIT
// The explorer with its panels and its pointer: all of the window but what is drawn.  Without a display it
// can be driven by made-up events.
#pragma once

#include <glm/vec2.hpp>
#include <optional>

#include "viewer/app/explorer.h"
#include "viewer/app/layout.h"
#include "viewer/app/pointer.h"
#include "viewer/platform/window.h"
#include "viewer/scene/pick.h"
#include "viewer/ui/ui.h"

namespace thalweg::viewer {

/// Of the window: its framebuffer's size, and pixels per pixel of an ordinary display.
struct Screen {
  int width = 1280, height = 720;
  double scale = 1;
};

class Desk {
 public:
  /// draws: as in ui::Ui.
  Desk(Backend& backend, SessionState state, int nodes, Loop loop, const Screen& screen, bool draws);

  Explorer& explorer() { return explorer_; }
  const Explorer& explorer() const { return explorer_; }
  ui::Ui& panels() { return ui_; }

  /// The window's present size; before everything that follows.
  void set_screen(const Screen& screen) { screen_ = screen; }
  const Screen& screen() const { return screen_; }
  Layout layout() const;

  /// What the user did, `now` seconds after any fixed moment.
  void handle(const platform::InputEvent& event, double now);
  /// One picture of the panels, `seconds` after the last; what the user asked for in them is carried out.
  void lay_out_panels(double seconds);

  /// The camera is being dragged.
  bool turning() const { return pointer_.button && pointer_.dragged; }
  /// Nothing changes before the next event.
  bool settled() const { return explorer_.settled(); }
  bool waiting() const { return ui_.waiting(); }
  bool quit() const { return explorer_.state().quit; }

 private:
  Viewport viewport() const;
  std::optional<SurfaceHit> pick(glm::dvec2 pixel) const;
  /// The marked point near a pixel, as a number in the explorer's features.
  std::optional<std::size_t> pick_feature(glm::dvec2 pixel) const;
  /// The particle near a pixel.
  std::optional<i64> pick_particle(glm::dvec2 pixel);
  void act(const Command& command);
  void click(const Click& click);
  void draw_box(const BoxDrag& drag);

  Screen screen_;
  Explorer explorer_;
  ui::Ui ui_;
  PointerState pointer_;
  std::optional<glm::dvec2> pointer_at_;
};

}  // namespace thalweg::viewer
