// SPDX-License-Identifier: MIT
// The runs of a session's rivals, which go in step with the run of its first method.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "viewer/app/session.h"
#include "viewer/app/simulation.h"

namespace thalweg::viewer {

class RivalRuns {
 public:
  explicit RivalRuns(Backend& backend) : backend_(&backend) {}

  /// All rivals of the session at their starts on this landscape, that of its spec; those that ran before
  /// keep what is known of them.  One that cannot be run stays out: returns a line about the first such.
  std::string follow(const SessionState& state, const Landscape& landscape);
  void restart();
  /// Those whose rates have changed go on by the new ones; nothing else of the session may have.
  void go_on(const SessionState& state, const Landscape& landscape);
  /// As Simulation has it.
  void want_trails(std::optional<i64> trails);
  /// Works for about `seconds` on those that are not done; one after the other.
  void look_ahead(double seconds, const HeightTransform& heights);
  /// Where all of them end is known.
  bool done() const;
  void advance(i64 steps);
  void seek(i64 step);

  std::size_t count() const { return runs_.size(); }
  /// nullptr for one that stays out.
  Simulation* run(std::size_t rival) { return runs_[rival].simulation.get(); }
  const Simulation* run(std::size_t rival) const { return runs_[rival].simulation.get(); }
  /// The learning rate that the landscape recommends; NaN where none can be told.
  double recommended_rate(std::size_t rival) const { return runs_[rival].recommended_rate; }

  /// Where the particles will end, in the first method's colours: a minimum that both reach has the same
  /// label.  All neutral while that is not known of both.
  std::span<const std::uint8_t> labels(std::size_t rival, const Destinations* first);

  /// Changes whenever what is drawn of this rival does, and differs from that of every other one.
  u64 version(std::size_t rival) const;
  u64 generation(std::size_t rival) const;

 private:
  struct Run {
    RunSpec spec;
    u64 serial = 0;  // of the simulation: no two have the same
    std::unique_ptr<Simulation> simulation;
    double recommended_rate = 0;
    std::vector<std::uint8_t> labels;  // empty: not made yet
    u64 forecasts = 0;                 // when they were made, and whose colours they have
    const Destinations* first = nullptr;
  };
  Run begin(const RunSpec& spec, const Landscape& landscape);

  Backend* backend_;
  std::vector<Run> runs_;
  std::vector<std::uint8_t> unknown_;  // neutral labels
  u64 serials_ = 0;
};

/// Labels of the other's minima for its particles: those of `first` where both reach the same one, others
/// that first has not.
std::vector<std::uint8_t> common_labels(const Destinations& first, const Destinations& other,
                                        const Landscape& f);

}  // namespace thalweg::viewer
