// SPDX-License-Identifier: MIT
#include "viewer/app/describe.h"

#include <algorithm>
#include <cmath>

#include "viewer/app/landscape_choice.h"
#include "viewer/app/slice.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

constexpr const char* kDot = " \u00b7 ";

Marker marker(Point at, bool global, std::uint8_t label) {
  return {at, global ? MarkerKind::kGlobalMinimum : MarkerKind::kLocalMinimum, label};
}

bool same_place(const Box& domain, Point a, Point b) {
  return std::abs(a.x - b.x) <= 1e-3 * width(domain) && std::abs(a.y - b.y) <= 1e-3 * height(domain);
}

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

std::vector<Marker> minimum_markers(const Landscape& f, const Destinations* destinations) {
  std::vector<Marker> markers;
  if (destinations)
    for (std::size_t i = 0; i < destinations->result.minima.size(); i++) {
      const ReachedMinimum& m = destinations->result.minima[i];
      markers.push_back(marker(to_drawing(f, m.at), m.global, destinations->minimum[i]));
    }
  const std::size_t reached = markers.size();
  for (const KnownMinimum& m : f.minima) {
    const Point at{m.x, m.y};
    if (std::none_of(markers.begin(), markers.begin() + std::ptrdiff_t(reached),
                     [&](const Marker& r) { return same_place(f.domain, r.position, at); }))
      markers.push_back(marker(at, m.global, kNeutralLabel));
  }
  return markers;
}

void show_run(Scene& scene, Simulation& simulation, double slice) {
  const Plan& plan = simulation.plan();
  const Destinations* found = simulation.forerunner().destinations();
  scene.particles.xy = simulation.xy();
  scene.particles.label = simulation.labels();
  scene.particles.version = simulation.version();
  const thalweg::TrailView trails = simulation.trails();
  if (trails.length > 0)
    scene.trails = {{trails.xy.empty() ? nullptr : &trails.xy.data()->x, 2 * trails.xy.size()},
                    int(trails.particles),
                    int(trails.length),
                    u64(trails.written),
                    simulation.generation()};
  scene.markers = minimum_markers(plan.landscape, found);
  scene.legend.title = landscape_title(plan.spec, plan.landscape);
  scene.legend.subtitle = describe(plan, simulation.step());
  const std::string where = slice_text(plan.landscape, slice);
  if (!where.empty()) scene.legend.subtitle += kDot + where;
  const std::vector<std::string> names = coordinate_names(weights(plan.landscape));
  scene.legend.x_name = names[0];
  scene.legend.y_name = names.size() > 1 ? names[1] : "";
  if (found) scene.legend.key = key_of(*found, plan.landscape);
}

void show_view(Scene& scene, const SessionState& state) {
  const Options& o = state.options;
  scene.layers.trails = o[Option::kTrails];
  scene.layers.particles = o[Option::kParticles];
  scene.layers.contours = o[Option::kContours];
  scene.layers.markers = o[Option::kMinima];
  scene.layers.axes = o[Option::kAxes];
  scene.theme = o[Option::kLightTheme] ? ThemeName::kLight : ThemeName::kDark;
  scene.color_map = state.color_map;
  scene.relief = state.relief;
  const Start& start = state.spec.start;  // where the particles were dropped
  const Point middle = centre(scene.surface->domain);
  if (start.x || start.y)
    scene.markers.push_back(
        {{start.x.value_or(middle.x), start.y.value_or(middle.y)}, MarkerKind::kSelection, kNeutralLabel});
}

}  // namespace thalweg::viewer
