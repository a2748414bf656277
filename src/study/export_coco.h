// SPDX-License-Identifier: MIT
// BBOB tasks as COCO's data, which cocopp reads: https://numbbo.github.io/coco-doc/experimental-setup/
//
// One start per instance 1 to 15, as that protocol has it, of the setting that tuning chose.  An "evaluation"
// is a unit of the study's cost.
#pragma once

#include <filesystem>

#include "study/results.h"

namespace thalweg::study {

/// FOLDER/METHOD/bbobexp_f{F}.info and FOLDER/METHOD/data_f{F}/bbobexp_f{F}_DIM2.{dat,tdat}; nothing where no
/// task is of BBOB.  Of several tasks over one function only the first is written.  Throws Error where a
/// file cannot be written.
void export_coco(const std::filesystem::path& folder, const StudyResults& results, Backend& backend);

}  // namespace thalweg::study
