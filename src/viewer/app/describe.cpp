// SPDX-License-Identifier: MIT
#include "viewer/app/describe.h"

#include <algorithm>
#include <cmath>

#include "viewer/app/landscape_choice.h"
#include "viewer/app/methods.h"
#include "viewer/app/outcome_colors.h"
#include "viewer/app/sharpness.h"
#include "viewer/app/slice.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

constexpr const char* kDot = " \u00b7 ";

std::vector<KeyEntry> key_of(const Destinations& found, const Landscape& f) {
  std::vector<KeyEntry> key;
  const double particles = double(std::max<std::size_t>(found.label.size(), 1));
  for (std::size_t i = 0; i < found.result.minima.size(); i++) {
    const ReachedMinimum& m = found.result.minima[i];
    // Two coordinates are set in columns by the legend.
    const std::string text = weights(f) == 2 ? "" : point_text(m.at, weights(f), 3);
    key.push_back({found.minimum[i], m.global, text, to_drawing(f, m.at), double(m.count) / particles});
  }
  return key;
}

/// In the colours of where its particles end.  Particles that are seen as a crowd need not leave their
/// machine.
Swarm swarm_of(Simulation& simulation, bool crowd) {
  Swarm swarm;
  const i64 particles = simulation.plan().spec.particles;
  const bool on_card = simulation.on_card();
  if (on_card) {
    swarm.source = &simulation;
    swarm.on_card = crowd ? 0 : std::size_t(particles);
  }
  swarm.particles = {on_card || crowd ? std::span<const float>() : simulation.xy(), simulation.labels(),
                     simulation.version()};
  const thalweg::TrailView trails = on_card ? simulation.trail_shape() : simulation.trails();
  if (trails.length > 0)
    swarm.trails = {on_card ? std::span<const float>() : simulation.trail_xy(),
                    int(trails.particles),
                    int(trails.length),
                    u64(trails.written),
                    simulation.generation(),
                    std::size_t(particles)};
  return swarm;
}

/// All in the colour of a method.
void color_by_method(Swarm& swarm, std::size_t method) {
  swarm.particles.label = {};
  swarm.palette = std::span(kOptimizerPalette).subspan(method, 1);
}

std::vector<KeyEntry> key_of(const SessionState& state, const Landscape& f, std::span<const MethodRun> runs) {
  const std::vector<std::string> names = method_names(state);
  const std::vector<MethodResult> results = compare(f, runs);
  std::vector<KeyEntry> key;
  for (std::size_t m = 0; m < results.size() && m < names.size(); m++) {
    if (state.hidden[m] || !runs[m].plan) continue;
    KeyEntry entry{.text = names[m], .color = kOptimizerPalette[m]};
    if (results[m].known) entry.fraction = share(results[m]);
    key.push_back(std::move(entry));
  }
  return key;
}

}  // namespace

std::string describe(const std::string& title, const Choice& choice) {
  std::string text = title;
  for (const auto& [name, value] : choice.parameters) text += ", " + name + " " + tick_label(value);
  return text;
}

std::string describe(const Plan& plan, i64 step) {
  const i64 n = plan.spec.particles;
  std::string text = grouped(n) + (n == 1 ? " particle" : " particles") + kDot +
                     describe(plan.optimizer->info.title, plan.spec.optimizer);
  if (plan.noise->random) text += kDot + describe(plan.noise->info.title, plan.spec.noise);
  return text + kDot + "step " + grouped(step);
}

void show_features(Scene& scene, const Landscape& f, const std::vector<Feature>& features,
                   const SessionState& state) {
  for (const Feature& feature : features)
    if (is_shown(feature, state)) scene.markers.push_back(marker_of(f, feature));
  if (state.selected)
    scene.markers.push_back({to_drawing(f, *state.selected), MarkerKind::kSelection, kNeutralLabel, false});
}

void show_passes(Scene& scene, const Findings& findings, const std::vector<Feature>& features,
                 const SessionState& state) {
  if (!state.options[Option::kPasses] || !findings.passes) return;
  scene.ways = findings.ways;
  scene.separatrices = findings.separatrices;
  std::vector<const Feature*> passes;
  for (const Feature& feature : features)
    if (feature.joins && is_shown(feature, state)) passes.push_back(&feature);
  std::sort(passes.begin(), passes.end(),
            [](const Feature* a, const Feature* b) { return a->value < b->value; });
  if (passes.size() > kMostPassLabels) return;
  const HeightTransform& heights = scene.surface->transform;
  for (const Feature* pass : passes)
    scene.labels.push_back({pass->at, value_label(pass->value, heights.vmax - heights.vmin)});
}

void show_stability(Scene& scene, const Plan& plan, std::shared_ptr<const SharpnessMap> sharpness) {
  const std::optional<double> limit = unstable_above(plan);
  if (!limit || !sharpness) return;
  scene.sharpness = std::move(sharpness);
  scene.unstable_above = *limit;
  scene.legend.subtitle += kDot + ("hatched: " + stability_text(plan));
}

void show_run(Scene& scene, Simulation& simulation, double slice, bool hidden) {
  const Plan& plan = simulation.plan();
  const Destinations* found = simulation.forerunner().destinations();
  if (!hidden) scene.swarms.push_back(swarm_of(simulation, scene.crowd != nullptr));
  scene.legend.title = landscape_title(plan.spec, plan.landscape);
  scene.legend.subtitle = describe(plan, simulation.step());
  const std::string where = slice_text(plan.landscape, slice);
  if (!where.empty()) scene.legend.subtitle += kDot + where;
  const std::vector<std::string> names = coordinate_names(weights(plan.landscape));
  scene.legend.x_name = names[0];
  scene.legend.y_name = names.size() > 1 ? names[1] : "";
  if (found) scene.legend.key = key_of(*found, plan.landscape);
}

std::vector<MethodRun> method_runs(const Simulation& first, const RivalRuns& rivals) {
  std::vector<MethodRun> runs;
  const auto add = [&](const Simulation* s) {
    MethodRun& run = runs.emplace_back();
    if (s) run = {&s->plan(), s->forerunner().history(), s->forerunner().destinations()};
  };
  add(&first);
  for (std::size_t i = 0; i < rivals.count(); i++) add(rivals.run(i));
  return runs;
}

std::vector<CrowdPaint> crowd_paints(const SessionState& state, Simulation& first, RivalRuns& rivals) {
  const Coloring coloring = coloring_of(state);
  const Destinations* const known = first.forerunner().destinations();
  std::vector<CrowdPaint> paints;
  const auto add = [&](const Simulation& run, int method, auto labels) {
    CrowdPaint& paint = paints.emplace_back();
    const Destinations* found = run.forerunner().destinations();
    if (coloring == Coloring::kMethod)
      paint.palette = std::span(kOptimizerPalette).subspan(std::size_t(method), 1);
    else if (found && coloring == Coloring::kOutcome)
      paint = {found->outcome, kOutcomePalette};
    else if (found && known)
      paint = {labels(), kBasinPalette};
  };
  if (shows(state, 0)) add(first, 0, [&] { return first.labels(); });
  for (std::size_t i = 0; i < rivals.count(); i++)
    if (rivals.run(i) && shows(state, int(i) + 1))
      add(*rivals.run(i), int(i) + 1, [&] { return rivals.labels(i, known); });
  return paints;
}

void show_rivals(Scene& scene, const SessionState& state, const Simulation& first, RivalRuns& rivals) {
  if (rivals.count() == 0) return;
  const Coloring coloring = coloring_of(state);
  const Destinations* known = first.forerunner().destinations();
  for (std::size_t i = 0; i < rivals.count(); i++) {
    if (!rivals.run(i) || !shows(state, int(i) + 1)) continue;
    Swarm swarm = swarm_of(*rivals.run(i), scene.crowd != nullptr);
    swarm.particles.version = rivals.version(i);
    swarm.trails.generation = rivals.generation(i);
    if (coloring == Coloring::kMethod)
      color_by_method(swarm, i + 1);
    else
      swarm.particles.label = rivals.labels(i, known);
    scene.swarms.push_back(std::move(swarm));
  }
  if (coloring == Coloring::kMethod && shows(state, 0)) color_by_method(scene.swarms.front(), 0);
  // Equal counters of different colours must not look the same.
  for (Swarm& swarm : scene.swarms)
    swarm.particles.version = swarm.particles.version << 3 | u64(coloring) << 1 | u64(known != nullptr);
  const Plan& plan = first.plan();
  scene.legend.subtitle = std::to_string(rivals.count() + 1) + " methods" + kDot +
                          grouped(plan.spec.particles) + " particles each" + kDot + "step " +
                          grouped(first.step());
  if (coloring == Coloring::kMethod) {
    scene.legend.subtitle += kDot + std::string("share ending at the global minimum");
    scene.legend.key = key_of(state, plan.landscape, method_runs(first, rivals));
  }
  if (coloring == Coloring::kDestination)
    for (KeyEntry& entry : scene.legend.key) entry.fraction.reset();  // they were those of the first method
}

void show_outcomes(Scene& scene, std::span<Simulation* const> runs) {
  constexpr u64 kOtherLabels = u64(1) << 63;  // tells the renderer from the same particles' destinations
  const Destinations* known = nullptr;
  for (std::size_t i = 0; i < std::min(runs.size(), scene.swarms.size()); i++) {
    const Destinations* found = runs[i]->forerunner().destinations();
    if (!found) continue;
    known = found;
    Swarm& swarm = scene.swarms[i];
    swarm.particles.version |= kOtherLabels;
    swarm.palette = kOutcomePalette;
    swarm.particles.label = found->outcome;
  }
  if (!known) return;
  scene.legend.key = outcome_key(known->result);
  if (runs.size() > 1)
    for (KeyEntry& entry : scene.legend.key) entry.fraction.reset();  // they were those of one method
}

void show_view(Scene& scene, const SessionState& state) {
  const Options& o = state.options;
  scene.layers.trails = o[Option::kTrails];
  scene.layers.particles = o[Option::kParticles] && !scene.crowd;
  scene.layers.contours = o[Option::kContours];
  scene.layers.axes = o[Option::kAxes];
  scene.theme = o[Option::kLightTheme] ? ThemeName::kLight : ThemeName::kDark;
  scene.color_map = state.color_map;
  scene.relief = state.relief;
  scene.layers.wireframe = o[Option::kWireframe];
  scene.trail_length = state.trail_length;
  scene.trail_fade = state.trail_fade;
  if (state.trails) scene.trails = int(*state.trails);
  const Start& start = state.spec.start;  // where the particles were dropped
  const Point middle = centre(scene.surface->domain);
  if (start.x || start.y)
    scene.markers.push_back({{start.x.value_or(middle.x), start.y.value_or(middle.y)},
                             MarkerKind::kSelection,
                             kNeutralLabel,
                             false});
  const Box& domain = scene.surface->domain;
  if (state.box)
    scene.outline = outline_of(state.box->box, domain);
  else if (start.kind == StartKind::box && start.box)
    scene.outline = outline_of(drawn_part(*start.box, domain), domain);
}

void show_followed(Scene& scene, const SessionState& state, const Followed* followed) {
  if (!followed) return;
  // The first swarm is the one that is looked at.
  if (!scene.swarms.empty() && shows(state, 0) && state.options[Option::kTrails])
    scene.swarms.front().highlighted = int(followed->number);
  scene.markers.push_back({followed->drawn, MarkerKind::kSelection, kNeutralLabel, false});
}

}  // namespace thalweg::viewer
