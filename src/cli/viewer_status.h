// SPDX-License-Identifier: MIT
// Whether this build has the explorer.
#pragma once

#include <string>

namespace thalweg::cli {

/// Why there is no explorer in this build, in one sentence; empty if there is.
std::string viewer_missing();

}  // namespace thalweg::cli
