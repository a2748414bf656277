// SPDX-License-Identifier: MIT
// The pointer over the landscape: left drag orbits, right or middle drag (or shift) pans, the wheel zooms, a
// click is a click only when nothing was dragged.
#pragma once

#include <glm/vec2.hpp>
#include <optional>

#include "viewer/platform/window.h"
#include "viewer/scene/camera.h"

namespace thalweg::viewer {

/// What is remembered between events.
struct PointerState {
  std::optional<platform::MouseButton> button;  // the one that is down
  bool pans = false, dragged = false;
  glm::dvec2 start{0, 0};
  Camera start_camera;
  double last_click = -1e9;  // seconds
  glm::dvec2 last_click_at{0, 0};
};

struct Click {
  glm::dvec2 at;
  bool twice = false;  // the second of a double click
};

struct PointerResult {
  std::optional<Camera> camera;  // the camera that the user asks for
  bool eased = false;
  std::optional<Click> click;  // of the left button
};

/// camera: the one to start from, where it is heading.  seconds: any clock that does not go back.
PointerResult on_pointer(PointerState& state, const platform::InputEvent& event, const Camera& camera,
                         const Viewport& viewport, double seconds);

inline constexpr double kDragPixels = 4, kDoubleClickSeconds = 0.35;

}  // namespace thalweg::viewer
