// SPDX-License-Identifier: MIT
// A small chart of losses over steps: median line in its band, logarithmic axis, values under the pointer.
#pragma once

#include <optional>
#include <span>

#include "viewer/app/loss_history.h"
#include "viewer/ui/look.h"

namespace thalweg::viewer::ui {

struct ChartInfo {
  std::span<const LossSample> history;
  double lowest = 0;          // the axis shows loss - lowest
  const char* name = "loss";  // of that
  i64 step = 0, steps = 0;    // now; of the whole run
};

/// Fills the rest of the window.  Returns the step that was clicked.
std::optional<i64> loss_chart(const Look& look, const ChartInfo& info);

}  // namespace thalweg::viewer::ui
