// SPDX-License-Identifier: MIT
// Whether this build has the explorer.
#pragma once

#include <string>
#include <vector>

namespace thalweg::cli {

/// Why there is no explorer in this build, in one sentence; empty if there is.
std::string viewer_missing();

/// The explorer's ready-made sessions; none in a build without it.
struct PresetRow {
  std::string name, title, sentence;
};
std::vector<PresetRow> preset_rows();

}  // namespace thalweg::cli
