// SPDX-License-Identifier: MIT
#include "cli/study_machines.h"

#include "cli/analysis_loop.h"
#include "cli/backend_choice.h"
#include "cpu/cpu_backend.h"

namespace thalweg::cli {

StudyMachines::StudyMachines(const RunSpec& machine) : loop_(one_by_one) {
  std::unique_ptr<Backend> whole = make_backend(machine);
  device = whole->device();
  if (!device.starts_with("cpu")) {
    backends_.push_back(std::move(whole));
    return;
  }
  RunSpec single = machine;
  single.threads = 1;
  const int threads = cpu_workers(machine.threads);
  for (int k = 0; k < threads; k++) backends_.push_back(make_backend(single));
  loop_ = make_loop(threads);
}

study::Machines StudyMachines::machines() const {
  std::vector<Backend*> all;
  for (const auto& backend : backends_) all.push_back(backend.get());
  return {all, loop_};
}

}  // namespace thalweg::cli
