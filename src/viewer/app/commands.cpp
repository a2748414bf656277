// SPDX-License-Identifier: MIT
#include "viewer/app/commands.h"

#include <algorithm>

#include "engine/registry.h"

namespace thalweg::viewer {
namespace {

/// Of a spec that may be changed, or of one that may not.
template <class Spec>
auto& choice_of(Spec& spec, Slot slot) {
  switch (slot) {
    case Slot::kSurface:
      return spec.surface;
    case Slot::kOptimizer:
      return spec.optimizer;
    case Slot::kSchedule:
      return spec.schedule;
    case Slot::kNoise:
      break;
  }
  return spec.noise;
}

void check_name(Slot slot, const std::string& name) {
  switch (slot) {
    case Slot::kSurface:
      find_surface(name);
      break;
    case Slot::kOptimizer:
      find_optimizer(name);
      break;
    case Slot::kSchedule:
      find_schedule(name);
      break;
    case Slot::kNoise:
      find_noise(name);
      break;
  }
}

void set(Choice& choice, const std::string& name, double value) {
  for (auto& [key, old] : choice.parameters)
    if (key == name) {
      old = value;
      return;
    }
  choice.parameters.emplace_back(name, value);
}

/// Takes over a spec that differs from the present one; `what` names the edit for undo.
void edit(SessionState& state, RunSpec spec, const std::string& what) {
  if (spec == state.spec) return;
  if (state.last_edit != what || state.undo.empty()) {
    state.undo.push_back(state.spec);
    if (state.undo.size() > kMostUndo) state.undo.erase(state.undo.begin());
  }
  state.redo.clear();
  state.last_edit = what;
  state.spec = std::move(spec);
  state.restarts++;
  state.seek.reset();
  state.single_steps = 0;
  state.notice.clear();
}

/// Undo and redo are the same with the stacks exchanged.
void travel(SessionState& state, std::vector<RunSpec>& from, std::vector<RunSpec>& to) {
  if (from.empty()) return;
  to.push_back(std::move(state.spec));
  state.spec = std::move(from.back());
  from.pop_back();
  state.last_edit.clear();
  state.restarts++;
  state.seek.reset();
  state.single_steps = 0;
  state.notice.clear();
}

void move_camera(SessionState& state, const Camera& camera, double relief, bool smoothly) {
  if (smoothly) {
    state.move = CameraMove{state.camera, camera, state.relief, relief, 0};
  } else {
    state.camera = camera;
    state.relief = relief;
    state.move.reset();
  }
}

double relief_goal(const SessionState& state) { return state.options[Option::kFlat] ? 0 : 1; }

void set_option(SessionState& state, Option option, bool on) {
  if (state.options[option] == on) return;
  state.options.set(option, on);
  if (option == Option::kFlat) move_camera(state, on ? flat_camera() : home_camera(), on ? 0 : 1, true);
}

struct Apply {
  SessionState& state;

  void operator()(const command::TogglePlay&) const {
    state.playing = !state.playing;
    state.single_steps = 0;
  }
  void operator()(const command::StepOnce&) const {
    state.playing = false;
    state.single_steps++;
  }
  void operator()(const command::Restart&) const {
    state.restarts++;
    state.seek.reset();
    state.single_steps = 0;
  }
  void operator()(const command::Seek& c) const {
    state.playing = false;
    state.seek = std::clamp<i64>(c.step, 0, state.spec.steps);
  }
  void operator()(const command::SetSpeed& c) const { state.speed = std::clamp(c.speed, kSlowest, kFastest); }

  void operator()(const command::Choose& c) const {
    check_name(c.slot, c.name);
    RunSpec spec = state.spec;
    choice_of(spec, c.slot) = {c.name};
    if (c.slot == Slot::kOptimizer) spec.lr.reset();
    if (c.slot == Slot::kSurface) {
      spec.domain.reset();
      spec.lr = steady_rate(spec);
      spec.start = {};
      state.options.set(Option::kLogHeight, find_surface(c.name).info.display == Display::log);
    }
    edit(state, std::move(spec), "");
  }
  void operator()(const command::SetParameter& c) const {
    RunSpec spec = state.spec;
    set(choice_of(spec, c.slot), c.name, c.value);
    edit(state, std::move(spec), "parameter " + std::to_string(int(c.slot)) + c.name);
  }
  void operator()(const command::SetRate& c) const {
    RunSpec spec = state.spec;
    spec.lr = c.lr;
    edit(state, std::move(spec), "rate");
  }
  void operator()(const command::SetParticles& c) const {
    RunSpec spec = state.spec;
    spec.particles = c.particles;
    edit(state, std::move(spec), "particles");
  }
  void operator()(const command::SetSteps& c) const {
    RunSpec spec = state.spec;
    spec.steps = c.steps;
    edit(state, std::move(spec), "steps");
  }
  void operator()(const command::SetSeed& c) const {
    RunSpec spec = state.spec;
    spec.seed = c.seed;
    edit(state, std::move(spec), "seed");
  }
  void operator()(const command::SetStart& c) const {
    RunSpec spec = state.spec;
    spec.start = c.start;
    edit(state, std::move(spec), "start");
  }
  void operator()(const command::DropAt& c) const {
    RunSpec spec = state.spec;
    const Box domain = spec.domain.value_or(find_surface(spec.surface.name).info.domain);
    const double sigma = kDropSigma * std::max(width(domain), height(domain));
    spec.start = {StartKind::normal, c.at.x, c.at.y, sigma};
    state.playing = true;
    edit(state, std::move(spec), "");
  }

  void operator()(const command::SetOption& c) const { set_option(state, c.option, c.on); }
  void operator()(const command::Toggle& c) const { set_option(state, c.option, !state.options[c.option]); }
  void operator()(const command::SetColorMap& c) const { state.color_map = c.map; }
  void operator()(const command::MoveCamera& c) const {
    move_camera(state, c.camera, relief_goal(state), c.eased);
  }
  void operator()(const command::HomeView&) const {
    move_camera(state, state.options[Option::kFlat] ? flat_camera() : home_camera(), relief_goal(state),
                true);
  }

  void operator()(const command::Undo&) const { travel(state, state.undo, state.redo); }
  void operator()(const command::Redo&) const { travel(state, state.redo, state.undo); }
  void operator()(const command::SavePicture&) const { state.save_picture = true; }
  void operator()(const command::Quit&) const { state.quit = true; }
};

}  // namespace

const Choice& choice(const RunSpec& spec, Slot slot) { return choice_of(spec, slot); }

void apply(SessionState& state, const Command& command) { std::visit(Apply{state}, command); }

}  // namespace thalweg::viewer
