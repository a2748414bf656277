// SPDX-License-Identifier: MIT
// What a run shows, in one word with its reason: from the losses alone, better with positions and gradients,
// best with the landscape.  Every rule compares numbers of the run with each other, so that multiplying the
// losses, turning the axes, or dividing the rate by what the losses were multiplied with changes no verdict.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/outcome.h"
#include "engine/result.h"

namespace thalweg {

enum class Verdict {
  too_small,      ///< falls at nearly its first rate, far from done
  good,           ///< has arrived, or levels off
  improving,      ///< on its way
  oscillating,    ///< goes to and fro without coming closer
  diverging,      ///< rises, or runs out of the domain
  non_finite,     ///< NaN or infinity
  plateau,        ///< the slope has vanished where no minimum is
  saddle,         ///< at a saddle or a maximum
  local_minimum,  ///< at a minimum, higher than another one
};
inline constexpr int kVerdicts = 9;
std::string_view name(Verdict verdict);

/// A run of T steps: losses after 0, 1, ..., T steps; positions and gradients as many, or none.
struct History {
  std::vector<double> losses;
  std::vector<Point> positions, gradients;
};

/// What is known beside the run; NaN and nothing where it is not.
struct Knowledge {
  double lowest;                ///< the lowest value there is
  double slope;                 ///< typical slope of the landscape (LandscapeScale)
  std::optional<Critical> end;  ///< what the last position is at
  bool outside = false;         ///< the last position is beyond the clustering grid (EndCell)
  double lr, stable_below;  ///< of the last step, and its limit at the last position (analysis/stability.h)
};
Knowledge nothing_known();
/// What the landscape says about a run of this plan that ended at `end`.
Knowledge what_is_known(const Plan& plan, Point end);

/// Every number that a rule decides by.  A window is the last quarter of the steps, the whole run below 16
/// steps.
struct DiagnosisRules {
  /// Diverging: the highest losses of the four quarters rise one after the other, the last this many times as
  /// far above the start as the second, and the whole run this share of its range.
  double growth = 1.5, risen = 0.5;
  /// Oscillating: this share of successive steps in the window has a cosine below `reversal`, and the last
  /// step is longer than `not_shorter` times the median of the first quarter; not where no more than `gained`
  /// of the possible improvement is left, unless the path is an orbit.
  double reversals = 0.5, reversal = -0.5, not_shorter = 0.2, gained = 0.01;
  /// The same from losses: this share of changes in the window has another sign than the change before, and
  /// they swing over this share of the run's range; or (slow swings) the sign changes this often with a
  /// larger swing.
  double flips = 0.5, swing = 0.2, slow_flips = 4, slow_swing = 0.5;
  /// Too small: less than this share of the possible improvement is done, and the gain of the last quarter is
  /// this share of the gain of the first; beyond `speeding_up` times the first it is leaving a plateau or a
  /// saddle instead.
  double undone = 0.5, steady = 0.3, speeding_up = 3;
  /// A slope below this share of the landscape's is a plateau while the run is far from done.
  double flat = 0.01;
  /// Without a landscape: a gradient below this share of the run's largest is at rest.
  double at_rest = 1e-4;
  /// Good: the last quarter gained less than this share of the first; improving all the same where more than
  /// `much_left` of the possible improvement is left and the last quarter gained that share of the first.
  double levelled = 0.5, much_left = 0.1;
  /// Done: no more than this share of the possible improvement is left.
  double done = 1e-3;
  /// Two values closer than this share of the descent are the same.
  double same_value = 1e-6;
};

struct Diagnosis {
  Verdict verdict;
  std::string reason;  ///< one sentence, with the numbers seen
  std::string advice;  ///< one sentence
};

/// Throws InputError for fewer than 3 losses, or positions or gradients that are not as many.
Diagnosis diagnose(const History& history, const Knowledge& known = nothing_known(),
                   const DiagnosisRules& = {});

/// Of an ensemble: the verdict that most particles share.  first_median: median loss at the starts.
Diagnosis diagnose(const RunResult& result, double first_median);
/// The median loss at up to 256 of the starts, evenly spread over the particles; fewer where data make a loss
/// expensive.
double median_start_loss(const Plan& plan);

}  // namespace thalweg
