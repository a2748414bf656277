// SPDX-License-Identifier: MIT
#include "engine/trail_sampler.h"

#include <algorithm>
#include <limits>

#include "core/error.h"

namespace thalweg {

TrailSample sample_of(const Plan& plan, i64 trails) {
  const i64 particles = plan.spec.particles;
  const i64 some = std::clamp<i64>(trails, 0, particles);
  if (some > 0 && some < particles && particles >= std::numeric_limits<i64>::max() / some)
    throw Error("a trail of each of " + std::to_string(some) + " among " + std::to_string(particles) +
                " particles: more than can be counted");
  return {u64(particles), u64(some)};
}

SampledEnsemble start_sampled(Backend& backend, const Plan& plan, i64 trails) {
  auto* sampler = dynamic_cast<TrailSampler*>(&backend);
  const TrailSample sample = sample_of(plan, sampler ? trails : plan.spec.particles);
  return {sampler ? sampler->start_sampled(plan, sample) : backend.start(plan), sample};
}

}  // namespace thalweg
