// SPDX-License-Identifier: MIT
// All that the explorer's user can set or see change, as plain data.  Panels read it and emit commands
// (app/commands.h); nothing else writes it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/hd.h"
#include "engine/run_spec.h"
#include "io/export.h"
#include "viewer/app.h"
#include "viewer/app/ground_box.h"
#include "viewer/scene/camera.h"
#include "viewer/scene/color.h"
#include "viewer/scene/height_field.h"

namespace thalweg::viewer {

/// What can be on or off.
enum class Option {
  kTrails,
  kParticles,
  kContours,
  kMinima,
  kAxes,
  kFlat,
  kLightTheme,
  kPanels,
  kHelp,
  kFullScreen,
  kCritical,
  kPasses,
  kMergeTree,
  kStability,
  kBasins,
  kFlowDifference,
  kGradient,  // arrows of the descent direction
  kWireframe,
  kDensity,        // how many particles are where, instead of each
  kSlice,          // the card with the losses along a line
  kExplain,        // the card with the terms of one particle's step
  kGallery,        // pictures of ready-made sessions
  kFiles,          // the card that opens and saves
  kFollowCamera,   // the camera keeps the particle that is followed in the middle
  kReducedMotion,  // nothing moves but what was asked to
};
inline constexpr std::size_t kOptions = std::size_t(Option::kReducedMotion) + 1;

struct Options {
  /// Trails, particles, contours, minima, axes and panels; the rest is false.
  std::array<bool, kOptions> on{true, true, true, true, true, false, false, true};
  bool operator[](Option option) const { return on[std::size_t(option)]; }
  void set(Option option, bool value) { on[std::size_t(option)] = value; }
  friend bool operator==(const Options&, const Options&) = default;
};

/// A camera on its way.
struct CameraMove {
  Camera from, to;
  double relief_from = 1, relief_to = 1;
  double elapsed = 0;  // seconds
  friend bool operator==(const CameraMove&, const CameraMove&) = default;
};
inline constexpr double kMoveSeconds = 0.2;

/// At speed 1.
inline constexpr double kStepsPerSecond = 60;
inline constexpr double kSlowest = 0.1, kFastest = 100;

/// Another method that descends beside the one of SessionState::spec: on the same landscape, from the same
/// starts, with the same noise, clips, seed, particles and steps.  Everything that is the method's own is
/// here.
struct Rival {
  Choice optimizer{"adam"};
  std::optional<double> lr = {};  // > 0; absent: the landscape's rate for the optimizer's family
  Choice schedule{"constant"};
  std::vector<SchedulePart> then = {};  // schedules that follow, as in RunSpec
  std::vector<RateChange> rates = {};   // other rates later on, as in RunSpec
  friend bool operator==(const Rival&, const Rival&) = default;
};
/// Methods are counted from 0, which is that of the spec; rival i is method i + 1.
inline constexpr int kMostMethods = 6;

/// What undo brings back: all that decides what is run.
struct Setup {
  RunSpec spec;
  std::vector<Rival> rivals = {};  // at most kMostMethods - 1
  friend bool operator==(const Setup&, const Setup&) = default;
};

/// What the colour of a particle says: where it will end, how it will end, or whose it is.
enum class Coloring { kDestination, kOutcome, kMethod };

/// What the renderer manages while something moves.
struct Manages {
  i64 separate = 200'000;  // more particles are shown as a density
  i64 trails = 2000;       // drawn, of all methods together
  friend bool operator==(const Manages&, const Manages&) = default;
};
/// Fewer are never shown as a density unasked.
inline constexpr i64 kFewSeparate = Manages().separate;

/// How many trails can be asked for.
inline constexpr i64 kMostTrails = 1'000'000;
inline constexpr const char* kTrailsMeaning = "how many particles leave a trail, evenly spread over all";

/// A picture to be written; sizes of 0 are the window's.
struct PictureWish {
  std::string path;  // empty: named after the run
  int width = 0, height = 0;
  int scale = 1;  // times the size
  friend bool operator==(const PictureWish&, const PictureWish&) = default;
};

/// A film of what plays.
struct FilmWish {
  std::string path;
  int frames_per_second = 30;
  friend bool operator==(const FilmWish&, const FilmWish&) = default;
};

/// A file that was opened or saved before.
struct RecentFile {
  std::string path;
  bool there = true;
  friend bool operator==(const RecentFile&, const RecentFile&) = default;
};

/// Files that belong to the session, and what was asked for and is not yet done.
struct FilesState {
  std::string session;  // the file of this session; empty: it has none yet
  std::string last;     // what was opened or saved last, of any kind
  std::vector<RecentFile> recent;
  bool saving = false;              // the card was opened to save, not to open
  std::optional<std::string> save;  // a session, to this file
  std::optional<PictureWish> picture;
  std::optional<FilmWish> film;  // being recorded as long as it is there
  i64 film_frames = 0;           // recorded so far
  bool keep_film = true;         // once it is over
  std::optional<ExportOptions> start_export;
  double exported = 0;  // of the export that is on its way, 0..1
  bool exporting = false, cancel_export = false;
  std::optional<std::string> to_clipboard;
};

struct SessionState {
  RunSpec spec;
  u64 restarts = 0;  // changes whenever the run begins again from its starts, as it does when spec changes
  bool playing = true;
  double speed = 1;
  i64 single_steps = 0;     // asked for and not yet taken
  std::optional<i64> seek;  // a step asked for and not yet shown
  Options options;
  ColorMap color_map = ColorMap::kViridis;
  HeightChoice heights;
  Camera camera;
  double relief = 1;  // scale of the heights: 0 is the flat map
  std::optional<CameraMove> move;
  std::optional<Point> selected;  // the point of the landscape whose card is shown
  double least_persistence = 0;   // shallower minima are hidden
  std::string notice;             // one line about what just went wrong or was done; empty: nothing
  bool save_picture = false;      // asked for and not yet done
  bool quit = false;
  FilesState files;

  std::vector<Setup> undo, redo;
  std::array<std::optional<RunSpec>, 3>
      left;               // by LandscapeKind: what was descended when another kind was chosen
  std::string last_edit;  // consecutive edits of the same thing are undone together

  bool hint = true;              // how to begin is still to be said
  u64 rate_changes = 0;          // changes whenever a method does in a way that its run goes on by
  std::optional<GroundBox> box;  // that is being drawn
  bool zooming = false;          // the next drag draws a box to look at
  std::vector<std::optional<Domain>> zoomed_from;  // what was seen before, the latest last
  std::optional<i64> followed;                     // a particle
  std::vector<Rival> rivals;                       // what the spec's method is compared with
  std::array<bool, kMostMethods> hidden{};         // by method: runs on without being drawn
  std::optional<Coloring> coloring;                // absent: as coloring_of() says
  double trail_length = 1, trail_fade = 1;         // shares, 0..1: of the recorded trail, and as in Scene
  std::optional<i64> trails;                       // drawn; absent: as many as the renderer manages
  Manages manages;
  std::optional<Point> cut_at;  // where the slice card cuts as long as nothing is selected
};

/// The run of a method, 0..rivals.size().
RunSpec method_spec(const SessionState& state, int method);

/// Whether a method's particles are drawn; the only one's are.
inline bool shows(const SessionState& state, int method) {
  return state.rivals.empty() || !state.hidden[std::size_t(method)];
}

/// What was chosen, else by method where several are compared, and by destination otherwise.
Coloring coloring_of(const SessionState& state);

/// The words of files and of the command line: "destination", "outcome", "method".
const char* name(Coloring coloring);

/// Whether particles are drawn as a density.
bool shows_density(const SessionState& state);

/// Layers by their names; throws InputError for one that does not exist.
void set_layers(Options& options, const std::vector<std::string>& show, const std::vector<std::string>& hide);

/// A session at its beginning; heights as the landscape wants them.  Throws InputError for one that does not
/// exist.
SessionState make_session(const RunSpec& spec, const ViewOptions& options);

/// A learning rate that suits the landscape and the optimizer's family: the landscape's own, times 1 -
/// momentum, because momentum adds up 1 / (1 - momentum) steps.  Throws InputError for what cannot be
/// planned.
double steady_rate(const RunSpec& spec);

/// One of layer_names().  Throws InputError for an unknown name.
Option layer_named(const std::string& name);

/// Where the camera is heading, or is.
const Camera& camera_goal(const SessionState& state);

/// The camera of a pose; its zoom is clamped.
Camera camera_of(const CameraPose& pose);

/// Time passes for everything that moves by itself but the run.
void tick(SessionState& state, double seconds);

/// Numbers as they are read, with thousands separated: "1,000,000".
std::string grouped(i64 number);

}  // namespace thalweg::viewer
