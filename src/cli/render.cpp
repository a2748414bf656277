// SPDX-License-Identifier: MIT
// thalweg render: the explorer's picture without a window.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/analysis_loop.h"
#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "cli/viewer_options.h"
#include "io/atomic_file.h"
#include "io/result_json.h"
#include "io/spec_text.h"

namespace thalweg::cli {

namespace {

struct Options {
  ViewerOptions viewer;
  Speech speech;
  std::string output, step, frames, rate;
  bool turntable = false;
};

viewer::RenderOptions render_options(const Options& options) {
  const viewer::Looks looks = viewer_looks(options.viewer);
  viewer::RenderOptions render;
  render.session = viewer_session(options.viewer);
  render.spec = viewer_spec(options.viewer, render.session.get());
  render.output = options.output;
  const Size size = viewer_size(options.viewer);
  render.width = size.width;
  render.height = size.height;
  render.camera = viewer_camera(options.viewer);
  if (options.viewer.light) render.dark = false;
  render.show = options.viewer.show;
  render.hide = options.viewer.hide;
  render.preset = options.viewer.preset;
  render.looks = looks;
  render.turntable = options.turntable;
  if (!options.step.empty())
    render.step = in_context("--step", [&] { return parse_count(options.step, 0, render.spec.steps); });
  if (!options.frames.empty())
    render.frames = in_context("--frames", [&] { return int(parse_count(options.frames, 1, 1'000'000)); });
  if (!options.rate.empty())
    render.frames_per_second = in_context("--fps", [&] { return parse_number(options.rate); });
  render.loop = make_loop(render.spec.threads);
  if (render.spec.device == DeviceKind::cuda) render.cuda_device = render.spec.device_index;
  return render;
}

int render(const Options& options) {
  if (options.output.empty()) throw InputError("render needs -o FILE (accepted: .png, .mp4, .gif)");
  check_output(options.output);
  viewer::RenderOptions render = render_options(options);
  const std::unique_ptr<Backend> backend = make_backend(render.spec);
  save_spec(options.viewer.run, render.spec);

  catch_interrupts();
  ProgressBar bar("render", !options.speech.quiet);
  render.progress = ProgressBar::report;
  render.context = &bar;
  const RunResult result = viewer::render_picture(render, *backend);
  bar.clear();
  if (bar.stopped()) {
    print_note(options.speech, "stopped; no picture was written");
    return kInterrupted;
  }
  if (options.speech.json) print(to_text(run_json(result, result.plan.spec.steps)));
  print_note(options.speech, fmt::format("wrote {}, {} x {}", options.output, render.width, render.height));
  return 0;
}

constexpr const char* kExamples =
    "Without a landscape, an optimizer or a rate chosen it is the explorer's own run; with one, the rate is\n"
    "the landscape's for the optimizer.\n"
    "Films need ffmpeg.  --json prints the result of the run, as `thalweg run` does.\n\n"
    "Examples:\n"
    "  thalweg render -o himmelblau.png\n"
    "  thalweg render --surface ackley --optimizer adam --size 1920x1080 -o ackley.png\n"
    "  thalweg render --problem logistic -o logistic.png\n"
    "  thalweg render --surface six_hump_camel --frames 300 -o camel.mp4\n"
    "  thalweg render --turntable --frames 240 -o around.mp4\n";

}  // namespace

Action declare_render(Usage& command) {
  const auto options = std::make_shared<Options>();
  command.add({"-o,--output", &options->output, "FILE.png|.mp4|.gif", "the picture or film"});
  add_viewer_options(command, options->viewer);
  command.add({"--step", &options->step, "N", "the moment to show [while most are on their way]"});
  command.add({"--frames", &options->frames, "N", "pictures of a film, from step 0 on [1]"});
  command.add({"--fps", &options->rate, "RATE", "pictures per second of a film [30]"});
  command.add({"--turntable", &options->turntable, "",
               "the film goes once around the moment of --step instead of playing the run"});
  add_speech_options(command, options->speech, true);
  command.footer = with_names(kExamples);
  return [options] { return render(*options); };
}

}  // namespace thalweg::cli
