// SPDX-License-Identifier: MIT
// The folder of a study: what identifies it, what resuming needs, and what it found.
//
//   study.json machine.json cells/     while it runs
//   results.json results.csv report.html plots/ hits/ coco/ ioh/     when it is complete
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "study/results.h"

namespace thalweg::cli {

/// Makes the folder, or finds the same study in it; notes the devices beside those that ran parts of it
/// before.  InputError if it holds another study, unless that is to be extended: cells that both have are
/// kept.
void prepare_folder(const std::filesystem::path& folder, const study::StudySpec& spec,
                    const std::vector<std::string>& devices, bool extend = false);
/// All devices that ran parts of it.
std::vector<std::string> devices_of(const std::filesystem::path& folder);

/// Writes everything that a complete study found; plots as PNG too if wanted.  InputError if cells are
/// missing.
study::StudyResults write_results(const std::filesystem::path& folder, const study::StudySpec& spec,
                                  const study::CellStore& store, bool png);

}  // namespace thalweg::cli
