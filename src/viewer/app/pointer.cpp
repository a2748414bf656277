// SPDX-License-Identifier: MIT
#include "viewer/app/pointer.h"

#include <glm/geometric.hpp>

namespace thalweg::viewer {
namespace {

Click click_at(PointerState& state, glm::dvec2 at, double seconds) {
  const bool twice = seconds - state.last_click <= kDoubleClickSeconds &&
                     glm::distance(at, state.last_click_at) <= kDragPixels;
  state.last_click = twice ? -1e9 : seconds;  // a third click begins anew
  state.last_click_at = at;
  return {at, twice};
}

}  // namespace

PointerResult on_pointer(PointerState& state, const platform::InputEvent& event, const Camera& camera,
                         const Viewport& viewport, double seconds, bool zooming) {
  using namespace platform;
  PointerResult result;
  if (const auto* scrolled = std::get_if<Scrolled>(&event)) {
    if (!state.button && scrolled->y != 0) {
      result.camera = zoomed(camera, scrolled->y);
      result.eased = true;
    }
  } else if (const auto* button = std::get_if<PointerButton>(&event)) {
    const glm::dvec2 at(button->x, button->y);
    if (button->pressed && !state.button) {
      state.button = button->button;
      state.pans = button->button != MouseButton::kLeft || button->modifiers.shift;
      state.dragged = false;
      state.draws.reset();
      if (button->button == MouseButton::kLeft) {
        if (button->modifiers.control) state.draws = BoxUse::kSeed;
        if (button->modifiers.alt || zooming) state.draws = BoxUse::kZoom;
      }
      state.start = at;
      state.start_camera = camera;
    } else if (!button->pressed && state.button == button->button) {
      if (state.dragged && state.draws) {
        result.box = BoxDrag{state.start, at, *state.draws, true};
      } else if (!state.dragged && button->button == MouseButton::kLeft) {
        result.click = click_at(state, at, seconds);
        result.click->shift = button->modifiers.shift;
      }
      state.button.reset();
    }
  } else if (const auto* moved = std::get_if<PointerMoved>(&event)) {
    if (!state.button) return result;
    const glm::dvec2 drag = glm::dvec2(moved->x, moved->y) - state.start;
    if (!state.dragged && glm::length(drag) < kDragPixels) return result;
    state.dragged = true;
    if (state.draws) {
      result.box = BoxDrag{state.start, state.start + drag, *state.draws};
      return result;
    }
    result.camera =
        state.pans ? panned(state.start_camera, drag, viewport) : orbited(state.start_camera, drag, viewport);
  } else if (const auto* focus = std::get_if<FocusChanged>(&event)) {
    if (!focus->focused) state.button.reset();  // the release may never arrive
  }
  return result;
}

}  // namespace thalweg::viewer
