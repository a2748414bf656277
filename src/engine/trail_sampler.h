// SPDX-License-Identifier: MIT
// Trails of some particles alone: of a million, a hundred thousand can be told apart, and be remembered.
#pragma once

#include <memory>

#include "engine/backend.h"
#include "engine/trail_sample.h"

namespace thalweg {

/// Backends whose ensembles can record the trails of a sample implement this beside Backend.
class TrailSampler {
 public:
  virtual ~TrailSampler() = default;
  /// As Backend::start.  Of TrailView, `particles` are those of the sample, and the i-th of them is
  /// trail_owner(sample, i).  The run is the same for every sample.
  virtual std::unique_ptr<Ensemble> start_sampled(const Plan& plan, const TrailSample& sample) = 0;
};

/// At most `trails` of the plan's particles leave one.  Throws Error where they cannot be counted.
TrailSample sample_of(const Plan& plan, i64 trails);

/// An ensemble, and which of its particles leave a trail: at most so many, or all where the machine knows no
/// sample.
struct SampledEnsemble {
  std::unique_ptr<Ensemble> ensemble;
  TrailSample sample;
};
SampledEnsemble start_sampled(Backend& backend, const Plan& plan, i64 trails);

}  // namespace thalweg
