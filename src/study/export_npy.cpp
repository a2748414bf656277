// SPDX-License-Identifier: MIT
#include "study/export_npy.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/json.h"
#include "io/npy.h"
#include "io/spec_text.h"
#include "study/file_names.h"

namespace thalweg::study {

void export_npy(const std::filesystem::path& folder, const CellStore& store, const StudyResults& results) {
  const StudySpec& spec = results.spec;
  std::vector<std::string> methods, tasks;
  for (const Method& method : spec.methods) methods.push_back(method.label);
  for (const Task& task : spec.tasks) tasks.push_back(task.label);
  const std::vector<std::string> method_names = file_names(methods), task_names = file_names(tasks);
  Json arrays = Json::array();
  for (const MethodOnTask& pair : results.pairs) {
    const std::size_t m = std::size_t(pair.method), t = std::size_t(pair.task);
    const Setting setting = setting_of(spec.methods[m], pair.setting);
    const std::filesystem::path place = std::filesystem::path(method_names[m]) / task_names[t];
    std::filesystem::create_directories(folder / place);
    for (const i64 instance : spec.tasks[t].held_out) {
      const CellId cell{Phase::test, pair.method, pair.task, instance, pair.setting};
      const auto found = store.load(cell, run_of(spec, cell, setting));
      if (!found)
        throw InputError(
            fmt::format("the cell of {} on {}, instance {}, is missing", methods[m], tasks[t], instance));
      const std::filesystem::path file = place / fmt::format("{}.npy", instance);
      const std::size_t shape[] = {std::size_t(spec.targets), std::size_t(found->starts)};
      write_npy<u32>(folder / file, shape, found->hits);
      arrays.push_back({{"file", file.generic_string()},
                        {"method", methods[m]},
                        {"task", tasks[t]},
                        {"instance", instance},
                        {"optimizer", to_text(pair.optimizer)},
                        {"setting", pair.setting},
                        {"lr", pair.lr},
                        {"steps", found->steps},
                        {"cost_per_step", found->cost_per_step},
                        {"f_best", found->f_best}});
    }
  }
  const Json manifest = {{"version", results.version},
                         {"study", spec.name},
                         {"seed", spec.seed},
                         {"precision", to_text(spec.precision)},
                         {"math", to_text(spec.math)},
                         {"axes", {"target", "start"}},
                         {"unit", "steps; times cost_per_step: cost"},
                         {"never", kNever},
                         {"targets", targets_of(spec)},
                         {"arrays", arrays}};
  write_file(folder / "manifest.json", {to_text(manifest)});
}

}  // namespace thalweg::study
