// SPDX-License-Identifier: MIT
// thalweg view: the explorer.
#include <memory>

#include "cli/analysis_loop.h"
#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/viewer_options.h"

namespace thalweg::cli {

namespace {

struct Options {
  ViewerOptions viewer;
  bool paused = false;
};

int open_explorer(const Options& options) {
  const RunSpec spec = viewer_spec(options.viewer);
  const Size size = viewer_size(options.viewer);
  check_layers(options.viewer);
  const viewer::ViewOptions view{.width = size.width,
                                 .height = size.height,
                                 .dark = !options.viewer.light,
                                 .playing = !options.paused,
                                 .camera = viewer_camera(options.viewer),
                                 .show = options.viewer.show,
                                 .hide = options.viewer.hide,
                                 .preset = options.viewer.preset,
                                 .loop = make_loop(spec.threads)};
  const std::unique_ptr<Backend> backend = make_backend(spec);
  save_spec(options.viewer.run, spec);
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
    "  thalweg view --spec run.json --light --paused\n";

}  // namespace

Action declare_view(CLI::App& command) {
  const auto options = std::make_shared<Options>();
  add_viewer_options(command, options->viewer);
  command.add_flag("--paused", options->paused, "wait for Space")->disable_flag_override();
  command.footer([] { return kExamples + ("\n" + names_text()); });
  return [options] { return open_explorer(*options); };
}

}  // namespace thalweg::cli
