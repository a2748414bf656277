// SPDX-License-Identifier: MIT
#include "viewer/app/explorer.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "viewer/app/describe.h"
#include "viewer/app/landscape_choice.h"

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
  show_plan(make_plan(state_.spec));
}

/// Either all of it is shown or, if an Error is thrown, nothing.
void Explorer::show_plan(Plan plan) {
  const bool log = state_.options[Option::kLogHeight];
  const bool other = !surface_ || !same_landscape(running_, state_.spec);
  const double slice = other ? slice_of(plan.landscape, nullptr) : slice_;
  const double rate = steady_rate(state_.spec);
  auto surface = other ? model_surface(plan.landscape, *backend_, nodes_, log, slice) : surface_;
  simulation_.start(std::move(plan));
  surface_ = std::move(surface);
  slice_ = slice;
  if (other) log_heights_ = log;
  running_ = state_.spec;
  recommended_rate_ = rate;
  fresh_ = true;
}

void Explorer::refresh_surface() {
  // Another run ends elsewhere; what cannot be seen moves nothing.
  constexpr double kSameSlice = 1e-3;
  const Landscape& f = plan().landscape;
  const bool log = state_.options[Option::kLogHeight];
  const double slice = slice_of(f, destinations());
  const bool other_slice = destinations() && !(std::abs(slice - slice_) <= kSameSlice * depth(f.domain));
  if (log == log_heights_ && !other_slice) return;
  log_heights_ = log;
  if (other_slice) slice_ = slice;
  surface_ = model_surface(f, *backend_, nodes_, log_heights_, slice_);
}

void Explorer::carry_out(const Command& command) {
  try {
    const bool again = std::holds_alternative<command::TogglePlay>(command) && !state_.playing && finished();
    if (again) apply(state_, command::Restart{});
    apply(state_, command);
    // A landscape that is chosen when the last run is over is to be seen descended.
    if (finished() && !same_landscape(running_, state_.spec)) state_.playing = true;
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
    show_plan(make_plan(state_.spec));
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
  const double look = std::max(kLook, kLookShare * std::min(seconds, kLongestPicture));
  simulation_.look_ahead(std::exchange(fresh_, false) ? kFirstLook : look, surface_->transform);
  refresh_surface();
  play(seconds);
}

bool Explorer::settled() const {
  return !state_.playing && !state_.move && !state_.seek && state_.single_steps == 0 &&
         seen_restarts_ == state_.restarts && simulation_.forerunner().done();
}

Scene Explorer::scene() {
  Scene scene;
  scene.surface = surface_;
  show_run(scene, simulation_, slice_);
  show_view(scene, state_);
  return scene;
}

}  // namespace thalweg::viewer
