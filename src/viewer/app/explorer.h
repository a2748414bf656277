// SPDX-License-Identifier: MIT
// The explorer without a window: state, commands, time and the run that is shown.  What it decides is tested
// without a display; the window only feeds it events and draws it.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "viewer/app/basin_field.h"
#include "viewer/app/commands.h"
#include "viewer/app/crowd.h"
#include "viewer/app/describe.h"
#include "viewer/app/findings.h"
#include "viewer/app/following.h"
#include "viewer/app/gradient_field.h"
#include "viewer/app/heights.h"
#include "viewer/app/loss_cut.h"
#include "viewer/app/rival_runs.h"
#include "viewer/app/simulation.h"
#include "viewer/app/slice.h"
#include "viewer/app/step_follower.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

class Explorer {
 public:
  /// nodes: per side of the height field; loop: for the analyses.  Throws InputError for a spec that cannot
  /// be planned.
  Explorer(Backend& backend, SessionState state, int nodes, Loop loop = one_by_one);

  const SessionState& state() const { return state_; }
  const Simulation& simulation() const { return simulation_; }
  const Plan& plan() const { return simulation_.plan(); }
  const std::shared_ptr<const SurfaceModel>& surface() const { return surface_; }
  const std::string& device() const { return device_; }
  /// The third weight of what is drawn; 0 of landscapes with fewer.
  double slice() const { return slice_; }
  /// The landscape's point that is drawn at (x, y).
  Point point_at(Point drawn) const { return from_drawing(plan().landscape, drawn, slice_); }
  /// nullptr while the forerunner is on its way.
  const Destinations* destinations() const { return simulation_.forerunner().destinations(); }

  /// nullptr as long as nothing was asked for.
  const Findings* findings() const { return findings_ ? &*findings_ : nullptr; }
  const BasinField& basins() const { return basins_; }
  /// nullptr unless the slice card is shown.
  const LossCut* cut() const { return cut_ ? &*cut_ : nullptr; }
  /// What can be marked, shown or not.
  const std::vector<Feature>& features() const { return features_; }
  /// Changes whenever features() does.
  u64 features_version() const { return features_version_; }
  /// Those that are shown, as numbers in features().
  std::vector<std::size_t> shown_features() const;
  /// nullptr without one.
  const Feature* selected() const;

  /// The learning rate that the landscape recommends for the optimizer of the run.
  double recommended_rate() const { return recommended_rate_; }
  /// For that of a method; NaN where none can be told.
  double recommended_rate(int method) const;

  /// How many methods run or were to run; the first is simulation().
  int methods() const { return int(rivals_.count()) + 1; }
  /// nullptr for one that could not be planned or does not exist.
  const Simulation* simulation(int method) const;
  /// All of them, for app/comparison.h.
  std::vector<MethodRun> method_runs() const { return viewer::method_runs(simulation_, rivals_); }
  /// The lowest loss that is known of, or if none is, that of the surface that is drawn.
  double lowest_loss() const;

  /// The next step of one particle in detail, while the session wants it.
  const StepFollower& follower() const { return follower_; }

  /// The step from which another rate of a method would take effect while the runs go on; absent at their
  /// ends, and where the schedule forbids it: the runs would begin again.
  std::optional<i64> live_step(int method = 0) const;
  /// What its rate is now, before the schedule; NaN where none can be told.
  double present_rate(int method = 0) const;
  /// The particle that is followed, as it was seen in the last update(); nullptr without one.
  const Followed* followed() const { return followed_ ? &*followed_ : nullptr; }

  /// Where the particles are drawn, two numbers each; valid until the next update().
  std::span<const float> particles() { return simulation_.xy(); }
  /// Which of them leave trails.
  TrailSample trail_sample() { return simulation_.trail_sample(); }

  /// Carries a command out; what goes wrong becomes the state's notice.
  void carry_out(const Command& command);
  /// `seconds` pass: the camera moves, the run plays, the forerunner works.
  void update(double seconds);
  /// Nobody waits for this run: update() takes no longer at its beginning than later.
  void work_aside() { fresh_ = false; }
  void notify(std::string notice) { state_.notice = std::move(notice); }
  void picture_saved() { state_.save_picture = false; }
  /// What draws the scenes, before the first one; and what turned out to be too much for it.
  void drawn_by(const Manages& renderer) { state_.manages = renderer; }
  void too_many_separate() { state_.manages.separate = std::min(state_.manages.separate, kFewSeparate); }

  // What the window does about files, and says when it has done it (app/explorer_files.cpp).
  std::optional<PictureWish> take_picture_wish() { return std::exchange(state_.files.picture, {}); }
  std::optional<std::string> take_clipboard() { return std::exchange(state_.files.to_clipboard, {}); }
  void film_grew(i64 frames) { state_.files.film_frames = frames; }
  /// Of the film that was being recorded; whatever went wrong is in the notice.
  void film_ended(std::string notice);
  void show_recent(std::vector<RecentFile> recent) { state_.files.recent = std::move(recent); }

  /// Changes whenever particles move, change their colours, or are shown or hidden.
  u64 version() const;

  bool finished() const { return simulation_.step() >= plan().spec.steps; }
  /// Nothing changes before the next command.
  bool settled() const;

  /// What the renderer draws: spans are valid until the next update().
  Scene scene();

  /// Works until all that is shown is known, without heed to time: pictures without a window are the same on
  /// every machine.  The run pauses.  Throws InputError for layers that this landscape has not, and Error for
  /// what failed.
  void settle();
  /// The runs are shown at this step, and their trails reach back from there.
  void show_moment(i64 step);

 private:
  void work_on_files(double seconds);
  bool busy_with_files() const;
  void begin_run();
  void go_on();
  void follow_particle(double seconds);
  void show_plan(Plan plan);
  void refresh_surface();
  void find_points_when_wanted(double seconds);
  bool finding() const;
  bool shows_basins() const;
  void work_on_basins(double seconds);
  void play(double seconds);
  void follow_rivals();
  void advance(i64 steps);
  void look_ahead(double seconds);
  void follow_step();
  Point wanted_cut() const;
  void refresh_cut();
  void forget_layers();
  std::vector<Simulation*> shown_runs();

  Backend* backend_;
  std::string device_;
  SessionState state_;
  int nodes_;
  Loop loop_;
  Simulation simulation_;
  RivalRuns rivals_;
  std::shared_ptr<const SurfaceModel> surface_;
  RunSpec running_;  // the spec of the simulation
  std::optional<Findings> findings_;
  std::shared_ptr<const SharpnessMap> sharpness_;
  BasinField basins_;
  Crowd crowd_;
  std::shared_ptr<const DescentField> arrows_;
  std::optional<LossCut> cut_;
  std::shared_ptr<const LineSet> cut_lines_;  // of cut_
  Point asked_cut_;                           // that cut_ goes through, or beside which it does
  std::vector<Feature> features_;
  u64 features_version_ = 0;
  double rested_ = 0;       // seconds since the landscape last changed
  bool seen_ends_ = false;  // features_ know the destinations
  double recommended_rate_ = 0, slice_ = 0;
  u64 seen_restarts_ = 0;  // those that have been carried out
  HeightChoice heights_;   // of surface_
  bool fresh_ = true;      // nothing of this run has been shown yet
  double due_ = 0;         // steps that time has brought and that were not taken yet, below 1
  StepFollower follower_;
  bool patient_ = false;    // nobody waits for the next picture
  bool unwatched_ = false;  // nobody sees the camera move
  u64 seen_rate_changes_ = 0;
  double hold_ = 0;  // seconds that the run waits for the hand that moves the rate
  std::optional<Followed> followed_;
  std::optional<Export> export_;
};

}  // namespace thalweg::viewer
