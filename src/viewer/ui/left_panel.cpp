// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.h"
#include "viewer/app/describe.h"
#include "viewer/scene/ticks.h"
#include "viewer/ui/choices.h"

namespace thalweg::viewer::ui {
namespace {

constexpr Range kRates{1e-6, 10, Scale::log}, kParticles{1, 10e6, Scale::integer},
    kSteps{1, 1e6, Scale::integer}, kSeeds{0, 1e9, Scale::integer}, kClips{0, 1e4, Scale::log};

/// The rate in use and the one recommended for this surface and family.
void draw_rate(const PanelInput& in, Commands& commands, int method) {
  const RunSpec spec = method_spec(in.explorer.state(), method);
  const Simulation* run = in.explorer.simulation(method);
  const double rate = in.explorer.recommended_rate(method);
  const std::optional<i64> live = in.explorer.live_step(method);
  const double all = spec.lr ? *spec.lr : run ? *run->plan().spec.lr : rate;
  const double present = live ? in.explorer.present_rate(method) : all;
  const std::string meaning = "learning rate: how far a step goes for a given gradient";
  SliderInfo info{"lr", meaning + (live ? "; while the run goes on, from the present step on" : ""), kRates,
                  rate, rate};
  if (!std::isfinite(rate)) {
    info.initial = std::isfinite(present) ? present : 1e-3;
    info.mark.reset();
  }
  if (const auto wanted = slider(in.look, info, std::isfinite(present) ? present : info.initial))
    commands.push_back(command::SetRate{*wanted, method, live});
}

/// Rates that were changed while the run went on, in one line.
void draw_later_rates(const PanelInput& in, Commands& commands, int method) {
  const std::vector<RateChange> rates = method_spec(in.explorer.state(), method).rates;
  if (rates.empty()) return;
  std::string text = "lr " + tick_label(rates.back().lr) + " from step " + grouped(rates.back().from);
  if (rates.size() > 1) text = grouped(i64(rates.size())) + " changes, " + text;
  if (removable(in.look, text.c_str(), "changed while the run went on; without it the run begins again"))
    commands.push_back(command::ForgetRates{method});
}

/// Schedules that take over later can be looked at and taken away; they come from the command line or a saved
/// spec.
void draw_later_schedules(const PanelInput& in, Commands& commands, int method) {
  for (const SchedulePart& part : method_spec(in.explorer.state(), method).then) {
    const ScheduleEntry& entry = entry_named(schedules(), part.schedule.name);
    const std::string title =
        "then " + describe(entry.info.title, part.schedule) + " from step " + grouped(part.from);
    if (removable(in.look, title.c_str(), entry.info.formula))
      commands.push_back(command::RemoveSchedule{part.from, method});
  }
}

void draw_clips(const PanelInput& in, Commands& commands) {
  const RunSpec& spec = in.explorer.state().spec;
  const auto limit = [&](const char* name, const char* meaning, const std::optional<double>& value) {
    return slider(in.look, {name, meaning, kClips, 0, {}}, value.value_or(0));
  };
  const auto optional = [](double value) { return value > 0 ? std::optional(value) : std::nullopt; };
  if (const auto n =
          limit("clip norm", "gradients longer than this are shortened to it; 0: off", spec.clip_norm))
    commands.push_back(command::SetClipNorm{optional(*n)});
  if (const auto n =
          limit("clip value", "components of the gradient are limited to this size; 0: off", spec.clip_value))
    commands.push_back(command::SetClipValue{optional(*n)});
}

/// What all methods share.
void draw_noise(const PanelInput& in, Commands& commands) {
  const RunSpec& spec = in.explorer.state().spec;
  draw_choice(
      in, commands, Slot::kNoise, "noise", noises(),
      [](const NoiseEntry& e) { return about_rule(e.info.formula, e.info.source); },
      [&](const NoiseEntry& e) { return !e.samples || spec.kind == LandscapeKind::problem; });
  draw_parameters(in, commands, Slot::kNoise, entry_named(noises(), spec.noise.name).parameters);
  draw_clips(in, commands);
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
    {StartKind::box, "In a box", "uniformly random in a box; Ctrl and drag on the surface to draw it"},
};

/// A box begins as the middle of what is seen.
Command begin_at(const PanelInput& in, StartKind kind) {
  if (kind != StartKind::box) return command::SetStart{{kind}};
  const Box& seen = in.explorer.surface()->domain;
  Box box = seen;
  box.x0 += width(seen) / 4;
  box.x1 -= width(seen) / 4;
  box.y0 += height(seen) / 4;
  box.y1 -= height(seen) / 4;
  return command::UseBox{{box, BoxUse::kSeed}};
}

void draw_start_kind(const PanelInput& in, Commands& commands) {
  const Start& start = in.explorer.state().spec.start;
  const auto found = std::find_if(std::begin(kStarts), std::end(kStarts),
                                  [&](const StartName& s) { return s.kind == start.kind; });
  const char* shown = found == std::end(kStarts) ? "At one point" : found->title;
  choose(in.look, "start",
         "where the particles begin; click the surface to drop them there, or draw a box with Ctrl and drag",
         shown, [&] {
           for (const StartName& s : kStarts)
             if (item(in.look, s.title, s.kind == start.kind, s.meaning))
               commands.push_back(begin_at(in, s.kind));
         });
  if (start.kind == StartKind::box && start.box) {
    label(in.look.number, in.look.secondary(), box_text(*start.box, start.box->weights).c_str());
    ImGui::Dummy({0, in.look.px(6)});
  }
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
    {Option::kCritical, "Critical points",
     "all minima, saddles and maxima, and the minima of the rim; point at one for its numbers (K)"},
    {Option::kPasses, "Passes",
     "from every saddle the ways down to the minima on both sides, with the saddle's height; dashed, uphill: "
     "the borders between basins of the gradient flow (P)"},
    {Option::kMergeTree, "Merge tree",
     "which minimum runs over into which as the water rises, and a slider that hides shallow ones (J)"},
    {Option::kBasins, "Basins",
     "every start in the colour of the minimum that it ends in, for this optimizer (B)"},
    {Option::kFlowDifference, "Flow differs",
     "bright where this optimizer ends elsewhere than the gradient flow from the same start (D)"},
    {Option::kStability, "Stability",
     "hatched where the largest curvature is above what the learning rate can bear (S)"},
    {Option::kGradient, "Descent field",
     "arrows where the ground falls, along -grad f; longer where it is steeper, by the logarithm (G)"},
    {Option::kWireframe, "Wireframe", "lines at round coordinates (W)"},
    {Option::kDensity, "Density",
     "how many particles are where, instead of each of them; always above 200,000 particles (N)"},
    {Option::kSlice, "Slices", "a card with the losses along lines through a point (X)"},
    {Option::kFlat, "Flat map", "seen from above, without relief (F)"},
    {Option::kAxes, "Axes", "ticks and numbers along the edges"},
    {Option::kLightTheme, "Light theme", "for bright rooms and for paper"},
    {Option::kReducedMotion, "Less motion",
     "the camera jumps to where it is asked to be instead of moving there"},
    {Option::kExplain, "Step by step",
     "the next step of one particle: what the rule asks, what it remembers and where that leads, with arrows "
     "on the surface; Right takes it (I)"},
};

void draw_heights(const PanelInput& in, Commands& commands) {
  constexpr const char* kNames[] = {"Linear", "Log", "Power"};
  constexpr const char* kMeanings[] = {
      "heights are losses: steep where the loss is steep (L)",
      "heights by the logarithm of the loss above the lowest: shows valleys below high walls (L)",
      "heights are a power of the loss above the lowest: below 1 raises valleys, above 1 flattens them"};
  const Look& look = in.look;
  const HeightChoice& now = in.explorer.state().heights;
  HeightChoice wanted = now;
  row_label(look, "heights", "how losses become heights and colours");
  if (const auto scale = segments(look, "heights", kNames, kMeanings, int(now.scale)))
    wanted.scale = HeightScale(*scale);
  if (now.scale == HeightScale::kPower)
    if (const auto e = slider(look,
                              {"exponent",
                               "of the share of the range of losses",
                               {kLeastExponent, kMostExponent, Scale::log},
                               HeightChoice().exponent,
                               {}},
                              now.exponent))
      wanted.exponent = *e;
  const HeightTransform& shown = in.explorer.surface()->transform;
  if (const auto limits = range_fields(
          look, "losses",
          "lowest and highest loss that is told apart; the surface is cut off there, grey and hatched",
          shown.vmin, shown.vmax)) {
    if (limits->first != shown.vmin) wanted.low = limits->first;
    if (limits->second != shown.vmax) wanted.high = limits->second;
  }
  if ((now.low || now.high) && removable(look, "cut off beyond these", "show all losses again"))
    wanted.low = wanted.high = std::nullopt;
  if (wanted != now) commands.push_back(command::SetHeights{wanted});
}

/// Lengths and fading of trails, and what the particles' colours say.
void draw_trails(const PanelInput& in, Commands& commands) {
  const SessionState& state = in.explorer.state();
  const SessionState plain;
  if (state.options[Option::kTrails]) {
    const double most = double(std::min<i64>(state.spec.particles, kMostTrails));
    const double usual = std::min(double(state.manages.trails), most);
    if (most > 1)
      if (const auto n =
              slider(in.look,
                     {"trails",
                      std::string(kTrailsMeaning) + "; a double click: as many as are drawn smoothly",
                      {1, most, Scale::integer},
                      usual,
                      {}},
                     std::min(double(state.trails.value_or(state.manages.trails)), most)))
        commands.push_back(
            command::SetTrails{*n == usual ? std::nullopt : std::optional(i64(std::lround(*n)))});
    if (const auto share = slider(in.look,
                                  {"length",
                                   "share of the recorded way that is drawn, the last part",
                                   {0, 1},
                                   plain.trail_length,
                                   {}},
                                  state.trail_length))
      commands.push_back(command::SetTrailLength{*share});
    if (const auto fade = slider(
            in.look,
            {"fading", "how much older parts of a trail fade; 0: not at all", {0, 1}, plain.trail_fade, {}},
            state.trail_fade))
      commands.push_back(command::SetTrailFade{*fade});
  }
  struct Way {
    Coloring coloring;
    const char *title, *meaning;
  };
  constexpr Way kWays[] = {
      {Coloring::kDestination, "Minimum", "the colour of a particle says at which minimum it will end"},
      {Coloring::kOutcome, "Outcome",
       "the colour of a particle says how it will end: at the global or a local minimum, at a saddle, "
       "oscillating, diverging, ..."},
      {Coloring::kMethod, "Method", "the colour of a particle says which optimizer moves it"},
  };
  const Coloring present = coloring_of(state);
  choose(in.look, "coloured by", "what the colours of particles say", kWays[std::size_t(present)].title, [&] {
    for (const Way& way : kWays)
      if (way.coloring != Coloring::kMethod || !state.rivals.empty())
        if (item(in.look, way.title, way.coloring == present, way.meaning))
          commands.push_back(command::SetColoring{way.coloring});
  });
}

void draw_view(const PanelInput& in, Commands& commands) {
  heading(in.look, "View");
  const SessionState& state = in.explorer.state();
  const float column = std::floor(0.5f * ImGui::GetContentRegionAvail().x);
  bool second = false;
  for (const OptionName& o : kShown) {
    if (second) ImGui::SameLine(0, 0);
    if (const auto on =
            toggle(in.look, o.title, o.meaning,
                   o.option == Option::kDensity ? shows_density(state) : state.options[o.option], column))
      commands.push_back(command::SetOption{o.option, *on});
    second = !second;
  }
  if (state.spec.particles > state.manages.separate)
    label(in.look.text, in.look.secondary(),
          ("density: more than " + grouped(state.manages.separate) + " particles").c_str());
  draw_heights(in, commands);
  draw_trails(in, commands);
  choose(in.look, "colours", "of the surface, low losses first; all three are safe for colour-blind eyes",
         std::string(name(state.color_map)).c_str(), [&] {
           for (const ColorMap map :
                {ColorMap::kViridis, ColorMap::kCividis, ColorMap::kMagma, ColorMap::kDiverging})
             if (item(in.look, std::string(name(map)).c_str(), map == state.color_map, ""))
               commands.push_back(command::SetColorMap{map});
         });
}

}  // namespace

void draw_method(const PanelInput& in, Commands& commands, int method) {
  const Target optimizer(Slot::kOptimizer, method), schedule(Slot::kSchedule, method);
  const SessionState& state = in.explorer.state();
  draw_choice(in, commands, optimizer, "method", optimizers(),
              [](const OptimizerEntry& e) { return about_rule(e.info.rule, e.info.source); });
  draw_rate(in, commands, method);
  draw_later_rates(in, commands, method);
  draw_parameters(in, commands, optimizer,
                  entry_named(optimizers(), choice(state, optimizer).name).parameters);
  draw_choice(in, commands, schedule, "schedule", schedules(),
              [](const ScheduleEntry& e) { return about_rule(e.info.formula, e.info.source); });
  draw_parameters(in, commands, schedule, entry_named(schedules(), choice(state, schedule).name).parameters);
  draw_later_schedules(in, commands, method);
}

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
  draw_landscape(in, commands);
  draw_methods(in, commands);
  draw_noise(in, commands);
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
