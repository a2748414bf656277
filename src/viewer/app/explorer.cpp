// SPDX-License-Identifier: MIT
#include "viewer/app/explorer.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "viewer/app/describe.h"
#include "viewer/app/landscape_choice.h"
#include "viewer/app/sharpness.h"

namespace thalweg::viewer {
namespace {

// The first look ahead may take as long as a click is felt to take; later ones share the time of a picture.
constexpr double kFirstLook = 0.15, kLook = 0.008, kLookShare = 0.3;
// A picture that took longer than this does not make the run jump.
constexpr double kLongestPicture = 0.25;
// Critical points are searched for when the landscape has rested so long: not while a slider of it is
// dragged.
constexpr double kRest = 0.15;
constexpr double kPatience = 0.5;  // seconds that the grids of the search may take

}  // namespace

Explorer::Explorer(Backend& backend, SessionState state, int nodes, Loop loop)
    : backend_(&backend),
      device_(backend.device()),
      state_(std::move(state)),
      nodes_(nodes),
      loop_(std::move(loop)),
      simulation_(backend),
      running_(state_.spec),
      basins_(backend),
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
  if (other) {
    log_heights_ = log;
    findings_.reset();
    sharpness_.reset();
    rested_ = 0;
  }
  seen_ends_ = false;
  features_ = features_of(this->plan().landscape, nullptr, findings());
  features_version_++;
  running_ = state_.spec;
  basins_.follow(this->plan().spec);
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
  if (other_slice) {
    slice_ = slice;
    sharpness_.reset();
  }
  surface_ = model_surface(f, *backend_, nodes_, log_heights_, slice_);
}

/// Something is asked for that has not been searched for yet.
bool Explorer::finding() const {
  if (state_.options[Option::kStability] && !sharpness_) return true;
  if (!findings_) return wants_points(state_);
  return wants_passes(state_) && findings_->critical && !findings_->passes;
}

void Explorer::find_points_when_wanted(double seconds) {
  rested_ += seconds;
  const Landscape& f = plan().landscape;
  bool news = !seen_ends_ && destinations() != nullptr;
  if (finding() && rested_ >= kRest) {
    if (state_.options[Option::kStability] && !sharpness_) sharpness_ = sample_sharpness(f, slice_);
    if (wants_points(state_) && !findings_)
      findings_ = find_points(f, loop_, finest_within(kPatience, seconds_per_node(f)));
    if (wants_passes(state_)) add_passes(f, *findings_, loop_);
    news = true;
  }
  if (!news) return;
  seen_ends_ = destinations() != nullptr;
  features_ = features_of(f, destinations(), findings());
  features_version_++;
}

std::vector<std::size_t> Explorer::shown_features() const {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < features_.size(); i++)
    if (is_shown(features_[i], state_)) shown.push_back(i);
  return shown;
}

const Feature* Explorer::selected() const {
  return state_.selected ? feature_at(features_, plan().landscape.domain, *state_.selected) : nullptr;
}

bool Explorer::shows_basins() const {
  return state_.options[Option::kBasins] || state_.options[Option::kFlowDifference];
}

void Explorer::work_on_basins(double seconds) {
  const bool flow = state_.options[Option::kFlowDifference];
  if (!shows_basins() || basins_.done(flow) || !destinations()) return;
  try {
    basins_.work(seconds, flow);
  } catch (const Error& error) {
    state_.options.set(Option::kBasins, false);
    state_.options.set(Option::kFlowDifference, false);
    state_.notice = error.what();
  }
}

void Explorer::carry_out(const Command& command) {
  try {
    const bool plays = std::holds_alternative<command::TogglePlay>(command) ||
                       std::holds_alternative<command::StartFilm>(command);
    const bool again = plays && !state_.playing && finished();
    if (again) apply(state_, command::Restart{});
    apply(state_, command);
    // A landscape that is chosen when the last run is over is to be seen descended.
    const bool opened = std::holds_alternative<command::OpenFile>(command);
    if (finished() && !opened && !same_landscape(running_, state_.spec)) state_.playing = true;
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
  find_points_when_wanted(seconds);
  work_on_basins(look);
  play(seconds);
  work_on_files(look);
}

bool Explorer::settled() const {
  return !state_.playing && !state_.move && !state_.seek && state_.single_steps == 0 &&
         seen_restarts_ == state_.restarts && simulation_.forerunner().done() && !finding() && seen_ends_ &&
         (!shows_basins() || basins_.done(state_.options[Option::kFlowDifference])) && !busy_with_files();
}

Scene Explorer::scene() {
  Scene scene;
  scene.surface = surface_;
  if (destinations() && state_.options[Option::kBasins]) scene.basins = basins_.basins(*destinations());
  if (state_.options[Option::kFlowDifference]) scene.density = basins_.difference();
  show_run(scene, simulation_, slice_);
  show_features(scene, plan().landscape, features_, state_);
  if (state_.options[Option::kStability]) show_stability(scene, plan(), sharpness_);
  if (findings_) show_passes(scene, *findings_, features_, state_);
  show_view(scene, state_);
  return scene;
}

}  // namespace thalweg::viewer
