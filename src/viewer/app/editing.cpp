// SPDX-License-Identifier: MIT
#include "viewer/app/editing.h"

#include "core/error.h"
#include "engine/plan.h"
#include "viewer/app/commands.h"
#include "viewer/app/heights.h"
#include "viewer/app/landscape_choice.h"

namespace thalweg::viewer {
namespace {

/// What was found on another landscape.
void forget_points(SessionState& state) {
  state.selected.reset();
  state.cut_at.reset();
  state.least_persistence = 0;
}

/// The run begins again, as this setup has it.
void take_over(SessionState& state, Setup next) {
  if (!same_landscape(state.spec, next.spec)) forget_points(state);
  if (next.rivals.size() != state.rivals.size()) state.hidden = {};
  if (state.followed && *state.followed >= next.spec.particles) state.followed.reset();
  state.spec = std::move(next.spec);
  state.rivals = std::move(next.rivals);
  state.restarts++;
  state.seek.reset();
  state.single_steps = 0;
  state.notice.clear();
}

}  // namespace

void remember(SessionState& state, const std::string& what) {
  if (what.empty() || state.last_edit != what || state.undo.empty()) {
    state.undo.push_back({state.spec, state.rivals});
    if (state.undo.size() > kMostUndo) state.undo.erase(state.undo.begin());
  }
  state.redo.clear();
  state.last_edit = what;
}

void edit(SessionState& state, Setup next, const std::string& what) {
  if (next == Setup{state.spec, state.rivals}) return;
  remember(state, what);
  take_over(state, std::move(next));
}

void edit(SessionState& state, RunSpec spec, const std::string& what) {
  edit(state, Setup{std::move(spec), state.rivals}, what);
}

void follow_heights(SessionState& state, const RunSpec& before, const RunSpec& now) {
  if (same_landscape(before, now)) return;
  const HeightChoice wish = preferred_heights(now);
  if (now.kind == LandscapeKind::formula && before.kind == now.kind && wish == preferred_heights(before))
    return;
  state.heights = wish;
}

void change_landscape(SessionState& state, RunSpec spec, const std::string& what) {
  if (spec.kind != LandscapeKind::problem && find_noise(spec.noise.name).samples) spec.noise = {"none"};
  spec.lr = rate_for(spec);
  spec.rates.clear();
  state.zoomed_from.clear();
  follow_heights(state, state.spec, spec);
  Setup next{std::move(spec), state.rivals};
  for (Rival& rival : next.rivals) {
    rival.rates.clear();
    rival.lr = rate_for(run_of(rival, next.spec));
  }
  edit(state, std::move(next), what);
}

void travel(SessionState& state, std::vector<Setup>& from, std::vector<Setup>& to) {
  if (from.empty()) return;
  to.push_back({state.spec, state.rivals});
  Setup next = std::move(from.back());
  from.pop_back();
  try {
    follow_heights(state, state.spec, next.spec);
  } catch (const InputError&) {  // of a landscape that could not be shown either
  }
  state.last_edit.clear();
  take_over(state, std::move(next));
}

}  // namespace thalweg::viewer
