// SPDX-License-Identifier: MIT
// thalweg export: a surface, trails or particles as a file for another program.
#include "io/export.h"

#include <fmt/format.h>

#include <memory>

#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/run_options.h"
#include "cli/terminal.h"
#include "io/spec_text.h"

namespace thalweg::cli {

namespace {

struct Options {
  RunOptions run;
  Speech speech;
  std::string output, what = "surface", grid, every;
};

ExportOptions export_options(const Options& options) {
  if (options.output.empty())
    throw InputError("export needs -o FILE (accepted: .npy, .csv, .obj, .ply, .vti, .h5)");
  ExportOptions e;
  e.path = options.output;
  e.what = in_context("--what", [&] { return parse_export_what(options.what); });
  constexpr int kMostNodesPerAxis = 16384;
  if (!options.grid.empty())
    e.grid = in_context("--grid", [&] { return int(parse_count(options.grid, 2, kMostNodesPerAxis)); });
  if (!options.every.empty())
    e.every = in_context("--every", [&] { return parse_count(options.every, 1, kMostSteps); });
  return e;
}

int export_file(const Options& options) {
  const ExportOptions wanted = export_options(options);
  const RunSpec spec = make_spec(options.run);
  check_export(wanted, spec);
  const std::unique_ptr<Backend> backend = make_backend(spec);
  save_spec(options.run, spec);

  catch_interrupts();
  ProgressBar bar("export", !options.speech.quiet);
  constexpr double kBetweenReports = 0.1;
  Export file(wanted, spec, *backend);
  while (!file.work(kBetweenReports))
    if (!ProgressBar::report(&bar, file.done(), file.total())) {
      bar.clear();
      print_note(options.speech, "stopped; nothing was written");
      return kInterrupted;
    }
  bar.clear();
  print_note(options.speech, fmt::format("wrote {}", options.output));
  return 0;
}

constexpr const char* kExamples =
    "surface    the losses on a grid: .npy, .csv, .obj and .ply (meshes), .vti (ParaView), .h5\n"
    "trails     where every particle was: .npy (points x particles x weights), .csv\n"
    "particles  where they are after the last step: .npy, .csv\n"
    "docs/files.md says what is in the files.\n\n"
    "Examples:\n"
    "  thalweg export --surface rastrigin --grid 512 -o rastrigin.vti\n"
    "  thalweg export --formula \"x^2 + 10*sin(3*y)\" -o surface.ply\n"
    "  thalweg export --what trails --particles 100 --optimizer adam -o trails.npy\n"
    "  thalweg export --what particles --spec run.json -o ends.csv\n";

}  // namespace

Action declare_export(Usage& command) {
  const auto options = std::make_shared<Options>();
  command.add({"-o,--output", &options->output, "FILE.npy|.csv|.obj|.ply|.vti|.h5",
               "the file; its name's end says which kind"});
  command.add({"--what", &options->what, "surface|trails|particles", "what to write [surface]"});
  command.add({"--grid", &options->grid, "N", "nodes per weight of a surface, edges included [256]"});
  command.add({"--every", &options->every, "N", "steps from one point of a trail to the next [1]"});
  add_run_options(command, options->run, Descent::ensemble);
  add_speech_options(command, options->speech, false);
  command.footer = with_names(kExamples);
  return [options] { return export_file(*options); };
}

}  // namespace thalweg::cli
