// SPDX-License-Identifier: MIT
// A small chart of losses over steps: median lines in their bands, logarithmic axis, values under the
// pointer.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "viewer/app/loss_history.h"
#include "viewer/ui/look.h"

namespace thalweg::viewer::ui {

struct ChartLine {
  std::span<const LossSample> history;
  ImU32 color = 0;
  std::string name;  // at its end, where there are several and it fits
};

struct ChartInfo {
  std::span<const ChartLine> lines;
  double lowest = 0;          // the axis shows loss - lowest
  const char* name = "loss";  // of that
  i64 step = 0, steps = 0;    // now; of the whole run
};

/// Fills the rest of the window.  Returns the step that was clicked.
std::optional<i64> loss_chart(const Look& look, const ChartInfo& info);

}  // namespace thalweg::viewer::ui
