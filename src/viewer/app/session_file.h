// SPDX-License-Identifier: MIT
// Sessions as files: the run, the view of it and the moment that is shown.
//
//   {"version": "0.1.0", "session": 1, "run": {...}, "step": 120, "playing": true, "speed": 1,
//    "camera": {"azimuth": 36, "elevation": 41, "distance": 4.65, "target": [0, 0, 0.02]},
//    "show": {"trails": true, ..., "flat": false, "light": false, "panels": true},
//    "colours": "viridis", "selected": [3, 2], "least_persistence": 0,
//    "heights": {"scale": "log"}, "trails": [1, 1], "colouring": "outcome",
//    "rivals": [{"optimizer": {"name": "adam"}, "lr": 0.01}], "hidden": [0]}
//
// "run" is a run spec (io/spec_json.h).  Every member but "session" and "run" may be left out and has its
// default then: that of the landscape for "heights".  "trails" are length and fade, and how
// many of them where that was chosen.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "io/json.h"
#include "viewer/app/session.h"

namespace thalweg::viewer {

/// What is shown and how, at a step; not what concerns the window alone.
Json session_json(const SessionState& state, i64 step);
/// Strict: unknown members, wrong types, numbers out of range, and runs that cannot be planned.  Throws
/// InputError.
SessionState session_from_json(const Json& json);

/// Throws Error.
void write_session(const std::filesystem::path& path, const SessionState& state, i64 step);

/// A landscape to be descended as the present one is.
struct OpenedLandscape {
  RunSpec spec;
};
/// What a file holds: a session, a whole run, or a landscape alone.
using Opened = std::variant<SessionState, RunSpec, OpenedLandscape>;

/// Reads a session, a run spec, a result, a picture saved by this program (the run in it), a formula
/// (.formula), or the data (.csv, another .png) of a problem: of the present one if they fit, else of the
/// first that they fit.  Throws InputError that names the file.
Opened read_opened(const std::filesystem::path& path, const RunSpec& present);

/// The same without a present session: what is not in the file has its defaults.  Throws InputError.
SessionState read_session(const std::filesystem::path& path);

/// Whether it holds a session, which can be saved to it again; false for what cannot be read.
bool is_session_file(const std::filesystem::path& path);

}  // namespace thalweg::viewer
