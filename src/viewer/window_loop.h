// SPDX-License-Identifier: MIT
// The loop of a window: carries events in and pictures out, and rests where nothing moves.
#pragma once

#include "viewer/platform/window.h"

namespace thalweg::viewer {

/// Runs until app.quit().  An app handles events (`handle(event)`), shows a picture `seconds` after the last
/// (`show(seconds)`), and says whether nothing moves by itself (`settled()`) or input waits for the next
/// picture
/// (`waiting()`).
template <class App>
void run_window(platform::Window& window, App& app) {
  // Panels need a few pictures after an event until nothing changes any more: hovering, tooltips, layout.
  constexpr int kAfterEvent = 3;
  constexpr double kIdleSeconds = 0.5;
  int pictures_due = kAfterEvent;
  double last = window.seconds();
  while (!app.quit()) {
    const bool idle = app.settled() && pictures_due <= 0;
    const bool minimised = window.width() < 1 || window.height() < 1;
    const auto events = window.poll(idle || minimised ? kIdleSeconds : 0);
    for (const platform::InputEvent& event : events) app.handle(event);
    pictures_due = events.empty() && !app.waiting() ? pictures_due - 1 : kAfterEvent;
    if (window.width() < 1 || window.height() < 1) continue;  // nothing can be shown
    const double now = window.seconds(), passed = now - last;
    last = now;
    if (!idle || !events.empty()) app.show(passed);
  }
}

}  // namespace thalweg::viewer
