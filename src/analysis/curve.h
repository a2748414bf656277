// SPDX-License-Identifier: MIT
// What a loss curve and a path look like: the numbers that the rules of a diagnosis compare.
#pragma once

#include <cstddef>
#include <span>

#include "core/box.h"

namespace thalweg {

/// Of finite losses after 0, 1, ..., T steps, T >= 2.  Only differences matter: adding a constant changes
/// nothing but first, lowest and highest.
struct Curve {
  std::size_t window;  ///< steps of the last quarter, of the whole run below 16 steps
  double first, last, lowest, highest;
  double range;        ///< highest - lowest; 0 if that is rounding
  double early, late;  ///< gains of the first and the last quarter, of losses smoothed over a 16th of the run
  double peaks[4];     ///< highest loss of each quarter
  bool falls;          ///< no step rises by more than rounding
  double flips;        ///< share of the changes in the window with another sign than the change before
  double turns;        ///< how many such changes of sign the whole run has
  double swing;        ///< highest - lowest in the window, as a share of range
};
Curve curve_of(std::span<const double> losses);

/// Whether the curve rises: the peaks of the quarters grow one after the other, the last is `growth` times as
/// far above the first loss as the second, and the highest loss at least `risen` of the range.
bool rises(const Curve& curve, double growth, double risen);

/// How successive steps of a path turn.
struct Turns {
  bool known = false;                    ///< false without positions or with fewer than 3
  std::size_t window = 0;                ///< steps that were looked at: the last quarter, all below 16 steps
  double reversals = 0;                  ///< share of successive steps whose cosine is below `reversal`
  double last_step = 0, early_step = 0;  ///< length of the last one, median length in the first quarter
};
Turns turns_of(std::span<const Point> positions, double reversal);

}  // namespace thalweg
