// SPDX-License-Identifier: MIT
#include "viewer/app/explorer.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "viewer/app/describe.h"

namespace thalweg::viewer {
namespace {

// The first look ahead may take as long as a click is felt to take; later ones share the time of a picture.
constexpr double kFirstLook = 0.15, kLook = 0.008, kLookShare = 0.3;
// A picture that took longer than this does not make the run jump.
constexpr double kLongestPicture = 0.25;

}  // namespace

Explorer::Explorer(Backend& backend, SessionState state, int nodes)
    : backend_(&backend),
      device_(backend.device()),
      state_(std::move(state)),
      nodes_(nodes),
      simulation_(backend),
      running_(state_.spec),
      seen_restarts_(state_.restarts) {
  start_simulation();
  refresh_surface();
}

void Explorer::start_simulation() {
  simulation_.start(state_.spec);
  running_ = state_.spec;
  fresh_ = true;
  recommended_rate_ = steady_rate(running_);
}

void Explorer::refresh_surface() {
  log_heights_ = state_.options[Option::kLogHeight];
  surface_ = model_surface(plan().landscape, *backend_, nodes_, log_heights_);
}

void Explorer::carry_out(const Command& command) {
  try {
    const bool again = std::holds_alternative<command::TogglePlay>(command) && !state_.playing && finished();
    if (again) apply(state_, command::Restart{});
    apply(state_, command);
  } catch (const Error& error) {
    state_.notice = error.what();
  }
}

void Explorer::begin_run() {
  seen_restarts_ = state_.restarts;
  due_ = 0;
  try {
    if (running_ == state_.spec) {
      simulation_.restart();
      return;
    }
    const bool other_surface =
        running_.surface != state_.spec.surface || running_.domain != state_.spec.domain;
    start_simulation();
    if (other_surface) refresh_surface();
  } catch (const Error& error) {
    state_.notice = error.what();
  }
}

void Explorer::play(double seconds) {
  if (state_.seek) {
    simulation_.seek(*state_.seek);
    state_.seek.reset();
    due_ = 0;
  }
  simulation_.advance(std::exchange(state_.single_steps, 0));
  if (!state_.playing) return;
  due_ += std::min(seconds, kLongestPicture) * kStepsPerSecond * state_.speed;
  const double whole = std::floor(due_);
  simulation_.advance(i64(whole));
  due_ -= whole;
  if (finished()) state_.playing = false;
}

void Explorer::update(double seconds) {
  tick(state_, seconds);
  if (seen_restarts_ != state_.restarts) begin_run();
  if (log_heights_ != state_.options[Option::kLogHeight]) refresh_surface();
  const double look = std::max(kLook, kLookShare * std::min(seconds, kLongestPicture));
  simulation_.look_ahead(std::exchange(fresh_, false) ? kFirstLook : look, surface_->transform);
  play(seconds);
}

bool Explorer::settled() const {
  return !state_.playing && !state_.move && !state_.seek && state_.single_steps == 0 &&
         seen_restarts_ == state_.restarts && simulation_.forerunner().done();
}

Scene Explorer::scene() {
  Scene scene;
  scene.surface = surface_;
  show_run(scene, simulation_);
  show_view(scene, state_);
  return scene;
}

}  // namespace thalweg::viewer
