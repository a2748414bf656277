// SPDX-License-Identifier: MIT
// The run that is shown: an ensemble with trails, and the forerunner that knows where it will end.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "viewer/app/destinations.h"

namespace thalweg::viewer {

/// Slots and distance of the trails for a run of this many particles that is most telling after `moment`
/// steps (absent: not known): long enough to reach back to the start then, within kTrailNumbers positions.
TrailSpec trail_for(i64 particles, i64 steps, std::optional<i64> moment);
inline constexpr i64 kTrailSlots = 64, kTrailNumbers = i64(16) << 20;

/// How far the median particle has come down at the moment that is shown by default.
inline constexpr double kTellingShare = 0.9;

class Simulation {
 public:
  explicit Simulation(Backend& backend) : backend_(&backend) {}

  /// Another run, at its starts.  Throws Error when the machine has no room; the old run is kept then.
  void start(Plan plan);
  /// Throws InputError for a spec that cannot be planned.
  void start(const RunSpec& spec) { start(make_plan(spec)); }
  /// The same run at its starts; destinations are kept.
  void restart();
  /// False before the first start.
  bool running() const { return ensemble_ != nullptr || forerunner_ != nullptr; }

  /// Looks ahead for about `seconds`.  heights decide which moment is telling.
  void look_ahead(double seconds, const HeightTransform& heights);
  /// To the end of the run at most.
  void advance(i64 steps);
  /// Goes to a step, from the starts if it is behind.
  void seek(i64 step);

  const Plan& plan() const { return *plan_; }
  i64 step() const { return ensemble_ ? ensemble_->step() : 0; }
  const Forerunner& forerunner() const { return *forerunner_; }
  /// The step to show when only one can be shown; nothing while it is not known.
  std::optional<i64> moment() const { return moment_; }
  /// Overrides it; trails reach back from there.
  void set_moment(i64 step);

  /// Where the particles are now, as they are drawn (app/slice.h); two numbers each.
  std::span<const float> xy();
  /// Where they will end; all neutral while that is not known.
  std::span<const std::uint8_t> labels();
  /// Changes whenever xy() or labels() do.
  u64 version() const { return version_; }
  /// Changes whenever the trails are of another run.
  u64 generation() const { return generation_; }
  thalweg::TrailView trails();
  /// Adds to n x n counts how many particles are where in what is drawn (drawn_box()); those of one weight
  /// are spread evenly over the trough.
  void count(int n, std::span<u32> counts);
  /// Changes whenever particles move, but not when it becomes known where they will end.
  u64 position_version();

 private:
  void begin();

  Backend* backend_;
  std::optional<Plan> plan_;
  std::unique_ptr<Forerunner> forerunner_;
  std::unique_ptr<Ensemble> ensemble_;  // begun with the first use, when the trail is known
  std::optional<i64> moment_;
  std::vector<PointF> positions_;
  std::vector<PointF> spread_trails_;  // of one weight: the trails as they are drawn
  i64 spread_written_ = 0;             // how many of their slots were copied
  std::vector<std::uint8_t> unknown_;  // neutral labels
  u64 version_ = 1, fetched_ = 0, generation_ = 0;
  u64 begun_ = 0;  // ensembles so far
};

}  // namespace thalweg::viewer
