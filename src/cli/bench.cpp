// SPDX-License-Identifier: MIT
// thalweg bench: the study of optimizers.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/bench_commands.h"
#include "cli/bench_options.h"
#include "cli/bench_output.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/study_machines.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "io/atomic_file.h"
#include "study/spec_json.h"

namespace thalweg::cli {

namespace {

struct Options {
  StudyOptions study;
  std::string output, shard;
  std::optional<std::string> init;  // the file, empty for standard output
  bool extend = false, png = false;
  Speech speech;
};

// What has not been chosen has comments that explain it.
int write_example(const Options& options) {
  const std::string text = describes_study(options.study) ? to_text(study::to_json(make_study(options.study)))
                                                          : study::example_study();
  if (options.init->empty()) {
    print(text);
    return 0;
  }
  if (std::filesystem::exists(*options.init))
    throw InputError(fmt::format("--init: '{}' is there already", *options.init));
  check_output(*options.init);
  write_file(*options.init, {text});
  print_note(options.speech, fmt::format("wrote {0}; next: thalweg bench {0} -o results", *options.init));
  return 0;
}

Json progress_json(const study::StudyProgress& progress, const study::Shard& shard, bool complete) {
  return {{"complete", complete},
          {"shard", fmt::format("{}/{}", shard.index + 1, shard.count)},
          {"cells_done", progress.cells_done},
          {"cells", progress.cells}};
}

int run_bench(const Options& options) {
  if (options.init) return write_example(options);
  const study::StudySpec spec = make_study(options.study);
  const study::Shard shard = options.shard.empty() ? study::Shard{} : parse_shard(options.shard);
  if (options.output.empty())
    throw InputError("-o: a folder is needed, for the results and for what continuing needs");
  const StudyMachines machines(machine_of(options.study, spec));
  prepare_folder(options.output, spec, {machines.device}, options.extend);
  const study::CellStore store(std::filesystem::path(options.output) / "cells", spec);

  catch_interrupts();
  ProgressBar bar("bench", !options.speech.quiet);
  study::StudyProgress last{};
  const bool complete =
      study::run_study(spec, store, shard, machines.machines(), [&](const study::StudyProgress& p) {
        last = p;
        return bar.report(p.cost_done, p.cost, p.now);
      });
  bar.clear();
  if (!complete || shard.count > 1) {
    if (options.speech.json) print(to_text(progress_json(last, shard, complete)));
    print_note(options.speech,
               complete
                   ? fmt::format("shard {}/{} is complete; when all are: thalweg bench merge -o ALL {} ...",
                                 shard.index + 1, shard.count, options.output)
                   : fmt::format("stopped with {} of {} cells; the same command continues from there",
                                 last.cells_done, last.cells));
    return complete ? 0 : kInterrupted;
  }
  show_results(write_results(options.output, spec, store, options.png), options.output, options.speech);
  return 0;
}

constexpr const char* kExamples =
    "Every method gets the same starts, the same noise, and steps for the same budget of oracle calls; it "
    "is\n"
    "tuned on training instances and measured on others.  FOLDER gets report.html, results.csv, "
    "results.json,\n"
    "plots/, hits/ (NPY), coco/ (BBOB tasks, for cocopp) and ioh/ (the others, for IOHanalyzer).  "
    "cells/\n"
    "keeps what is done: after Ctrl-C or worse the same command continues and ends with the same bytes.\n\n"
    "Examples:\n"
    "  thalweg bench --preset quick -o quick\n"
    "  thalweg bench --init study.json                        # a commented file to begin with\n"
    "  thalweg bench --preset classic --init study.json       # a preset as a file\n"
    "  thalweg bench study.json -o results --seed 7\n"
    "  thalweg bench --methods sgd,adam:beta1=0.8 --tasks rosenbrock,ellipse:condition=100 -o mine\n"
    "  thalweg bench study.json -o part2 --shard 2/4          # one of four, on any machine\n"
    "  thalweg bench merge -o results part1 part2 part3 part4\n"
    "  thalweg bench compare results others/results.json      # what changed, effect by effect\n"
    "  thalweg bench reproduce results/results.json           # runs it again, compares every byte\n";

}  // namespace

Action declare_bench(Usage& command) {
  const auto options = std::make_shared<Options>();
  add_study_options(command, options->study);
  command.add({"-o,--output", &options->output, "FOLDER", "where results go, and what continuing needs"});
  command.add(
      {"--init", &options->init, "[FILE.json]",
       "write the study as a file, to standard output without FILE; with comments if none was chosen"});
  command.add(
      {"--extend", &options->extend, "", "FOLDER holds a study that this one grew from; its cells are kept"});
  command.add({"--png", &options->png, "", "plots as PNG too, which needs the explorer's libraries"});
  command.add({"--shard", &options->shard, "I/N", "run this part of it only, counted from 1; see merge"});
  add_speech_options(command, options->speech, true);
  command.footer = [] { return kExamples; };
  command.parts = {{"compare", "what two studies asked and found differently", declare_compare},
                   {"merge", "put shards together", declare_merge},
                   {"reproduce", "run a study again and compare every byte", declare_reproduce}};
  return [options] { return run_bench(*options); };
}

}  // namespace thalweg::cli
