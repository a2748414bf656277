// SPDX-License-Identifier: MIT
// Ready-made sessions: a run with the view that tells something about it, and one sentence that says what.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/run_spec.h"
#include "viewer/app/session.h"

namespace thalweg::viewer {

struct Preset {
  const char *name, *title, *sentence;
  const char* spec;       // JSON, as io/spec_json.h reads it
  const char* show = "";  // layers beside those that are on by default, separated by commas
  const char* hide = "";
  bool flat = false;
  CameraPose camera = {};  // where it is not flat
  double speed = 1;
  const char* compare = "";  // methods beside the run's, as looks.h reads them
};

std::span<const Preset> presets();
/// Throws InputError for a name that is none of theirs.
const Preset& preset_named(const std::string& name);
/// The run of a preset, and what it is compared with.
RunSpec spec_of(const Preset& preset);
std::vector<Rival> rivals_of(const Preset& preset);
/// Where a preset is seen from.
Camera camera_of(const Preset& preset);
/// Gives a session the layers and the speed of a preset, and whether it is flat; the camera is left to the
/// caller.
void take_look(SessionState& state, const Preset& preset);

}  // namespace thalweg::viewer
