// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "core/error.h"
#include "viewer/scene/ticks.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

constexpr Range kRates{1e-6, 10, Scale::log}, kParticles{1, 10e6, Scale::integer},
    kSteps{1, 1e6, Scale::integer}, kSeeds{0, 1e9, Scale::integer};

double value_of(const Choice& choice, const ParameterInfo& parameter) {
  for (const auto& [name, value] : choice.parameters)
    if (name == parameter.name) return value;
  return parameter.initial;
}

void draw_parameters(const PanelInput& in, Commands& commands, Slot slot, const Parameters& parameters) {
  const Choice& chosen = choice(in.explorer.state().spec, slot);
  ImGui::PushID(int(slot));
  for (const ParameterInfo& p : parameters) {
    const double value = value_of(chosen, p);
    if (p.range.scale == Scale::flag) {
      const auto on =
          toggle(in.look, p.name.c_str(), p.meaning, value != 0, ImGui::GetContentRegionAvail().x);
      if (on) commands.push_back(command::SetParameter{slot, p.name, *on ? 1.0 : 0.0});
      continue;
    }
    if (const auto wanted = slider(in.look, {p.name.c_str(), p.meaning, p.range, p.initial, {}}, value))
      commands.push_back(command::SetParameter{slot, p.name, *wanted});
  }
  ImGui::PopID();
}

/// The entry called `name`; entries come from a registry and the name from a checked command.
template <class Entries>
const auto& entry_named(const Entries& entries, const std::string& name) {
  return *std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return name == e.info.name; });
}

/// A field to search a long list in; it has the keyboard from the beginning.
void draw_filter(const PanelInput& in, std::size_t entries) {
  constexpr std::size_t kLong = 12;
  ImGuiTextFilter& filter = in.memory.filter;
  if (ImGui::IsWindowAppearing()) {
    filter.Clear();
    if (entries > kLong) ImGui::SetKeyboardFocusHere();
  }
  if (entries <= kLong) return;
  ImGui::SetNextItemWidth(-1);
  if (ImGui::InputTextWithHint("##filter", "search", filter.InputBuf, IM_ARRAYSIZE(filter.InputBuf)))
    filter.Build();
}

bool passes(const PanelInput& in, const char* title, const char* name) {
  return in.memory.filter.PassFilter(title) || in.memory.filter.PassFilter(name);
}

/// A drop-down list of a registry; `about` says what an entry is.
template <class Entries, class About>
void draw_choice(const PanelInput& in, Commands& commands, Slot slot, const char* label,
                 const Entries& entries, About about) {
  const std::string& name = choice(in.explorer.state().spec, slot).name;
  const auto& present = entry_named(entries, name);
  choose(in.look, label, about(present), present.info.title, [&] {
    draw_filter(in, entries.size());
    bool enter = in.memory.filter.IsActive() && pressed(ImGuiKey_Enter);  // takes the first that is left
    for (const auto& e : entries) {
      if (!passes(in, e.info.title, e.info.name)) continue;
      const bool picked = item(in.look, e.info.title, &e == &present, about(e));
      if (picked || enter) commands.push_back(command::Choose{slot, e.info.name});
      if (std::exchange(enter, false)) ImGui::CloseCurrentPopup();
    }
  });
}

std::string about_rule(const char* rule, const char* source) {
  return std::strlen(source) > 0 ? std::string(rule) + "\n" + source : rule;
}

void draw_surface(const PanelInput& in, Commands& commands) {
  heading(in.look, "Surface");
  const auto about = [](const SurfaceEntry& e) { return about_rule(e.info.formula, e.info.source); };
  draw_choice(in, commands, Slot::kSurface, "function", surfaces(), about);
  const SurfaceEntry& entry = entry_named(surfaces(), in.explorer.state().spec.surface.name);
  ImGui::PushTextWrapPos(0);
  ImGui::Dummy({0, in.look.px(1)});
  label(in.look.text, in.look.secondary(), entry.info.formula);
  ImGui::PopTextWrapPos();
  draw_parameters(in, commands, Slot::kSurface, entry.parameters);
}

/// The rate in use and the one recommended for this surface and family.
void draw_rate(const PanelInput& in, Commands& commands) {
  const double rate = in.explorer.recommended_rate();
  const SliderInfo info{"lr", "learning rate: how far a step goes for a given gradient", kRates, rate, rate};
  const std::optional<double>& chosen = in.explorer.state().spec.lr;
  if (const auto wanted = slider(in.look, info, chosen ? *chosen : *in.explorer.plan().spec.lr))
    commands.push_back(command::SetRate{*wanted});
}

void draw_optimizer(const PanelInput& in, Commands& commands) {
  heading(in.look, "Optimizer");
  draw_choice(in, commands, Slot::kOptimizer, "method", optimizers(),
              [](const OptimizerEntry& e) { return about_rule(e.info.rule, e.info.source); });
  const RunSpec& spec = in.explorer.state().spec;
  draw_rate(in, commands);
  draw_parameters(in, commands, Slot::kOptimizer, entry_named(optimizers(), spec.optimizer.name).parameters);
  draw_choice(in, commands, Slot::kSchedule, "schedule", schedules(),
              [](const ScheduleEntry& e) { return about_rule(e.info.formula, e.info.source); });
  draw_parameters(in, commands, Slot::kSchedule, entry_named(schedules(), spec.schedule.name).parameters);
  draw_choice(in, commands, Slot::kNoise, "noise", noises(),
              [](const NoiseEntry& e) { return about_rule(e.info.formula, e.info.source); });
  draw_parameters(in, commands, Slot::kNoise, entry_named(noises(), spec.noise.name).parameters);
}

struct StartName {
  StartKind kind;
  const char *title, *meaning;
};
constexpr StartName kStarts[] = {
    {StartKind::uniform, "Everywhere", "uniformly random in the domain"},
    {StartKind::sobol, "Evenly", "a Sobol sequence: random, without clumps and holes"},
    {StartKind::grid, "On a grid", "at the centres of a regular grid"},
    {StartKind::normal, "In a cloud", "normally distributed; click the surface to move it"},
};

void draw_start_kind(const PanelInput& in, Commands& commands) {
  const Start& start = in.explorer.state().spec.start;
  const auto found = std::find_if(std::begin(kStarts), std::end(kStarts),
                                  [&](const StartName& s) { return s.kind == start.kind; });
  const char* shown = found == std::end(kStarts) ? "At one point" : found->title;
  choose(in.look, "start", "where the particles begin; click the surface to drop them there", shown, [&] {
    for (const StartName& s : kStarts)
      if (item(in.look, s.title, s.kind == start.kind, s.meaning))
        commands.push_back(command::SetStart{{s.kind}});
  });
  if (start.kind != StartKind::normal) return;
  const Box& domain = in.explorer.plan().landscape.domain;
  const double size = width(domain), standard = size / 6;
  const SliderInfo info{"spread", "standard deviation of the cloud", {0, size / 2}, standard, {}};
  if (const auto wanted = slider(in.look, info, start.sigma.value_or(standard))) {
    Start other = start;
    other.sigma = *wanted;
    commands.push_back(command::SetStart{other});
  }
}

void draw_particles(const PanelInput& in, Commands& commands) {
  heading(in.look, "Particles");
  const RunSpec& spec = in.explorer.state().spec;
  draw_start_kind(in, commands);
  const RunSpec defaults;
  const auto count = [&](const char* name, const char* meaning, const Range& range, double initial,
                         double value) {
    return slider(in.look, {name, meaning, range, initial, {}}, value);
  };
  if (const auto n = count("particles", "independent runs of the optimizer", kParticles,
                           double(defaults.particles), double(spec.particles)))
    commands.push_back(command::SetParticles{i64(*n)});
  if (const auto n = count("steps", "length of the run", kSteps, double(defaults.steps), double(spec.steps)))
    commands.push_back(command::SetSteps{i64(*n)});
  if (const auto n = count("seed", "of the random starts and of the noise", kSeeds, double(defaults.seed),
                           double(spec.seed)))
    commands.push_back(command::SetSeed{u64(*n)});
}

struct OptionName {
  Option option;
  const char *title, *meaning;
};
constexpr OptionName kShown[] = {
    {Option::kTrails, "Trails", "where the particles came from (T)"},
    {Option::kParticles, "Particles", "where they are"},
    {Option::kContours, "Contours", "lines of equal loss (C)"},
    {Option::kMinima, "Minima", "known and found minima (M)"},
    {Option::kLogHeight, "Log height", "heights by the logarithm of the loss (L)"},
    {Option::kFlat, "Flat map", "seen from above, without relief (F)"},
    {Option::kAxes, "Axes", "ticks and numbers along the edges"},
    {Option::kLightTheme, "Light theme", "for bright rooms and for paper"},
};

void draw_view(const PanelInput& in, Commands& commands) {
  heading(in.look, "View");
  const SessionState& state = in.explorer.state();
  const float column = std::floor(0.5f * ImGui::GetContentRegionAvail().x);
  bool second = false;
  for (const OptionName& o : kShown) {
    if (second) ImGui::SameLine(0, 0);
    if (const auto on = toggle(in.look, o.title, o.meaning, state.options[o.option], column))
      commands.push_back(command::SetOption{o.option, *on});
    second = !second;
  }
  choose(in.look, "colours", "of the surface, low losses first; all three are safe for colour-blind eyes",
         std::string(name(state.color_map)).c_str(), [&] {
           for (const ColorMap map : {ColorMap::kViridis, ColorMap::kCividis, ColorMap::kMagma})
             if (item(in.look, std::string(name(map)).c_str(), map == state.color_map, ""))
               commands.push_back(command::SetColorMap{map});
         });
}

}  // namespace

void begin_panel(const char* name, const Area& area, double padding_x, double padding_y, float scale,
                 int flags) {
  ImGui::SetNextWindowPos({float(area.x), float(area.y)});
  ImGui::SetNextWindowSize({float(area.width), float(area.height)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {float(padding_x) * scale, float(padding_y) * scale});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::Begin(name, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav | flags);
  ImGui::PopStyleVar(2);
}

void draw_left_panel(const PanelInput& in, Commands& commands) {
  if (in.layout.left.width <= 0) return;
  begin_panel("left", in.layout.left, 16, 8, in.look.scale);
  ImGui::BeginChild("scrolled", {0, 0}, false, ImGuiWindowFlags_NoNav);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, in.look.px(1)});
  draw_surface(in, commands);
  draw_optimizer(in, commands);
  draw_particles(in, commands);
  draw_view(in, commands);
  ImGui::PopStyleVar();
  ImGui::EndChild();
  const Area& a = in.layout.left;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRectFullScreen();  // the border is outside the padding
  list.AddLine({float(a.x + a.width) - 0.5f, float(a.y)},
               {float(a.x + a.width) - 0.5f, float(a.y + a.height)}, in.look.line());
  list.PopClipRect();
  ImGui::End();
}

}  // namespace thalweg::viewer::ui
