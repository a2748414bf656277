// SPDX-License-Identifier: MIT
// Draws a lesson's figure, and lets its handles be dragged.
#pragma once

#include <optional>
#include <vector>

#include "lessons/figure.h"
#include "viewer/app/layout.h"
#include "viewer/ui/look.h"

namespace thalweg::viewer::ui {

/// Where a figure lies: as large as the area allows, in its middle.
struct FigurePlace {
  float x = 0, y = 0, scale = 1;
  float text_scale = 1;
  ImVec2 at(lessons::Spot s) const { return {x + scale * float(s.x), y + scale * float(s.y)}; }
  lessons::Spot back(ImVec2 p) const { return {double((p.x - x) / scale), double((p.y - y) / scale)}; }
};
/// text: pixels per unit that words have at least, as far as that leaves them room.
FigurePlace place_figure(const lessons::Figure& figure, const Area& area, double text = 0);

void draw_figure(const Look& look, const lessons::Figure& figure, const FigurePlace& place, ThemeName theme,
                 ImDrawList& list);

/// A control and the value that the pointer wants of it.
struct DraggedValue {
  int control;
  double value;
};
/// What dragging the handles asks for; `dragged` is the handle that the pointer holds, kept by the caller.  A
/// press anywhere in a plot takes the nearest of its handles.  The mouse must be over the current window.
std::vector<DraggedValue> drag_handles(const lessons::Figure& figure, const FigurePlace& place,
                                       std::optional<std::size_t>& dragged);

}  // namespace thalweg::viewer::ui
