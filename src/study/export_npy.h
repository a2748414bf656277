// SPDX-License-Identifier: MIT
// Raw hitting times for somebody's notebook.
#pragma once

#include <filesystem>

#include "study/results.h"

namespace thalweg::study {

/// FOLDER/METHOD/TASK/INSTANCE.npy of every held-out instance: uint32 of shape (targets, starts), after how
/// many steps a start was first within a target of the lowest value; 4294967295: never.  FOLDER/manifest.json
/// says which array is what.  Throws InputError if cells are missing, Error where a file cannot be written.
void export_npy(const std::filesystem::path& folder, const CellStore& store, const StudyResults& results);

}  // namespace thalweg::study
