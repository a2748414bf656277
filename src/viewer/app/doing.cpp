// SPDX-License-Identifier: MIT
#include "viewer/app/doing.h"

#include <algorithm>
#include <iterator>

#include "engine/plan.h"
#include "viewer/app/commands.h"
#include "viewer/app/landscape_choice.h"
#include "viewer/app/slice.h"

namespace thalweg::viewer {

double faster(double speed) {
  const double* next = std::upper_bound(std::begin(kSpeeds), std::end(kSpeeds), speed);
  return next != std::end(kSpeeds) ? *next : speed;
}

double slower(double speed) {
  const double* at = std::lower_bound(std::begin(kSpeeds), std::end(kSpeeds), speed);
  return at != std::begin(kSpeeds) ? at[-1] : speed;
}

RunSpec with_rate(RunSpec spec, i64 from, std::optional<double> lr) {
  std::erase_if(spec.rates, [&](const RateChange& change) { return change.from >= from; });
  if (lr) spec.rates.push_back({from, *lr});
  return spec;
}

bool same_but_rates(const RunSpec& a, const RunSpec& b) {
  RunSpec with_those_of_b = a;
  with_those_of_b.rates = b.rates;
  return with_those_of_b == b;
}

std::optional<RunSpec> with_box(const RunSpec& spec, const GroundBox& box) {
  const Landscape f = make_landscape(spec);
  if (is_thin(box.box, drawn_box(f))) return {};
  const Domain domain = box_of_weights(box.box, f.domain, weights(f));
  RunSpec next = spec;
  if (box.use == BoxUse::kZoom) {
    next.domain = domain;
    make_landscape(next);  // whose errors are to be seen
  } else {
    next.start = {StartKind::box};
    next.start.box = domain;
  }
  return next;
}

std::optional<Domain> seen_before(SessionState& state) {
  std::optional<Domain> domain;
  while (!state.zoomed_from.empty()) {  // undo may have come back to some of them
    domain = state.zoomed_from.back();
    state.zoomed_from.pop_back();
    if (domain != state.spec.domain) break;
  }
  return domain;
}

void let_go(SessionState& state) {
  for (const Option option : {Option::kHelp, Option::kGallery})
    if (state.options[option]) return state.options.set(option, false);
  if (state.box || state.zooming) {
    state.box.reset();
    state.zooming = false;
  } else if (state.followed) {
    state.followed.reset();
  } else {
    state.selected.reset();
  }
}

RunSpec open_preset(SessionState& state, const Preset& preset) {
  RunSpec spec = spec_of(preset);
  spec.device = state.spec.device;
  spec.device_index = state.spec.device_index;
  spec.threads = state.spec.threads;
  state.heights = preferred_heights(spec);
  take_look(state, preset);
  state.zoomed_from.clear();
  state.followed.reset();
  state.playing = true;
  return spec;
}

}  // namespace thalweg::viewer
