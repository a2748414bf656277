// SPDX-License-Identifier: MIT
#include "viewer/app/session.h"

#include <algorithm>

#include "core/error.h"
#include "engine/plan.h"
#include "viewer/app/landscape_choice.h"
#include "viewer/app/looks.h"
#include "viewer/app/methods.h"
#include "viewer/app/presets.h"

namespace thalweg::viewer {

RunSpec explorer_spec() {
  RunSpec spec;
  spec.surface = {"himmelblau"};
  // Friction (1 - momentum) / sqrt(lr) of 8.5 per unit of time: light enough to swing once around a bend of
  // the valley, heavy enough to settle.  The small rate makes the descent last some seconds on the screen.
  spec.optimizer = {"sgd", {{"momentum", 0.94}}};
  spec.lr = 5e-5;
  spec.particles = 10'000;
  spec.steps = 1'000;
  return spec;
}

Camera camera_of(const CameraPose& pose) {
  Camera camera = home_camera();
  camera.azimuth = pose.azimuth;
  camera.elevation = std::clamp(pose.elevation, kLowestElevation, 90.0);
  camera.distance = std::clamp(camera.distance / pose.zoom, kNearest, kFarthest);
  return camera;
}

void set_layers(Options& options, const std::vector<std::string>& show,
                const std::vector<std::string>& hide) {
  for (const std::string& name : hide) options.set(layer_named(name), false);
  for (const std::string& name : show) options.set(layer_named(name), true);
}

namespace {

/// What the options leave as it usually is stays as the session has it.
void keep_looks(SessionState& state, const SessionState& session, const Looks& looks) {
  const Looks usual;
  if (looks.color_map == usual.color_map) state.color_map = session.color_map;
  if (looks.color_by.empty()) state.coloring = session.coloring;
  if (looks.trail_length == usual.trail_length) state.trail_length = session.trail_length;
  if (looks.trail_fade == usual.trail_fade) state.trail_fade = session.trail_fade;
  if (looks.compare.empty()) state.rivals = session.rivals;
}

}  // namespace

SessionState make_session(const RunSpec& spec, const ViewOptions& options) {
  SessionState state;
  if (options.session) state = *options.session;
  // Another landscape is not to be seen as the session's was.
  const bool other = !options.session || !same_landscape(state.spec, spec);
  if (other) state.heights = preferred_heights(spec);
  if (options.session && (other || state.seek.value_or(0) > spec.steps)) state.seek.reset();
  state.spec = spec;
  state.playing = options.playing.value_or(state.playing);
  if (options.dark) state.options.set(Option::kLightTheme, !*options.dark);
  state.files.session = state.files.last = options.session_path;
  if (!options.preset.empty()) {
    const Preset& preset = preset_named(options.preset);
    take_look(state, preset);
    state.rivals = rivals_of(preset);
    state.camera = camera_of(preset);
    state.relief = preset.flat ? 0 : 1;
  }
  set_layers(state.options, options.show, options.hide);
  apply_looks(state, options.looks);
  if (options.session) keep_looks(state, *options.session, options.looks);
  if (options.camera) state.camera = camera_of(*options.camera);  // of a flat map, too
  if (options.looks.follow && *options.looks.follow >= spec.particles)
    throw InputError("particle " + std::to_string(*options.looks.follow) +
                     " cannot be followed: the run has " + std::to_string(spec.particles) + ", from 0");
  return state;
}

double steady_rate(const RunSpec& spec) {
  RunSpec plain;  // without the parameters, which may not fit together while they are being set
  take_landscape(plain, spec);
  plain.optimizer = {spec.optimizer.name};
  for (const auto& parameter : spec.optimizer.parameters)
    if (parameter.first == "f_star") plain.optimizer.parameters.push_back(parameter);
  const double rate = *make_plan(plain).spec.lr;
  for (const auto& [name, value] : spec.optimizer.parameters)
    if (name == "momentum" && value < 1) return rate * (1 - value);
  return rate;
}

RunSpec method_spec(const SessionState& state, int method) {
  return method == 0 ? state.spec : run_of(state.rivals[std::size_t(method - 1)], state.spec);
}

Coloring coloring_of(const SessionState& state) {
  if (state.coloring) return *state.coloring;
  return state.rivals.empty() ? Coloring::kDestination : Coloring::kMethod;
}

bool shows_density(const SessionState& state) {
  return state.options[Option::kDensity] || state.spec.particles > state.manages.separate;
}

const Camera& camera_goal(const SessionState& state) { return state.move ? state.move->to : state.camera; }

void tick(SessionState& state, double seconds) {
  if (!state.move) return;
  CameraMove& move = *state.move;
  move.elapsed += seconds;
  const double t = move.elapsed / kMoveSeconds;
  state.camera = eased(move.from, move.to, t);
  state.relief = move.relief_from + (move.relief_to - move.relief_from) * std::clamp(t, 0.0, 1.0);
  if (t >= 1) state.move.reset();
}

std::string grouped(i64 number) {
  std::string text = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t i = text.size(); i > first + 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

}  // namespace thalweg::viewer
