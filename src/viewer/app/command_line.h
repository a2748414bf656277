// SPDX-License-Identifier: MIT
// What is shown, as the command that shows it.
#pragma once

#include <string>
#include <vector>

#include "viewer/app/session.h"

namespace thalweg::viewer {

/// The options of a run, "--surface", "ellipse:condition=100", ..., read back by the command line's own
/// parser to the same run; its trails alone cannot be said.
std::vector<std::string> run_arguments(const RunSpec& spec);

/// `thalweg view ...` for a POSIX shell: the run, the camera's angles and distance, theme and layers.
std::string command_line(const SessionState& state);

}  // namespace thalweg::viewer
