// SPDX-License-Identifier: MIT
// What the hand does to a session beside choosing: the parts of commands that need no undo of their own.
#pragma once

#include <optional>

#include "viewer/app/presets.h"
#include "viewer/app/session.h"

namespace thalweg::viewer {

/// The next of kSpeeds above or below; the last ones stay.
double faster(double speed);
double slower(double speed);

/// The run with another rate from a step on, and none after it; absent: with none from there on.
RunSpec with_rate(RunSpec spec, i64 from, std::optional<double> lr);
/// Whether the one run can go on as the other: they differ in later rates at most.
bool same_but_rates(const RunSpec& a, const RunSpec& b);

/// The run that starts in the box, or that sees it alone; nothing for a box that is too thin.
std::optional<RunSpec> with_box(const RunSpec& spec, const GroundBox& box);

/// The domain that was seen before the last box, which is forgotten; absent: the landscape's own.
std::optional<Domain> seen_before(SessionState& state);

/// Lets go of the first of these that there is: help, gallery, a box, the particle that is followed, the
/// point whose card is shown.
void let_go(SessionState& state);

/// Takes a preset's look, and plays; the run, on the session's machine.
RunSpec open_preset(SessionState& state, const Preset& preset);

}  // namespace thalweg::viewer
