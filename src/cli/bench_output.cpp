// SPDX-License-Identifier: MIT
#include "cli/bench_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/lesson_window.h"
#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "figures/figure_svg.h"
#include "io/atomic_file.h"
#include "io/json.h"
#include "study/charts.h"
#include "study/export_coco.h"
#include "study/export_ioh.h"
#include "study/export_npy.h"
#include "study/report.h"
#include "study/results_json.h"
#include "study/spec_json.h"

namespace thalweg::cli {

namespace {

namespace fs = std::filesystem;

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw InputError(fmt::format("cannot make the folder '{}': {}", folder.string(), error.message()));
}

// As papers print them.
void write_plots(const fs::path& folder, const study::StudyResults& results, bool png) {
  make_folder(folder);
  for (const study::NamedFigure& plot : study::study_figures(results)) {
    write_file(folder / (plot.name + ".svg"), {figures::to_svg(plot.figure, ThemeName::kLight)});
    if (png) write_figure_picture(plot.figure, ThemeName::kLight, 2, folder / (plot.name + ".png"));
  }
}

}  // namespace

void prepare_folder(const fs::path& folder, const study::StudySpec& spec,
                    const std::vector<std::string>& devices, bool extend) {
  make_folder(folder);
  const fs::path file = folder / "study.json";
  const bool there = fs::exists(file), same = there && study::read_study(file) == spec;
  if (there && !same && !extend)
    throw InputError(
        fmt::format("'{}' holds another study (see its study.json); give another folder, or "
                    "--extend to keep the cells that both have",
                    folder.string()));
  if (!same) {
    check_output(file);
    write_file(file, {to_text(study::to_json(spec))});
  }
  const std::vector<std::string> before = devices_of(folder);
  std::vector<std::string> all = before;
  for (const std::string& device : devices)
    if (std::find(all.begin(), all.end(), device) == all.end()) all.push_back(device);
  if (all != before) write_file(folder / "machine.json", {to_text(Json{{"devices", all}})});
}

std::vector<std::string> devices_of(const fs::path& folder) {
  std::vector<std::string> devices;
  if (!fs::exists(folder / "machine.json")) return devices;
  const Json json = read_json(folder / "machine.json");
  if (const auto found = json.find("devices"); found != json.end() && found->is_array())
    for (const Json& device : *found)
      if (device.is_string()) devices.push_back(device.get<std::string>());
  return devices;
}

study::StudyResults write_results(const fs::path& folder, const study::StudySpec& spec,
                                  const study::CellStore& store, bool png) {
  const study::StudyResults results =
      study::collect(spec, store, fmt::format("{}", fmt::join(devices_of(folder), "; ")));
  write_file(folder / "results.csv", {study::results_csv(results)});
  write_file(folder / "report.html", {study::report_html(results)});
  write_plots(folder / "plots", results, png);
  study::export_npy(folder / "hits", store, results);
  // Few starts are descended here, which no card would do sooner.
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  study::export_coco(folder / "coco", results, *backend);
  study::export_ioh(folder / "ioh", results, *backend);
  // The last one: where it is, the others are.
  write_file(folder / "results.json", {to_text(study::to_json(results))});
  return results;
}

}  // namespace thalweg::cli
