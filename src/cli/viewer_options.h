// SPDX-License-Identifier: MIT
// What view and render have in common: the run to show, the size, the camera, the theme.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/run_options.h"
#include "viewer/app.h"

namespace thalweg::cli {

struct ViewerOptions {
  RunOptions run;
  std::string size, camera, preset, session;
  std::vector<std::string> show, hide;  // layers
  bool light = false;
  viewer::Looks looks;  // but for the next three
  std::string clip, trails, follow;
};

void add_viewer_options(Usage& command, ViewerOptions& options);

/// What the session's file holds; nullptr if none was given.
std::shared_ptr<const viewer::SessionState> viewer_session(const ViewerOptions& options);

/// The run to show, the options changing it: the session's if there is one, else the explorer's own unless
/// landscape, optimizer, rate or a spec was chosen.
RunSpec viewer_spec(const ViewerOptions& options, const viewer::SessionState* session);

Size viewer_size(const ViewerOptions& options);

/// Throws InputError, naming the option, for what does not exist or is out of range; layers of --show and
/// --hide, too.
viewer::Looks viewer_looks(const ViewerOptions& options);

/// "AZ,EL,ZOOM", if it was given.
std::optional<viewer::CameraPose> viewer_camera(const ViewerOptions& options);

}  // namespace thalweg::cli
