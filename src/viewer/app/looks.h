// SPDX-License-Identifier: MIT
// How a picture looks, as the command line says it.
#pragma once

#include <string>
#include <vector>

#include "viewer/app/session.h"

namespace thalweg::viewer {

/// "adam@0.01,lion:beta1=0.95,beta2=0.98": optimizers with their parameters, and after @ their learning
/// rates; without one it is the landscape's.  Schedules are those of `beside`.  Throws InputError for a name
/// or a parameter that does not exist, a rate that is not above 0, and too many.
std::vector<Rival> parse_rivals(const std::string& text, const RunSpec& beside);

/// What apply_looks() makes a session look like this again from; schedules of rivals are left out.
Looks looks_of(const SessionState& state);

/// Rivals stay where none are named.  Throws InputError as check_looks() does, leaving the state as it was.
void apply_looks(SessionState& state, const Looks& looks);

}  // namespace thalweg::viewer
