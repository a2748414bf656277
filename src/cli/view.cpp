// SPDX-License-Identifier: MIT
// thalweg view: the explorer.
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/analysis_loop.h"
#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "cli/view_bench_report.h"
#include "cli/viewer_options.h"
#include "core/error.h"
#include "io/spec_text.h"
#include "viewer/app/session_file.h"

namespace thalweg::cli {

namespace {

struct Options {
  ViewerOptions viewer;
  bool paused = false, fresh = false, offscreen = false, json = false;
  std::string bench;
};

int measure(const Options& options, const RunSpec& spec, Backend& backend, const viewer::ViewOptions& view) {
  const int frames = in_context("--bench", [&] { return int(parse_count(options.bench, 2, 100'000)); });
  const viewer::ViewBench bench =
      viewer::bench_view(spec, backend, view, {.frames = frames, .offscreen = options.offscreen});
  print(options.json ? to_text(view_bench_json(bench, spec, options.offscreen)) : view_bench_text(bench));
  return 0;
}

int open_explorer(const Options& options) {
  const auto session = viewer_session(options.viewer);
  const RunSpec spec = viewer_spec(options.viewer, session.get());
  const Size size = !options.viewer.size.empty() ? viewer_size(options.viewer) : Size{0, 0};
  const viewer::ViewOptions view{.width = size.width,
                                 .height = size.height,
                                 .dark = options.viewer.light ? std::optional(false) : std::nullopt,
                                 .playing = options.paused ? std::optional(false) : std::nullopt,
                                 .camera = viewer_camera(options.viewer),
                                 .show = options.viewer.show,
                                 .hide = options.viewer.hide,
                                 .preset = options.viewer.preset,
                                 .loop = make_loop(spec.threads),
                                 .looks = viewer_looks(options.viewer),
                                 .session = session,
                                 .session_path = session && viewer::is_session_file(options.viewer.session)
                                                     ? options.viewer.session
                                                     : "",
                                 .fresh = options.fresh};
  const std::unique_ptr<Backend> backend = make_backend(spec);
  save_spec(options.viewer.run, spec);
  if (!options.bench.empty()) return measure(options, spec, *backend, view);
  return viewer::run_view(spec, *backend, view);
}

constexpr const char* kExamples =
    "Without a landscape, an optimizer or a rate chosen it is the explorer's own run; with one, the rate is\n"
    "the landscape's for the optimizer.\n"
    "Without a display use `thalweg render`.\n\n"
    "Examples:\n"
    "  thalweg\n"
    "  thalweg view --surface rastrigin --optimizer adam --particles 1e5\n"
    "  thalweg view --formula \"x^2 + 10*sin(3*y)\"\n"
    "  thalweg view --spec run.json --light --paused\n"
    "  thalweg view session.json\n"
    "  thalweg view --particles 2000 --bench 100 --offscreen\n";

}  // namespace

Action declare_view(Usage& command) {
  const auto options = std::make_shared<Options>();
  add_viewer_options(command, options->viewer);
  command.add({"session", &options->viewer.session, "FILE", "the same as --session"});
  command.add({"--paused", &options->paused, "", "wait for Space"});
  command.add({"--fresh", &options->fresh, "", "the window not as it was left last time"});
  command.add({"--bench", &options->bench, "N", "measure N pictures of the run, turning"});
  command.add({"--offscreen", &options->offscreen, "", "without a display", "Options", "--bench"});
  command.add({"--json", &options->json, "", "the measurement as JSON", "Options", "--bench"});
  command.footer = with_names(kExamples);
  return [options] { return open_explorer(*options); };
}

}  // namespace thalweg::cli
