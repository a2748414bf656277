// SPDX-License-Identifier: MIT
#include "viewer/app/explorer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "viewer/app/describe.h"
#include "viewer/app/doing.h"
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
      rivals_(backend),
      running_(state_.spec),
      basins_(backend),
      seen_restarts_(state_.restarts),
      seen_rate_changes_(state_.rate_changes) {
  show_plan(make_plan(state_.spec));
  follow_rivals();
}

/// Either all of it is shown or, if an Error is thrown, nothing.
void Explorer::show_plan(Plan plan) {
  const HeightChoice& heights = state_.heights;
  const bool other = !surface_ || !same_landscape(running_, state_.spec);
  const double slice = other ? slice_of(plan.landscape, nullptr) : slice_;
  const double rate = steady_rate(state_.spec);
  auto surface = other ? model_surface(plan.landscape, *backend_, nodes_, heights, slice) : surface_;
  simulation_.start(std::move(plan));
  surface_ = std::move(surface);
  slice_ = slice;
  if (other) {
    heights_ = heights;
    findings_.reset();
    sharpness_.reset();
    forget_layers();
    rested_ = 0;
  }
  seen_ends_ = false;
  features_ = features_of(this->plan().landscape, nullptr, findings());
  features_version_++;
  running_ = state_.spec;
  follower_.forget();
  basins_.follow(this->plan().spec);
  recommended_rate_ = rate;
  fresh_ = true;
}

void Explorer::refresh_surface() {
  // Another run ends elsewhere; what cannot be seen moves nothing.
  constexpr double kSameSlice = 1e-3;
  const Landscape& f = plan().landscape;
  const double slice = slice_of(f, destinations());
  const bool other_slice = destinations() && !(std::abs(slice - slice_) <= kSameSlice * depth(f.domain));
  if (state_.heights == heights_ && !other_slice) return;
  if (other_slice) {
    slice_ = slice;
    sharpness_.reset();
    forget_layers();
  }
  try {
    surface_ = model_surface(f, *backend_, nodes_, state_.heights, slice_);
    heights_ = state_.heights;
  } catch (const InputError& error) {  // limits without a loss between them
    state_.heights = heights_;
    state_.notice = error.what();
  }
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
      findings_ = patient_ ? find_points(f, loop_)
                           : find_points(f, loop_, finest_within(kPatience, seconds_per_node(f)));
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
  seen_rate_changes_ = state_.rate_changes;
  hold_ = due_ = 0;
  followed_.reset();
  try {
    if (running_ == state_.spec)
      simulation_.restart();
    else
      show_plan(make_plan(state_.spec));
    follow_rivals();
  } catch (const Error& error) {
    state_.notice = error.what();
  }
}

void Explorer::follow_rivals() {
  const std::string notice = rivals_.follow(state_, plan().landscape);
  if (!notice.empty()) state_.notice = notice;
  if (!rivals_.done()) fresh_ = true;
}

const Simulation* Explorer::simulation(int method) const {
  if (method == 0) return &simulation_;
  return method > 0 && method < methods() ? rivals_.run(std::size_t(method - 1)) : nullptr;
}

double Explorer::recommended_rate(int method) const {
  if (method == 0) return recommended_rate_;
  return method > 0 && method < methods() ? rivals_.recommended_rate(std::size_t(method - 1))
                                          : std::numeric_limits<double>::quiet_NaN();
}

double Explorer::lowest_loss() const {
  return viewer::lowest_loss(plan().landscape, method_runs()).value_or(surface_->transform.vmin);
}

u64 Explorer::version() const {
  constexpr u64 kOdd = 0x9e3779b97f4a7c15;  // spreads the bits of counters that go in step
  u64 version = simulation_.version() * 4 + u64(coloring_of(state_));
  for (std::size_t i = 0; i < rivals_.count(); i++) version = version * kOdd + rivals_.version(i);
  for (const bool hidden : state_.hidden) version = version * 2 + u64(hidden);
  return version;
}

void Explorer::advance(i64 steps) {
  simulation_.advance(steps);
  rivals_.advance(steps);
}

void Explorer::look_ahead(double seconds) {
  if (simulation_.looking_ahead()) return simulation_.look_ahead(seconds, surface_->transform);
  rivals_.look_ahead(seconds, surface_->transform);
}

void Explorer::play(double seconds) {
  if (state_.seek) {
    simulation_.seek(*state_.seek);
    rivals_.seek(*state_.seek);
    state_.seek.reset();
    due_ = 0;
  }
  advance(std::exchange(state_.single_steps, 0));
  if (!state_.playing || hold_ > 0) return;
  due_ += std::min(seconds, kLongestPicture) * kStepsPerSecond * state_.speed;
  const double whole = std::floor(due_);
  advance(i64(whole));
  due_ -= whole;
  if (finished()) state_.playing = false;
}

void Explorer::update(double seconds) {
  tick(state_, seconds);
  hold_ = std::max(0.0, hold_ - seconds);
  const bool other_rates = seen_rate_changes_ != state_.rate_changes;
  // A run for which there is no room has left the last one on the screen, whose rates these are not.
  if (seen_restarts_ != state_.restarts || (other_rates && !same_but_rates(running_, state_.spec)))
    begin_run();
  else if (other_rates)
    go_on();
  const double look = std::max(kLook, kLookShare * std::min(seconds, kLongestPicture));
  simulation_.want_trails(state_.trails);
  rivals_.want_trails(state_.trails);
  const u64 forecasts = simulation_.forecasts();
  if (hold_ <= 0) look_ahead(std::exchange(fresh_, false) ? kFirstLook : look);
  if (simulation_.forecasts() != forecasts) seen_ends_ = false;
  refresh_surface();
  find_points_when_wanted(seconds);
  work_on_basins(look);
  if (state_.options[Option::kGradient] && !arrows_)
    arrows_ = gradient_field(plan().landscape, surface_->world, slice_);
  refresh_cut();
  play(seconds);
  follow_particle(seconds);
  work_on_files(look);
  follow_step();
}

/// What belongs to another landscape, or to another slice of it.
void Explorer::forget_layers() {
  arrows_.reset();
  cut_.reset();
  cut_lines_.reset();
}

/// Through the selected point, else where the user pointed, else the best that the particles find.
Point Explorer::wanted_cut() const {
  if (state_.selected) return *state_.selected;
  if (state_.cut_at) return *state_.cut_at;
  if (destinations() && destinations()->best) return *destinations()->best;
  return point_at(centre(drawn_box(plan().landscape)));
}

void Explorer::refresh_cut() {
  if (!state_.options[Option::kSlice]) {
    cut_.reset();
    cut_lines_.reset();
    return;
  }
  const Point at = wanted_cut();
  if (asked_cut_ == at && cut_) return;
  asked_cut_ = at;
  cut_ = cut_through(plan().landscape, at);
  cut_lines_ = lines_of(*cut_, plan().landscape);
}

bool Explorer::settled() const {
  return !state_.playing && !state_.move && !state_.seek && state_.single_steps == 0 &&
         seen_restarts_ == state_.restarts && seen_rate_changes_ == state_.rate_changes &&
         !simulation_.looking_ahead() && rivals_.done() && !finding() && seen_ends_ &&
         (!state_.options[Option::kGradient] || arrows_) &&
         (!state_.options[Option::kSlice] || (cut_ && asked_cut_ == wanted_cut())) &&
         (!shows_basins() || basins_.done(state_.options[Option::kFlowDifference])) &&
         (!state_.options[Option::kExplain] || follower_.account()) && !busy_with_files();
}

void Explorer::settle() {
  constexpr double kLongLook = 1e9;
  state_.playing = false;
  patient_ = unwatched_ = true;
  if (seen_restarts_ != state_.restarts) begin_run();
  // Before a run begins: its trails are to reach back from the moment that is shown.
  simulation_.look_ahead(kLongLook, surface_->transform);
  rivals_.look_ahead(kLongLook, surface_->transform);
  while (!settled()) update(kLongestPicture);
  patient_ = false;
  if (findings_ && !findings_->refused.empty()) throw InputError(findings_->refused);
  if (!state_.notice.empty()) throw Error(state_.notice);
}

void Explorer::show_moment(i64 step) {
  simulation_.set_moment(step);
  for (std::size_t i = 0; i < rivals_.count(); i++)
    if (rivals_.run(i)) rivals_.run(i)->set_moment(step);
  carry_out(command::Seek{step});
  update(0);
}

std::vector<Simulation*> Explorer::shown_runs() {
  std::vector<Simulation*> runs;
  if (shows(state_, 0)) runs.push_back(&simulation_);
  for (std::size_t i = 0; i < rivals_.count(); i++)
    if (rivals_.run(i) && shows(state_, int(i) + 1)) runs.push_back(rivals_.run(i));
  return runs;
}

Scene Explorer::scene() {
  Scene scene;
  scene.surface = surface_;
  if (destinations() && state_.options[Option::kBasins]) scene.basins = basins_.basins(*destinations());
  if (state_.options[Option::kFlowDifference]) scene.density = basins_.difference();
  if (shows_density(state_))
    scene.crowd = crowd_.map(shown_runs(), crowd_paints(state_, simulation_, rivals_));
  if (state_.options[Option::kGradient]) scene.arrows = arrows_;
  scene.cuts = cut_lines_;
  show_run(scene, simulation_, slice_, !shows(state_, 0));
  show_rivals(scene, state_, simulation_, rivals_);
  if (coloring_of(state_) == Coloring::kOutcome) show_outcomes(scene, shown_runs());
  show_features(scene, plan().landscape, features_, state_);
  if (state_.options[Option::kStability]) show_stability(scene, plan(), sharpness_);
  if (findings_) show_passes(scene, *findings_, features_, state_);
  if (state_.options[Option::kExplain]) scene.step_arrows = follower_.arrows();
  show_view(scene, state_);
  show_followed(scene, state_, followed());
  return scene;
}

}  // namespace thalweg::viewer
