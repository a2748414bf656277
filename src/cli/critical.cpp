// SPDX-License-Identifier: MIT
// thalweg critical: all critical points of a landscape of two weights.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/certificate.h"
#include "analysis/critical.h"
#include "cli/commands.h"
#include "cli/critical_report.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/run_options.h"
#include "cli/search_options.h"
#include "cli/terminal.h"
#include "io/spec_text.h"

namespace thalweg::cli {

namespace {

constexpr i64 kBoxes = 400'000;

struct Options {
  RunOptions run;
  SearchOptions search;
  std::string boxes;
  bool certify = false;
  Speech speech;
};

int find(const Options& options) {
  const RunSpec spec = make_spec(options.run);
  const Landscape f = make_landscape(spec);
  check_two_weights(f, "critical");
  const CriticalSearch search = make_search(options.search);
  const i64 budget = options.boxes.empty() ? kBoxes : in_context("--boxes", [&] {
    return parse_count(options.boxes, 1, 1'000'000'000);
  });
  save_spec(options.run, spec);

  CriticalPoints found = find_critical_points(f, search);
  std::optional<Certificate> proof;
  bool agrees = false, stopped = false;
  if (options.certify) {
    catch_interrupts();
    ProgressBar bar("proof", !options.speech.quiet);
    proof = certify(f, budget, ProgressBar::report, &bar);
    bar.clear();
    stopped = bar.stopped();
    agrees = agree(*proof, found);
    if (proof->decided) found = with_proof(f, *proof, found, search.loop);
  }
  print(options.speech.json ? to_text(critical_json(spec, f, found, proof, agrees))
                            : critical_report(spec, f, found, proof, agrees));
  return stopped ? kInterrupted : 0;
}

constexpr const char* kExamples =
    "Minima, saddles and maxima inside the domain, minima on its edges and in its corners, valleys and\n"
    "plateaus.  The grid is refined until two of them agree and two sums over what was found are right:\n"
    "otherwise the result is called not certain, with the reason.  --certify proves the counts by interval\n"
    "arithmetic, or says where it could not.  Persistence is how far the water must rise before a minimum's\n"
    "lake joins that of a lower one.\n\n"
    "Examples:\n"
    "  thalweg critical --surface himmelblau\n"
    "  thalweg critical --surface rastrigin --certify --json\n"
    "  thalweg critical --formula \"x^4 - x^2 + y^2 + x*y/4\" --domain -2,2,-2,2 --certify\n"
    "  thalweg critical --surface levy13 --grid 257\n";

}  // namespace

Action declare_critical(Usage& command) {
  const auto options = std::make_shared<Options>();
  add_landscape_options(command, options->run);
  add_search_options(command, options->search);
  command.add({"--certify", &options->certify, "", "prove the counts inside the open box"});
  command.add(
      {"--boxes", &options->boxes, "N", fmt::format("give the proof up after so many boxes [{}]", kBoxes)});
  add_speech_options(command, options->speech, true);
  command.footer = with_names(kExamples);
  return [options] { return find(*options); };
}

}  // namespace thalweg::cli
