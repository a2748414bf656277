// SPDX-License-Identifier: MIT
// The run that is shown: an ensemble with trails, and the forerunner that knows where it will end.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/density.h"
#include "engine/trail_sample.h"
#include "viewer/app/destinations.h"
#include "viewer/scene/swarm_source.h"

namespace thalweg::viewer {

/// Slots and distance of so many trails for a run that is most telling after `moment` steps (absent: not
/// known): long enough to reach back to the start then, within kTrailNumbers positions.
TrailSpec trail_for(i64 trails, i64 steps, std::optional<i64> moment);
inline constexpr i64 kTrailSlots = 64, kTrailNumbers = i64(16) << 20;

/// How many particles leave a trail where so many are wanted (absent: nobody said): never fewer than
/// kUsualTrails, so that for most wishes the run need not begin again.
i64 recorded_trails(i64 particles, std::optional<i64> wanted);
inline constexpr i64 kUsualTrails = 100'000;

/// How far the median particle has come down at the moment that is shown by default.
inline constexpr double kTellingShare = 0.9;

class Simulation final : public SwarmSource {
 public:
  explicit Simulation(Backend& backend) : backend_(&backend) {}

  /// Another run, at its starts.  Throws Error when the machine has no room; the old run is kept then.
  void start(Plan plan);
  /// Throws InputError for a spec that cannot be planned.
  void start(const RunSpec& spec) { start(make_plan(spec)); }
  /// The same run with other learning rates in steps to come: the past stays as it was, and so do the
  /// destinations until the new ones are known.
  void follow(Plan plan);
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
  /// Something about the destinations is not known yet.
  bool looking_ahead() const { return stale_ || next_ || !forerunner_->done(); }
  /// Changes whenever there are other destinations of the same run.
  u64 forecasts() const { return forecasts_; }
  /// The step to show when only one can be shown; nothing while it is not known.
  std::optional<i64> moment() const { return moment_; }
  /// Overrides it; trails reach back from there.
  void set_moment(i64 step);
  /// How many trails are wanted, as in recorded_trails(); the run goes on.
  void want_trails(std::optional<i64> trails);

  /// Where a particle is, in all weights, and what it is doing there.
  End end(i64 particle);
  /// Where it is drawn; reads no other.
  Point drawn(i64 particle);
  /// Where the particles are now, as they are drawn (app/slice.h); two numbers each.
  std::span<const float> xy() override;
  /// Where they will end; all neutral while that is not known.
  std::span<const std::uint8_t> labels();
  /// Changes whenever xy() or labels() do.
  u64 version() const { return version_; }
  /// Changes whenever the trails are of another run.
  u64 generation() const { return generation_; }
  thalweg::TrailView trails();
  std::span<const float> trail_xy() override;
  /// True when a card that may draw has the particles: then the picture needs neither xy() nor trails().
  bool on_card();
  /// Only where on_card().
  GlWriter& writer() override { return *writer_; }
  /// trails() without coordinates, which stay where they are.
  thalweg::TrailView trail_shape();
  /// Which particles leave them.
  TrailSample trail_sample();
  /// Why the card does not draw its particles itself; empty: it may, or there is none.
  std::string why_copied() const { return writer_ ? writer_->why_not() : ""; }
  /// Adds to n x n counts of each kind how many particles are where in what is drawn (drawn_box()); those of
  /// one weight are spread evenly over the trough.
  void count(int n, std::span<u32> counts, const Kinds& kinds = {});
  /// Changes whenever particles move, but not when it becomes known where they will end.
  u64 position_version();

 private:
  void begin();

  Backend* backend_;
  std::optional<Plan> plan_;
  std::unique_ptr<Forerunner> forerunner_;
  bool stale_ = false;                // the forerunner runs by an older plan
  std::unique_ptr<Forerunner> next_;  // that takes its place when it is done
  u64 forecasts_ = 0;
  std::optional<i64> wanted_trails_;
  TrailSample sample_;                  // of ensemble_
  TrailSpec trail_;                     // of ensemble_
  std::unique_ptr<Ensemble> ensemble_;  // begun with the first use, when the trail is known
  GlWriter* writer_ = nullptr;          // ensemble_, where its positions are drawn as they are
  std::optional<i64> moment_;
  std::vector<PointF> positions_;
  std::vector<PointF> spread_trails_;  // of one weight: the trails as they are drawn
  i64 spread_written_ = 0;             // how many of their slots were copied
  std::vector<std::uint8_t> unknown_;  // neutral labels
  u64 version_ = 1, fetched_ = 0, generation_ = 0;
  u64 begun_ = 0;  // ensembles so far
};

}  // namespace thalweg::viewer
