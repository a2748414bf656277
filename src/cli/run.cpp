// SPDX-License-Identifier: MIT
// thalweg run: an ensemble, and what became of it.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/run_options.h"
#include "cli/run_report.h"
#include "cli/terminal.h"
#include "engine/result.h"
#include "io/result_json.h"

namespace thalweg::cli {

namespace {

struct Options {
  RunOptions run;
  Speech speech;
};

int run_ensemble(const Options& options) {
  const RunSpec spec = make_spec(options.run);
  const std::unique_ptr<Backend> backend = make_backend(spec);
  save_spec(options.run, spec);

  catch_interrupts();
  ProgressBar bar("run", !options.speech.quiet);
  const RunResult result = run(spec, *backend, ProgressBar::report, &bar).result;
  bar.clear();
  print(options.speech.json ? to_text(run_json(result, bar.done())) : run_report(result, bar.done()));
  if (bar.done() == spec.steps) return 0;
  print_note(options.speech, fmt::format("stopped at step {} of {}", bar.done(), spec.steps));
  return kInterrupted;
}

constexpr const char* kExamples =
    "Examples:\n"
    "  thalweg run --surface rastrigin --optimizer adam --particles 1e6\n"
    "  thalweg run --optimizer sgd:momentum=0.9,nesterov=true --lr 0.01 --schedule cosine\n"
    "  thalweg run --surface ellipse:condition=100 --start 4,3 --noise gaussian:sigma=0.1\n"
    "  thalweg run --math exact --precision double --seed 7 --json > result.json\n"
    "  thalweg run --spec result.json --device cuda\n";

}  // namespace

Action declare_run(CLI::App& command) {
  const auto options = std::make_shared<Options>();
  add_run_options(command, options->run, Descent::ensemble);
  add_speech_options(command, options->speech, true);
  command.footer([] { return kExamples + ("\n" + names_text()); });
  return [options] { return run_ensemble(*options); };
}

}  // namespace thalweg::cli
