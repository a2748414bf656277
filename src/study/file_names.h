// SPDX-License-Identifier: MIT
// Labels as names of files.
#pragma once

#include <string>
#include <vector>

namespace thalweg::study {

/// One per label, all different: letters, digits, '-', '_' and '.', others become '_'; at most 80 bytes, and
/// none begins with a dot.  A name that is taken gets "-2", "-3", ...
std::vector<std::string> file_names(const std::vector<std::string>& labels);

}  // namespace thalweg::study
