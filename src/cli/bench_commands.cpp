// SPDX-License-Identifier: MIT
#include "cli/bench_commands.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/bench_options.h"
#include "cli/bench_output.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/study_machines.h"
#include "core/error.h"
#include "io/atomic_file.h"
#include "study/report.h"
#include "study/results_json.h"
#include "study/spec_json.h"
#include "version.h"

namespace thalweg::cli {

namespace {

namespace fs = std::filesystem;

struct Merge {
  std::string output;
  std::vector<std::string> folders;
  bool png = false;
  Speech speech;
};

struct Reproduce {
  std::string file;
  StudyOptions machine;
  Speech speech;
};

int merge(const Merge& options) {
  if (options.output.empty()) throw InputError("-o: a folder is needed, for the whole study");
  const study::StudySpec spec = study::read_study(fs::path(options.folders.front()) / "study.json");
  for (const std::string& folder : options.folders)
    if (!(study::read_study(fs::path(folder) / "study.json") == spec))
      throw InputError(fmt::format("'{}' holds another study than '{}'", folder, options.folders.front()));
  for (const std::string& folder : options.folders) prepare_folder(options.output, spec, devices_of(folder));
  const study::CellStore store(fs::path(options.output) / "cells", spec);
  i64 cells = 0;
  for (const std::string& folder : options.folders) cells += store.take_from(fs::path(folder) / "cells");
  print_note(options.speech, fmt::format("{} cells from {}", cells,
                                         plural(i64(options.folders.size()), "folder", "folders")));
  show_results(write_results(options.output, spec, store, options.png), options.output, options.speech);
  return 0;
}

/// A folder for as long as it is needed.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_((fs::temp_directory_path() / "thalweg-XXXXXX").string()) {
    if (!::mkdtemp(path_.data())) throw Error("cannot make a temporary folder '" + path_ + "'");
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Where two texts differ first, as its line in each.
std::string first_difference(const std::string& a, const std::string& b) {
  std::size_t at = 0, line = 1, begin = 0;
  for (; at < a.size() && at < b.size() && a[at] == b[at]; at++)
    if (a[at] == '\n') {
      line++;
      begin = at + 1;
    }
  const auto line_of = [begin](const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ', begin);
    if (first == std::string::npos) return std::string("nothing");
    return text.substr(first, std::min(text.find('\n', first) - first, std::size_t(60)));
  };
  return fmt::format("line {}: '{}' here, '{}' there", line, line_of(b), line_of(a));
}

// What is published, as it was written, but for what the machine took.
std::string published_text(const fs::path& file) {
  constexpr std::size_t kLargest = std::size_t(1) << 30;
  Json json = parse_json(read_file(file, kLargest), file.string());
  json.erase("machine");
  return to_text(json);
}

int reproduce(const Reproduce& options) {
  const study::StudySpec spec = study::read_results(options.file).spec;
  const std::string theirs = published_text(options.file);
  const StudyMachines machines(machine_of(options.machine, spec));
  const TemporaryFolder folder;
  const study::CellStore store(folder.path(), spec);
  catch_interrupts();
  ProgressBar bar("reproduce", !options.speech.quiet);
  const bool complete = study::run_study(
      spec, store, {}, machines.machines(),
      [&bar](const study::StudyProgress& p) { return bar.report(p.cost_done, p.cost, p.now); });
  bar.clear();
  if (!complete) {
    print_note(options.speech, "stopped");
    return kInterrupted;
  }
  const std::string ours = to_text(study::reproducible(study::collect(spec, store, machines.device)));
  const bool equal = ours == theirs;
  const std::string difference = equal ? "" : first_difference(theirs, ours);
  if (options.speech.json)
    print(to_text({{"reproduced", equal},
                   {"bytes", ours.size()},
                   {"difference", equal ? Json() : Json(difference)},
                   {"device", machines.device},
                   {"version", version()}}));
  else if (equal)
    print(fmt::format("reproduced: {} bytes are the same, all but the times\n", grouped(i64(ours.size()))));
  if (!equal) throw Error(fmt::format("'{}' is not reproduced: {}", options.file, difference));
  return 0;
}

}  // namespace

Action declare_merge(Usage& command) {
  const auto options = std::make_shared<Merge>();
  command.add({.names = "folders",
               .to = &options->folders,
               .value = "FOLDER...",
               .meaning = "where the shards were run",
               .required = true});
  command.add({"-o,--output", &options->output, "FOLDER", "the whole study; may be one of them"});
  command.add({"--png", &options->png, "", "plots as PNG too, which needs the explorer's libraries"});
  add_speech_options(command, options->speech, true);
  command.footer = [] {
    return "The order of the folders and how often they are merged do not matter.\n\n"
           "Example:\n  thalweg bench merge -o results part1 part2 part3\n";
  };
  return [options] { return merge(*options); };
}

Action declare_reproduce(Usage& command) {
  const auto options = std::make_shared<Reproduce>();
  command.add({.names = "results",
               .to = &options->file,
               .value = "results.json",
               .meaning = "what was published",
               .required = true});
  add_machine_options(command, options->machine);
  add_speech_options(command, options->speech, true);
  command.footer = [] {
    return "Times and devices may differ; with --math exact nothing else does, on any machine.\n"
           "Exit code 1 if it is not reproduced.\n\n"
           "Example:\n  thalweg bench reproduce results/results.json\n";
  };
  return [options] { return reproduce(*options); };
}

void show_results(const study::StudyResults& results, const std::string& folder, const Speech& speech) {
  if (speech.json) return print(to_text(study::to_json(results)));
  print(study::summary_text(results));
  print_note(speech, fmt::format("see {}", (fs::path(folder) / "report.html").string()));
}

}  // namespace thalweg::cli
