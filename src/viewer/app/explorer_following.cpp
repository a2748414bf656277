// SPDX-License-Identifier: MIT
// What the explorer does about single particles, and about rates that change while the runs go on.
#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "viewer/app/explorer.h"

namespace thalweg::viewer {
namespace {

// While the hand moves the learning rate the run waits, so that one movement is one change of the rate.
constexpr double kHandRests = 0.12;
// How fast the camera goes after the particle that is followed: per second, by what part of the way.
constexpr double kCameraHaste = 6;

}  // namespace

/// Other rates from the present step on.
void Explorer::go_on() {
  seen_rate_changes_ = state_.rate_changes;
  hold_ = kHandRests;
  try {
    if (running_ != state_.spec) simulation_.follow(make_plan(state_.spec, plan().landscape));
    rivals_.go_on(state_, plan().landscape);
    running_ = state_.spec;
    basins_.follow(plan().spec);
  } catch (const Error& error) {
    state_.notice = error.what();
  }
}

std::optional<i64> Explorer::live_step(int method) const {
  const Simulation* const run = simulation(method);
  const i64 step = simulation_.step();
  if (!run || step <= 0 || finished() || !run->plan().plateau_constants.empty()) return {};
  return step;
}

double Explorer::present_rate(int method) const {
  const Simulation* const run = simulation(method);
  return run ? base_rate(run->plan(), simulation_.step()) : recommended_rate(method);
}

void Explorer::follow_particle(double seconds) {
  if (!state_.followed || *state_.followed >= plan().spec.particles) {
    followed_.reset();
    return;
  }
  followed_ = look_at(simulation_, *state_.followed, followed_);
  if (!state_.options[Option::kFollowCamera] || state_.move) return;
  if (!contains(surface_->domain, followed_->drawn)) return;
  const glm::dvec3 to = surface_point(*surface_, followed_->drawn, state_.relief);
  const double share =
      unwatched_ || state_.options[Option::kReducedMotion] ? 1 : 1 - std::exp(-kCameraHaste * seconds);
  state_.camera.target += share * (to - state_.camera.target);
}

void Explorer::follow_step() {
  if (!state_.options[Option::kExplain]) return;
  follower_.show(plan(), followed_particle(state_), simulation_.step());
  const StepAccount* const account = follower_.account();
  if (!account || account->step != simulation_.step()) return;
  const i64 particle = follower_.particle();
  if (particle < plan().spec.particles) follower_.compare(plan().landscape, simulation_.drawn(particle));
}

}  // namespace thalweg::viewer
