// SPDX-License-Identifier: MIT
// thalweg run: an ensemble, and what became of it.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/stability.h"
#include "cli/backend_choice.h"
#include "cli/commands.h"
#include "cli/diagnose.h"
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

// What the limits of the rate say about the minima: {"stable_below", "can_settle"}, null where nothing is
// claimed.
void add_settling(Json& minima, const RunResult& result) {
  for (std::size_t i = 0; i < result.minima.size(); i++) {
    const Settling s = settling_at(result.plan, result.minima[i].at);
    minima[i]["stable_below"] = s.claimed ? Json(s.stable_below) : Json();
    minima[i]["can_settle"] = s.claimed ? Json(s.can_settle) : Json();
  }
}

Json analysed(const RunResult& result, i64 steps, const Diagnosis& diagnosis) {
  Json json = run_json(result, steps);
  add_settling(json["minima"], result);
  Json unreachable = Json::array();
  for (const KnownMinimum& m : unreachable_minima(result.plan))
    unreachable.push_back({{"x", m.x},
                           {"y", m.y},
                           {"value", m.value},
                           {"stable_below", settling_at(result.plan, {m.x, m.y}).stable_below}});
  json["cannot_settle"] = unreachable;
  json["diagnosis"] = diagnosis_json(diagnosis);
  return json;
}

int run_ensemble(const Options& options) {
  const RunSpec spec = make_spec(options.run);
  const std::unique_ptr<Backend> backend = make_backend(spec);
  save_spec(options.run, spec);

  catch_interrupts();
  ProgressBar bar("run", !options.speech.quiet);
  const RunResult result = run(spec, *backend, ProgressBar::report, &bar).result;
  bar.clear();
  const Diagnosis diagnosis = diagnose(result, median_start_loss(result.plan));
  print(options.speech.json ? to_text(analysed(result, bar.done(), diagnosis))
                            : run_report(result, bar.done()) + one_line(diagnosis) + "\n");
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

Action declare_run(Usage& command) {
  const auto options = std::make_shared<Options>();
  add_run_options(command, options->run, Descent::ensemble);
  add_speech_options(command, options->speech, true);
  command.footer = with_names(kExamples);
  return [options] { return run_ensemble(*options); };
}

}  // namespace thalweg::cli
