// SPDX-License-Identifier: MIT
#include "viewer/app/commands.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/error.h"
#include "engine/plan.h"
#include "viewer/app/command_line.h"
#include "viewer/app/doing.h"
#include "viewer/app/editing.h"
#include "viewer/app/heights.h"
#include "viewer/app/landscape_choice.h"
#include "viewer/app/methods.h"
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

void move_camera(SessionState& state, const Camera& camera, double relief, bool smoothly) {
  if (smoothly && !state.options[Option::kReducedMotion]) {
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
  opened.undo.push_back({std::move(state.spec), std::move(state.rivals)});
  opened.left = std::move(state.left);
  opened.files = std::move(state.files);
  opened.manages = state.manages;
  opened.hint = state.hint;
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
    if (c.slot != Slot::kSurface && c.slot != Slot::kProblem)
      return edit_method(state, method_of({c.slot, c.method}), "", [&](RunSpec& spec) {
        choice_of(spec, c.slot) = {c.name};
        if (c.slot == Slot::kOptimizer) spec.lr.reset(), spec.rates.clear();
      });
    RunSpec spec = state.spec, other;
    other.kind = c.slot == Slot::kSurface ? LandscapeKind::surface : LandscapeKind::problem;
    other.surface = {c.name};
    take_landscape(spec, other);
    spec.start = {};
    change_landscape(state, std::move(spec));
  }
  void operator()(const command::SetSpec& c) const {
    make_plan(c.spec);
    check_rivals(c.rivals);
    follow_heights(state, state.spec, c.spec);
    edit(state, Setup{c.spec, c.rivals}, "");
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
    edit_method(state, c.method, "", [&](RunSpec& spec) {
      std::erase_if(spec.then, [&](const SchedulePart& part) { return part.from == c.from; });
    });
  }
  void operator()(const command::SetParameter& c) const {
    edit_method(state, method_of({c.slot, c.method}), "parameter " + std::to_string(int(c.slot)) + c.name,
                [&](RunSpec& spec) { set(choice_of(spec, c.slot), c.name, c.value); });
  }
  void operator()(const command::SetRate& c) const {
    if (!c.from)
      return edit_method(state, c.method, "rate", [&](RunSpec& spec) {
        spec.lr = c.lr;
        spec.rates.clear();
      });
    check_method(state, c.method);
    RunSpec spec = with_rate(method_spec(state, c.method), *c.from, c.lr);
    if (spec == method_spec(state, c.method)) return;
    remember(state, "later rate of " + std::to_string(c.method));
    if (c.method == 0)
      state.spec = std::move(spec);
    else
      state.rivals[std::size_t(c.method - 1)].rates = std::move(spec.rates);
    state.notice.clear();
    state.rate_changes++;
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

  void operator()(const command::SetHeights& c) const {
    check(c.heights);
    state.heights = c.heights;
  }
  void operator()(const command::ToggleLogHeights&) const {
    HeightScale& scale = state.heights.scale;
    scale = scale == HeightScale::kLog ? HeightScale::kLinear : HeightScale::kLog;
  }
  void operator()(const command::SetTrailLength& c) const {
    state.trail_length = std::clamp(c.share, 0.0, 1.0);
  }
  void operator()(const command::SetTrailFade& c) const { state.trail_fade = std::clamp(c.fade, 0.0, 1.0); }
  void operator()(const command::SetTrails& c) const {
    state.trails = c.trails;
    if (state.trails) state.trails = std::clamp<i64>(*state.trails, 1, kMostTrails);
  }
  void operator()(const command::SetColoring& c) const { state.coloring = c.coloring; }
  void operator()(const command::CutAt& c) const { state.cut_at = c.at; }

  void operator()(const command::Undo&) const { travel(state, state.undo, state.redo); }
  void operator()(const command::Redo&) const { travel(state, state.redo, state.undo); }
  void operator()(const command::SavePicture&) const { state.save_picture = true; }
  void operator()(const command::Quit&) const { state.quit = true; }
  void operator()(const command::ForgetRates& c) const {
    edit_method(state, c.method, "", [](RunSpec& spec) { spec.rates.clear(); });
  }
  void operator()(const command::Faster&) const { state.speed = faster(state.speed); }
  void operator()(const command::Slower&) const { state.speed = slower(state.speed); }
  void operator()(const command::DrawBox& c) const { state.box = c.box; }
  void operator()(const command::UseBox& c) const {
    state.box.reset();
    state.zooming = false;
    const std::optional<RunSpec> spec = with_box(state.spec, c.box);
    if (!spec) return;
    if (c.box.use == BoxUse::kZoom)
      state.zoomed_from.push_back(state.spec.domain);
    else
      state.playing = true;
    edit(state, *spec, "");
  }
  void operator()(const command::ArmZoom&) const { state.zooming = !state.zooming; }
  void operator()(const command::ZoomOut&) const {
    RunSpec spec = state.spec;
    spec.domain = seen_before(state);
    edit(state, std::move(spec), "");
  }
  void operator()(const command::Follow& c) const {
    const bool there = c.particle && *c.particle >= 0 && *c.particle < state.spec.particles;
    state.followed = there ? c.particle : std::nullopt;
  }
  void operator()(const command::OpenPreset& c) const {
    const Preset& preset = preset_named(c.name);
    RunSpec spec = open_preset(state, preset);
    move_camera(state, camera_of(preset), relief_goal(state), true);
    edit(state, Setup{std::move(spec), rivals_of(preset)}, "");
  }
  void operator()(const command::LetGo&) const { let_go(state); }
  void operator()(const command::AddRival& c) const {
    Setup next{state.spec, state.rivals};
    next.rivals.push_back(c.rival ? *c.rival : next_rival(state));
    check_rivals(next.rivals);
    const std::array<bool, kMostMethods> hidden = state.hidden;
    edit(state, std::move(next), "");
    state.hidden = hidden;
  }
  void operator()(const command::RemoveMethod& c) const {
    check_method(state, c.method);
    if (state.rivals.empty()) return;
    Setup next{c.method == 0 ? method_spec(state, 1) : state.spec, state.rivals};
    next.rivals.erase(next.rivals.begin() + std::max(c.method - 1, 0));
    std::array<bool, kMostMethods> hidden = state.hidden;
    std::copy(hidden.begin() + c.method + 1, hidden.end(), hidden.begin() + c.method);
    hidden.back() = false;
    edit(state, std::move(next), "");
    state.hidden = hidden;
  }
  void operator()(const command::ToggleMethod& c) const {
    if (state.rivals.empty() || c.method < 0 || std::size_t(c.method) > state.rivals.size()) return;
    state.hidden[std::size_t(c.method)] = !state.hidden[std::size_t(c.method)];
  }

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
      Apply{other}(command::SetSpec{*run, {}});
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
  void operator()(const command::DismissHint&) const { state.hint = false; }
  void operator()(const command::CopyCommandLine&) const {
    state.files.to_clipboard = command_line(state);
    state.notice = "copied the command line";
  }
};

}  // namespace

const Choice& choice(const RunSpec& spec, Slot slot) { return choice_of(spec, slot); }

void apply(SessionState& state, const Command& command) { std::visit(Apply{state}, command); }

}  // namespace thalweg::viewer
