// SPDX-License-Identifier: MIT
// Basins over the whole domain: the run's optimizer from every point of a grid, and the gradient flow from
// the same points, worked out in slices as the forerunner is.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "viewer/app/destinations.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Starts per side, from 200 to 800: as many as make some tenths of a second of work on most surfaces.
int basin_nodes(i64 steps);

/// The run from a grid of n x n starts; nothing of landscapes of another number of weights than two.
std::optional<RunSpec> grid_spec(const RunSpec& run, int n);

class BasinField {
 public:
  /// n: starts per side; without it as many as basin_nodes says.
  explicit BasinField(Backend& backend, std::optional<int> n = {}) : backend_(&backend), wanted_(n) {}

  /// Of this run; what is known of another one is forgotten.  Starts, their number and trails don't matter.
  void follow(const RunSpec& run);
  /// Works for about `seconds`; flow: on the gradient flow, too.  True when everything asked for is known.
  /// Throws Error when there is no room for so many starts.
  bool work(double seconds, bool flow);
  bool done(bool flow) const;

  /// The labels of the starts, minima being those of `run` where they are the same; nullptr until known.
  std::shared_ptr<const LabelMap> basins(const Destinations& run);
  /// 1 where the flow ends at another minimum, or only one of the two at any; nullptr until known.
  std::shared_ptr<const DensityMap> difference();
  /// Of what was asked for, 0..1.
  double progress(bool flow) const;
  /// The share of such starts.
  double differing() const { return differing_; }

 private:
  std::unique_ptr<Forerunner> make(const RunSpec& spec) const;

  Backend* backend_;
  std::optional<int> wanted_;
  int n_ = 0;
  std::optional<RunSpec> spec_;
  std::unique_ptr<Forerunner> run_, flow_;
  std::shared_ptr<const LabelMap> basins_;
  std::vector<std::uint8_t> painted_;  // the labels of minima in basins_
  std::shared_ptr<const DensityMap> difference_;
  double differing_ = 0;
};

}  // namespace thalweg::viewer
