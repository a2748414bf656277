// SPDX-License-Identifier: MIT
// Draws a lesson's figure, and lets its handles be dragged.
#pragma once

#include <optional>
#include <vector>

#include "viewer/app/figure_place.h"
#include "viewer/ui/look.h"

namespace thalweg::viewer::ui {

void draw_figure(const Look& look, const figures::Figure& figure, const FigurePlace& place, ThemeName theme,
                 ImDrawList& list);

/// A control and the value that the pointer wants of it.
struct DraggedValue {
  int control;
  double value;
};
/// What dragging the handles asks for; `dragged` is the handle that the pointer holds, kept by the caller.  A
/// press anywhere in a plot takes the nearest of its handles.  The mouse must be over the current window.
std::vector<DraggedValue> drag_handles(const figures::Figure& figure, const FigurePlace& place,
                                       std::optional<std::size_t>& dragged);

}  // namespace thalweg::viewer::ui
