// SPDX-License-Identifier: MIT
// What a study's cells run on: the card, or each thread of the CPU with a cell of its own, because a thousand
// particles are too few to share every step among threads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "study/runner.h"

namespace thalweg::cli {

struct StudyMachines {
  explicit StudyMachines(const RunSpec& machine);
  study::Machines machines() const;
  std::string device;  ///< of all together

 private:
  std::vector<std::unique_ptr<Backend>> backends_;
  Loop loop_;
};

}  // namespace thalweg::cli
