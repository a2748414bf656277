// SPDX-License-Identifier: MIT
// The pointer over the landscape: left drag orbits, right or middle drag (or shift) pans, the wheel zooms, a
// click is a click only when nothing was dragged.  With Ctrl a left drag draws a box to start in, with Alt
// one to look at.
#pragma once

#include <glm/vec2.hpp>
#include <optional>

#include "viewer/app/ground_box.h"
#include "viewer/platform/window.h"
#include "viewer/scene/camera.h"

namespace thalweg::viewer {

/// What is remembered between events.
struct PointerState {
  std::optional<platform::MouseButton> button;  // the one that is down
  bool pans = false, dragged = false;
  std::optional<BoxUse> draws;  // a box, instead of moving the camera
  glm::dvec2 start{0, 0};
  Camera start_camera;
  double last_click = -1e9;  // seconds
  glm::dvec2 last_click_at{0, 0};
};

struct Click {
  glm::dvec2 at;
  bool twice = false;  // the second of a double click
  bool shift = false;  // was held
};

/// A box that is being drawn between two pixels.
struct BoxDrag {
  glm::dvec2 from, to;
  BoxUse use;
  bool done = false;  // the button has been let go
};

struct PointerResult {
  std::optional<Camera> camera;  // the camera that the user asks for
  bool eased = false;
  std::optional<Click> click;  // of the left button
  std::optional<BoxDrag> box;
};

/// camera: the one to start from, where it is heading.  seconds: any clock that does not go back.  zooming: a
/// left drag draws a box to look at without any key.
PointerResult on_pointer(PointerState& state, const platform::InputEvent& event, const Camera& camera,
                         const Viewport& viewport, double seconds, bool zooming = false);

inline constexpr double kDragPixels = 4, kDoubleClickSeconds = 0.35;

}  // namespace thalweg::viewer
