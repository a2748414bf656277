// SPDX-License-Identifier: MIT
// Files that landscapes are made from: data of problems, and saved formulas.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/run_spec.h"

namespace thalweg {

/// Data of a problem: a CSV with a header, or a PNG, whose pixels are rows of x, y (counted from the upper
/// left corner) and the brightness from 0 to 1 (Rec. 709 luma of the stored values).  Throws InputError.
std::shared_ptr<const Dataset> read_data(const std::filesystem::path& path);

/// Whether --surface was given a file instead of a name: names have neither dots nor slashes.
bool is_formula_file(std::string_view text);

/// A saved formula: a text file with the formula, lines that begin with # as comments, and, if wanted, lines
/// `domain x0,x1,y0,y1` and `parameters a=3,b=0.5`.  Sets what descends and, unless it has one, the domain.
/// Throws InputError.
void read_formula(const std::filesystem::path& path, RunSpec& spec);

/// The same file for a spec's formula.
std::string formula_file_text(const RunSpec& spec);

}  // namespace thalweg
