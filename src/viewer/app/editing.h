// SPDX-License-Identifier: MIT
// Changes of what is run, and how they are undone: what several commands share (app/commands.cpp).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "viewer/app/methods.h"
#include "viewer/app/session.h"

namespace thalweg::viewer {

/// What undo will bring back.  Consecutive edits of the same name are undone together.
void remember(SessionState& state, const std::string& what);

/// Takes over a setup that differs from the present one: the run begins again.  what: as in remember();
/// empty: undone alone.
void edit(SessionState& state, Setup next, const std::string& what);
/// The same with another spec and the same rivals.
void edit(SessionState& state, RunSpec spec, const std::string& what);

/// Edits what is a method's own through the spec that it is run with; a rival leaves the rest of it alone.
/// Throws InputError for a method that does not exist.
template <class Change>
void edit_method(SessionState& state, int method, const std::string& what, Change change) {
  check_method(state, method);
  RunSpec spec = method_spec(state, method);
  change(spec);
  if (method == 0) return edit(state, std::move(spec), what);
  Setup next{state.spec, state.rivals};
  next.rivals[std::size_t(method - 1)] = rival_of(spec);
  edit(state, std::move(next), what.empty() ? what : what + " of " + std::to_string(method));
}

/// Heights follow the landscape's wish when it changes, and otherwise stay as the user wants them.
void follow_heights(SessionState& state, const RunSpec& before, const RunSpec& now);

/// Takes over a spec with another landscape and what suits it: rates, heights, noise that it knows.  Throws
/// InputError for one that cannot be planned.
void change_landscape(SessionState& state, RunSpec spec, const std::string& what = "");

/// To the latest setup of `from`, the present one to `to`: undo, and with the stacks exchanged redo.
void travel(SessionState& state, std::vector<Setup>& from, std::vector<Setup>& to);

}  // namespace thalweg::viewer
