// SPDX-License-Identifier: MIT
// Where every particle will end, found by running a twin of the ensemble ahead: the same spec gives the same
// paths, so particles can wear the colour of their destination from the first picture on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/diagnosis.h"
#include "engine/result.h"
#include "viewer/app/loss_history.h"

namespace thalweg::viewer {

struct Destinations {
  std::vector<std::uint8_t> label;    // per particle; kNeutralLabel: at no minimum
  std::vector<std::uint8_t> minimum;  // label per result.minima
  std::vector<std::uint8_t> outcome;  // per particle: app/outcome_colors.h
  std::vector<u32> steps;             // per particle: taken until it was stopped, or all of the run
  RunResult result;
  Diagnosis diagnosis;        // of the whole run
  std::optional<Point> best;  // where the particle with the lowest loss is in the end
};

/// Labels of the minima reached: a known minimum has its place in the surface's list, so that its colour
/// stays while the optimizer changes; others come after.  Labels repeat after kDistinctLabels.
std::vector<std::uint8_t> minimum_labels(const std::vector<ReachedMinimum>& reached, const Landscape& f);
inline constexpr std::size_t kDistinctLabels = 252;  // whole rounds of the palette, below kNeutralLabel

/// The twin.  It is worked on in slices, so that a window never waits for it.
class Forerunner {
 public:
  Forerunner(const Plan& plan, Backend& backend);

  /// Works for about `seconds`, at least one slice.  Returns true when everything is known.
  bool work(double seconds);
  bool done() const { return destinations_ != nullptr; }
  /// Of the run, 0..1.
  double progress() const;

  /// Grows while the twin runs.
  const LossHistory& history() const { return history_; }
  /// nullptr until done.
  const Destinations* destinations() const { return destinations_.get(); }

 private:
  void sample();
  void finish();

  Plan plan_;
  Backend* backend_;
  std::unique_ptr<Ensemble> ensemble_;  // gone when done
  LossHistory history_;
  std::unique_ptr<Destinations> destinations_;
  double busy_ = 0;  // seconds spent in steps
};

}  // namespace thalweg::viewer
