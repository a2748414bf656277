// SPDX-License-Identifier: MIT
// What view and render have in common: the run to show, the size, the camera, the theme.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/run_options.h"
#include "viewer/app.h"

namespace thalweg::cli {

struct ViewerOptions {
  RunOptions run;
  std::string size = "1280x720", camera;
  std::vector<std::string> show, hide;  // layers
  bool light = false;
  viewer::Looks looks;
  bool size_given = false;
};

void add_viewer_options(CLI::App& command, ViewerOptions& options);

/// The run to show: the explorer's own unless landscape, optimizer, rate or a spec was chosen.
RunSpec viewer_spec(const ViewerOptions& options);

Size viewer_size(const ViewerOptions& options);

/// Throws InputError for a layer of --show or --hide and for a colour map that does not exist.
void check_looks(const ViewerOptions& options);

/// "AZ,EL,ZOOM", if it was given.
std::optional<viewer::CameraPose> viewer_camera(const ViewerOptions& options);

}  // namespace thalweg::cli
