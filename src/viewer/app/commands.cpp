// SPDX-License-Identifier: MIT
#include "viewer/app/commands.h"

#include <algorithm>
#include <filesystem>

#include "core/error.h"
#include "engine/plan.h"
#include "viewer/app/command_line.h"
#include "viewer/app/landscape_choice.h"
#include "viewer/app/session_file.h"

namespace thalweg::viewer {
namespace {

/// Of a spec that may be changed, or of one that may not.
template <class Spec>
auto& choice_of(Spec& spec, Slot slot) {
  switch (slot) {
    case Slot::kSurface:
    case Slot::kProblem:
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
    case Slot::kProblem:
      find_problem(name);
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

int count_weights(const RunSpec& spec) { return weights(make_landscape(spec)); }

/// Nothing where the optimizer first needs to be told something.
std::optional<double> rate_for(const RunSpec& spec) {
  make_landscape(spec);  // whose errors are to be seen
  try {
    return steady_rate(spec);
  } catch (const InputError&) {
    return {};
  }
}

/// What was found on another landscape.
void forget_points(SessionState& state) {
  state.selected.reset();
  state.least_persistence = 0;
}

/// Takes over a spec that differs from the present one.  Consecutive edits of the same name are undone
/// together.
void edit(SessionState& state, RunSpec spec, const std::string& what) {
  if (spec == state.spec) return;
  if (what.empty() || state.last_edit != what || state.undo.empty()) {
    state.undo.push_back(state.spec);
    if (state.undo.size() > kMostUndo) state.undo.erase(state.undo.begin());
  }
  state.redo.clear();
  state.last_edit = what;
  if (!same_landscape(state.spec, spec)) forget_points(state);
  state.spec = std::move(spec);
  state.restarts++;
  state.seek.reset();
  state.single_steps = 0;
  state.notice.clear();
}

/// Heights follow the landscape's wish when it changes, and otherwise stay as the user wants them.
void follow_heights(SessionState& state, const RunSpec& before, const RunSpec& now) {
  if (same_landscape(before, now)) return;
  const bool wish = prefers_log(now);
  if (now.kind == LandscapeKind::formula && before.kind == now.kind && wish == prefers_log(before)) return;
  state.options.set(Option::kLogHeight, wish);
}

/// Takes over a spec with another landscape and what suits it.
void change_landscape(SessionState& state, RunSpec spec, const std::string& what = "") {
  if (spec.kind != LandscapeKind::problem && find_noise(spec.noise.name).samples) spec.noise = {"none"};
  spec.lr = rate_for(spec);
  follow_heights(state, state.spec, spec);
  edit(state, std::move(spec), what);
}

/// Undo and redo are the same with the stacks exchanged.
void travel(SessionState& state, std::vector<RunSpec>& from, std::vector<RunSpec>& to) {
  if (from.empty()) return;
  to.push_back(std::move(state.spec));
  state.spec = std::move(from.back());
  from.pop_back();
  if (!same_landscape(to.back(), state.spec)) forget_points(state);
  try {
    follow_heights(state, to.back(), state.spec);
  } catch (const InputError&) {  // of a landscape that could not be shown either
  }
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

void check_replaced(const std::string& path, bool may_be) {
  std::error_code ignored;
  if (!may_be && !path.empty() && std::filesystem::exists(path, ignored))
    throw InputError("'" + path + "' is there already: press again to replace it");
}

/// Everything that a session file keeps; the window and its files stay as they are, and opening can be undone
/// as far as the run goes.
void take_session(SessionState& state, SessionState opened) {
  for (const Option own : {Option::kFullScreen, Option::kHelp}) opened.options.set(own, state.options[own]);
  opened.restarts = state.restarts + 1;
  opened.undo = std::move(state.undo);
  opened.undo.push_back(std::move(state.spec));
  opened.left = std::move(state.left);
  opened.files = std::move(state.files);
  state = std::move(opened);
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
    if (c.slot != Slot::kSurface && c.slot != Slot::kProblem) return edit(state, std::move(spec), "");
    RunSpec other;
    other.kind = c.slot == Slot::kSurface ? LandscapeKind::surface : LandscapeKind::problem;
    other.surface = {c.name};
    take_landscape(spec, other);
    spec.start = {};
    change_landscape(state, std::move(spec));
  }
  void operator()(const command::SetSpec& c) const {
    make_plan(c.spec);
    follow_heights(state, state.spec, c.spec);
    edit(state, c.spec, "");
  }
  void operator()(const command::ChooseKind& c) const {
    if (c.kind == state.spec.kind) return;
    const std::optional<RunSpec>& before = state.left[std::size_t(c.kind)];
    RunSpec spec = state.spec;
    take_landscape(spec, before ? *before : first_landscape(c.kind, state.spec));
    spec.start = {};
    RunSpec present = state.spec;
    change_landscape(state, std::move(spec));
    state.left[std::size_t(present.kind)] = std::move(present);
  }
  void operator()(const command::SetFormula& c) const {
    RunSpec spec = state.spec;
    set_formula(spec, c.text);
    if (spec.kind != state.spec.kind || count_weights(spec) != count_weights(state.spec)) spec.start = {};
    change_landscape(state, std::move(spec), "formula " + std::to_string(c.session));
  }
  void operator()(const command::SetDomain& c) const {
    RunSpec spec = state.spec;
    spec.domain = c.domain;
    make_landscape(spec);
    edit(state, std::move(spec), "domain");
  }
  void operator()(const command::SetScaling& c) const {
    RunSpec spec = state.spec;
    spec.scaling = c.scaling;
    spec.domain.reset();
    spec.start = {};
    change_landscape(state, std::move(spec));
  }
  void operator()(const command::SetClipNorm& c) const {
    RunSpec spec = state.spec;
    spec.clip_norm = c.limit;
    edit(state, std::move(spec), "clip norm");
  }
  void operator()(const command::SetClipValue& c) const {
    RunSpec spec = state.spec;
    spec.clip_value = c.limit;
    edit(state, std::move(spec), "clip value");
  }
  void operator()(const command::RemoveSchedule& c) const {
    RunSpec spec = state.spec;
    std::erase_if(spec.then, [&](const SchedulePart& part) { return part.from == c.from; });
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
    const Landscape f = make_landscape(spec);
    const double sizes[] = {width(f.domain), height(f.domain), depth(f.domain)};
    const double sigma = kDropSigma * *std::max_element(sizes, sizes + weights(f));
    spec.start = {StartKind::normal, c.at.x, {}, sigma, {}};
    if (weights(f) > 1) spec.start.y = c.at.y;
    if (weights(f) > 2) spec.start.z = c.at.z;
    state.playing = true;
    edit(state, std::move(spec), "");
  }

  void operator()(const command::SetOption& c) const { set_option(state, c.option, c.on); }
  void operator()(const command::Toggle& c) const { set_option(state, c.option, !state.options[c.option]); }
  void operator()(const command::SetColorMap& c) const { state.color_map = c.map; }
  void operator()(const command::Select& c) const { state.selected = c.at; }
  void operator()(const command::SetLeastPersistence& c) const {
    state.least_persistence = std::max(0.0, c.persistence);
  }
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

  void show_files(bool saving) const {
    state.files.saving = saving;
    set_option(state, Option::kFiles, true);
  }
  void operator()(const command::OpenFile& c) const {
    if (c.path.empty()) return show_files(false);
    Opened opened = read_opened(c.path, state.spec);
    SessionState other = state;
    if (auto* landscape = std::get_if<OpenedLandscape>(&opened)) {
      RunSpec spec = state.spec;
      take_landscape(spec, landscape->spec);
      spec.start = {};
      change_landscape(other, std::move(spec));
    } else if (auto* run = std::get_if<RunSpec>(&opened)) {
      Apply{other}(command::SetSpec{*run});
    } else {
      take_session(other, std::get<SessionState>(opened));
    }
    other.files.session = std::holds_alternative<SessionState>(opened) ? c.path : "";
    other.files.last = c.path;
    other.options.set(Option::kFiles, false);
    other.notice = "opened " + c.path;
    state = std::move(other);
  }
  void operator()(const command::SaveSession& c) const {
    const std::string path = c.path.empty() ? state.files.session : c.path;
    if (path.empty() || c.as) return show_files(true);
    check_replaced(path, c.replace || path == state.files.session);
    state.files.save = path;
  }
  void operator()(const command::SavePictureAs& c) const {
    check_replaced(c.picture.path, c.replace);
    state.files.picture = c.picture;
  }
  void operator()(const command::StartFilm& c) const {
    if (state.files.film) throw InputError("a film is being recorded already");
    check_replaced(c.film.path, c.replace);
    state.files.film = c.film;
    state.files.film_frames = 0;
    state.files.keep_film = true;
    state.playing = true;
    state.options.set(Option::kFiles, false);
  }
  void operator()(const command::StopFilm& c) const {
    state.files.film.reset();
    state.files.keep_film = c.keep;
  }
  void operator()(const command::StartExport& c) const {
    if (state.files.exporting) throw InputError("an export is on its way already");
    check_replaced(c.file.path.string(), c.replace);
    check_export(c.file, state.spec);
    state.files.start_export = c.file;
  }
  void operator()(const command::CancelExport&) const { state.files.cancel_export = state.files.exporting; }
  void operator()(const command::CopyCommandLine&) const {
    state.files.to_clipboard = command_line(state);
    state.notice = "copied the command line";
  }
};

}  // namespace

const Choice& choice(const RunSpec& spec, Slot slot) { return choice_of(spec, slot); }

void apply(SessionState& state, const Command& command) { std::visit(Apply{state}, command); }

}  // namespace thalweg::viewer
