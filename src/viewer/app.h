// SPDX-License-Identifier: MIT
// The explorer as the command line sees it: a window to explore in, and the same picture without a window.
// Both draw runs of the given backend and know nothing about which machine that is.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/loop.h"
#include "engine/result.h"
#include "lessons/progress_file.h"

namespace thalweg::viewer {

/// Of a picture without a window, pixels per side.
inline constexpr int kLargestPicture = 65536;

/// Where the picture is seen from: degrees, and how many times closer than the home view.
struct CameraPose {
  double azimuth = 36;    ///< 0 looks along +y, 90 along -x
  double elevation = 41;  ///< 4..90, where 90 looks straight down
  double zoom = 1;        ///< 0.31..12; clamped
  friend bool operator==(const CameraPose&, const CameraPose&) = default;
};

/// What else can be chosen about the picture; view and render understand the same.
struct Looks {
  bool flat = false;  ///< seen from above, without relief
  std::string color_map = "viridis";
  std::string heights = {};  ///< "linear", "log" or an exponent; empty: as suits the landscape
  std::optional<double> low = {}, high = {};  ///< the losses that are told apart; absent: as far as they go
  std::string color_by =
      {};                   ///< "destination", "outcome", "method"; empty: method where several are compared
  double trail_length = 1;  ///< share of the recorded trail, 0..1
  double trail_fade = 1;    ///< 1: older points fade, 0: whole trails at full strength
  std::optional<i64> trails = {};  ///< particles that leave one; absent: as many as the renderer manages
  std::optional<i64> follow = {};  ///< a particle, from 0
  std::string compare = {};        ///< methods beside the run's: "adam@0.01,lion:beta1=0.95"
};
/// Throws InputError for what does not exist or is out of range, naming it.
void check_looks(const Looks& looks);

/// The run that the explorer opens with and `render` draws when nothing is asked for: heavy-ball descent on
/// Himmelblau's function, slow enough to be watched.  Use it only when the user chose neither surface, nor
/// optimizer, nor learning rate; its rate does not suit anything else.
RunSpec explorer_spec();

/// The layers that can be shown or hidden: "trails", "critical", ...
std::vector<std::string> layer_names();
/// The ready-made sessions, as `list presets` shows them.
struct PresetInfo {
  std::string name, title, sentence;
};
std::vector<PresetInfo> preset_infos();
/// The run of one.  Throws InputError for a name that is none of theirs.
RunSpec preset_spec(const std::string& name);

/// Throws InputError for a name that is none of them.
void check_layers(const std::vector<std::string>& names);

struct SessionState;

/// The analyses start no threads: `loop` may lend them some.
struct RenderOptions {
  RunSpec spec = explorer_spec();
  std::filesystem::path output;    ///< .png, or with ffmpeg .mp4 and .gif
  int width = 1280, height = 720;  ///< 16..65536 each; films to 16384
  std::optional<CameraPose> camera = {};
  std::optional<bool> dark = {};                  ///< absent: as the session has it, or dark
  std::vector<std::string> show = {}, hide = {};  ///< layers, beside those that are on by default
  std::string preset = {};                        ///< whose look is taken; empty: none
  /// What is shown where the options don't say otherwise; of session_file.h.
  std::shared_ptr<const SessionState> session = {};
  /// The moment that is shown, 0..spec.steps.  Absent: while most particles are still on their way.
  std::optional<i64> step = {};
  /// Pictures of a film, from step 0 to `step`, or to the end of the run if it is absent; 1 for a .png.
  int frames = 1;
  bool turntable = false;  ///< the film goes once around the one moment that a picture would show
  double frames_per_second = 30;
  /// CUDA ordinal of the card that should draw; otherwise any card, then software.
  std::optional<int> cuda_device = {};
  Loop loop = one_by_one;
  Progress progress = nullptr;  ///< called with frames done; returning false stops without a file
  void* context = nullptr;
  Looks looks = {};
};

/// Draws without a window, writes `output` and returns the summary of the whole run.  Throws InputError for a
/// bad size, camera, step or file name, and Error when there is no way to draw or to write.
RunResult render_picture(const RenderOptions& options, Backend& backend);

struct ViewOptions {
  int width = 0, height = 0;         ///< of the window; 0: as it was left, or 1280 x 720
  std::optional<bool> dark = {};     ///< absent: as it was left, or dark
  std::optional<bool> playing = {};  ///< starts at once: absent: as the session has it, or true
  std::optional<CameraPose> camera = {};
  std::vector<std::string> show = {}, hide = {};  ///< layers, as in RenderOptions
  std::string preset = {};                        ///< whose look is taken; empty: none
  Loop loop = one_by_one;
  Looks looks = {};
  /// What to begin with, where not overridden by the run and by the options above; of session_file.h.
  std::shared_ptr<const SessionState> session = {};
  std::string session_path = {};  ///< where it came from; empty: from nowhere that it could be saved to
  bool fresh = false;             ///< the window is not as it was left
};

struct LessonOptions {
  const lessons::Lesson& lesson;
  lessons::ProgressFile& progress;  ///< kept up to date and saved
  std::optional<u64> seed =
      {};         ///< of the first question of every series; absent: where the learner left off
  int level = 0;  ///< of every series
  int width = 1280, height = 720;  ///< of the window
  ThemeName theme = ThemeName::kDark;
  double text = 1;  ///< size of the text, 0.75..3
  Loop loop = one_by_one;
};

/// Opens a lesson in the explorer and returns when it is closed: the exit code.  Throws Error "no display
/// ..." where there is none.
int run_lesson(const LessonOptions& options, Backend& backend);

/// Writes a figure as a picture of `scale` pixels per unit, without a window.  Throws Error where there is no
/// way to draw or to write.
void write_figure_png(const figures::Figure& figure, ThemeName theme, double scale,
                      const std::filesystem::path& output);

/// Opens the explorer and returns when it is closed: the exit code.  Throws Error "no display ..." naming
/// `render` where there is none.
int run_view(const RunSpec& initial, Backend& backend, const ViewOptions& options = {});

}  // namespace thalweg::viewer
