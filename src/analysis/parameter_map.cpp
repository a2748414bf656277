// SPDX-License-Identifier: MIT
#include "analysis/parameter_map.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>

#include "analysis/settle_clock.h"
#include "core/error.h"

namespace thalweg {

namespace {

struct Named {
  Owner owner;
  const char* prefix;
  const Parameters* parameters;
};

// Everything that has parameters in this run.
std::vector<Named> owners_of(const Plan& plan) {
  std::vector<Named> owners{{Owner::optimizer, "optimizer", &plan.optimizer->parameters},
                            {Owner::surface, "surface", &plan.landscape.surface->parameters},
                            {Owner::noise, "noise", &plan.noise->parameters}};
  if (plan.schedules.size() == 1)
    owners.push_back({Owner::schedule, "schedule", &plan.schedules[0].entry->parameters});
  return owners;
}

void check_range(const MapAxis& a) {
  if (!std::isfinite(a.low) || !std::isfinite(a.high) || !(a.low < a.high))
    throw InputError("the range of " + a.name + " needs two finite numbers, the lower one first");
  if (a.log && !(a.low > 0)) throw InputError("a logarithmic range of " + a.name + " must begin above 0");
}

/// How one descent ended.
struct PixelEnd {
  Outcome outcome;
  u8 status;
  bool global;
  Point minimum;
  double value, loss;
  float steps;
};

double lowest_of(const Landscape& f) {
  double lowest = std::numeric_limits<double>::infinity();
  for (const KnownMinimum& m : f.minima) lowest = std::min(lowest, m.value);
  return lowest;
}

/// What landscapes have to say is worked out once per landscape: per map, per row or per pixel.
struct Ground {
  Landscape landscape;
  LandscapeScale scale;
  double lowest;
  std::unordered_map<u32, Critical> cells;  // by clustering cell
  explicit Ground(const RunSpec& spec)
      : landscape(make_landscape(spec)), scale(measure_scale(landscape)), lowest(lowest_of(landscape)) {}

  // The critical point that a cell's first visitor finds.
  const Critical& at(u32 cell, Point p) {
    const auto [found, is_new] = cells.try_emplace(cell);
    if (is_new) found->second = find_critical(landscape, scale, p);
    return found->second;
  }
};

PixelEnd descend(const RunSpec& spec, Ground& ground, Backend& machine) {
  const Plan plan = make_plan(spec, ground.landscape);
  const std::unique_ptr<Ensemble> ensemble = machine.start(plan);
  SettleClock clock(ground.landscape.domain, Thresholds().near, 1);
  clock.start(*ensemble);
  while (ensemble->step() < spec.steps) {
    ensemble->advance(SettleClock::next_look(ensemble->step()) - ensemble->step());
    clock.look(*ensemble);
  }
  End end;
  ensemble->ends(0, {&end, 1});
  PixelEnd pixel{};
  ensemble->losses(0, {&pixel.loss, 1});
  const Point p{end.x, end.y, end.z};
  const u32 cell = end_cell(ground.landscape.domain, p);
  Critical c;
  if (cell != EndCell::kNoCell)
    c = weights(ground.landscape) == 3 ? find_critical(ground.landscape, ground.scale, p)
                                       : ground.at(cell, p);
  pixel.outcome = outcome_of(end.status, cell, c.kind);
  pixel.status = end.status;
  pixel.minimum = c.at;
  pixel.value = c.value;
  pixel.global = pixel.outcome == Outcome::converged &&
                 c.value <= ground.lowest + 1e-9 * std::max(1.0, std::abs(ground.lowest));
  pixel.steps = pixel.outcome == Outcome::converged ? std::move(clock).settled()[0] : float(end.steps);
  return pixel;
}

// The same point within Thresholds::same, or appended.
int index_of(std::vector<ReachedMinimum>& minima, const Box& domain, const PixelEnd& pixel) {
  const double same = Thresholds().same;
  for (std::size_t i = 0; i < minima.size(); i++)
    if (std::abs(minima[i].at.x - pixel.minimum.x) <= same * width(domain) &&
        std::abs(minima[i].at.y - pixel.minimum.y) <= same * height(domain) &&
        std::abs(minima[i].at.z - pixel.minimum.z) <= same * depth(domain))
      return int(i);
  minima.push_back({pixel.minimum, pixel.value, pixel.global, 0});
  return int(minima.size()) - 1;
}

// Labels in the order of frequency, ties in the order of appearance, so that no thread can change them.
void label(ParameterMap& result, const std::vector<PixelEnd>& pixels, const Box& domain) {
  std::vector<int> found(pixels.size(), -1);
  if (result.by_height) result.minima.resize(2);
  for (std::size_t k = 0; k < pixels.size(); k++) {
    const PixelEnd& p = pixels[k];
    result.outcomes[std::size_t(p.outcome)]++;
    if (p.outcome != Outcome::converged) continue;
    found[k] = result.by_height ? int(!p.global) : index_of(result.minima, domain, p);
    ReachedMinimum& m = result.minima[std::size_t(found[k])];
    m.count++;
    if (result.by_height && m.count == 1) m = {p.minimum, p.value, p.global, 1};
  }
  std::vector<int> order(result.minima.size()), rank(order.size());
  for (std::size_t i = 0; i < order.size(); i++) order[i] = int(i);
  if (!result.by_height)
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return result.minima[std::size_t(a)].count > result.minima[std::size_t(b)].count;
    });
  std::vector<ReachedMinimum> sorted;
  for (std::size_t i = 0; i < order.size(); i++) {
    rank[std::size_t(order[i])] = int(i);
    sorted.push_back(result.minima[std::size_t(order[i])]);
  }
  result.minima = std::move(sorted);
  for (std::size_t k = 0; k < pixels.size(); k++) {
    const PixelEnd& p = pixels[k];
    result.map.labels.push_back(
        label_of(p.outcome, p.status, found[k] >= 0 ? rank[std::size_t(found[k])] : 0));
    result.map.steps.push_back(p.steps);
    result.losses.push_back(p.loss);
  }
}

}  // namespace

double MapAxis::at(int i, int n) const {
  const double share = (i + 0.5) / n;
  const double value = log ? low * std::pow(high / low, share) : low + share * (high - low);
  return whole ? std::round(value) : value;
}

MapAxis make_axis(const RunSpec& spec, const std::string& name, double low, double high, bool log) {
  if (name == "lr") {
    const MapAxis axis{Owner::lr, "lr", low, high, log, false};
    check_range(axis);
    return axis;
  }
  const std::size_t dot = name.find('.');
  const std::string prefix = dot == std::string::npos ? "" : name.substr(0, dot),
                    bare = dot == std::string::npos ? name : name.substr(dot + 1);
  const Plan plan = make_plan(spec);
  std::vector<MapAxis> found;
  std::vector<std::string> all{"lr"};
  for (const Named& owner : owners_of(plan))
    for (const ParameterInfo& p : *owner.parameters) {
      all.push_back(std::string(owner.prefix) + "." + p.name);
      if (p.name != bare || (!prefix.empty() && prefix != owner.prefix)) continue;
      found.push_back({owner.owner, p.name, low, high, log,
                       p.range.scale == Scale::integer || p.range.scale == Scale::flag});
    }
  if (found.empty()) unknown_name("parameter", name, all);
  if (found.size() > 1)
    throw InputError("'" + name + "' is a parameter of several: write optimizer." + name + " and so on");
  check_range(found[0]);
  return found[0];
}

RunSpec with_value(const RunSpec& spec, const MapAxis& axis, double value) {
  RunSpec changed = spec;
  switch (axis.owner) {
    case Owner::lr:
      changed.lr = value;
      break;
    case Owner::optimizer:
      set(changed.optimizer, axis.name, value);
      break;
    case Owner::surface:
      set(changed.surface, axis.name, value);
      break;
    case Owner::noise:
      set(changed.noise, axis.name, value);
      break;
    case Owner::schedule:
      set(changed.schedule, axis.name, value);
      break;
  }
  return changed;
}

ParameterMap map_parameters(const RunSpec& given, const MapAxis& x, const MapAxis& y, int columns, int rows,
                            const std::function<std::unique_ptr<Backend>()>& machine, const Loop& loop,
                            Progress progress, void* context) {
  using Clock = std::chrono::steady_clock;
  RunSpec spec = given;
  spec.particles = 1;
  spec.trail = {};
  if (x.owner == y.owner && x.name == y.name)
    throw InputError("the two axes must be two parameters, not " + x.name + " twice");
  for (const int i : {0, columns - 1})
    for (const int j : {0, rows - 1})
      make_plan(with_value(with_value(spec, x, x.at(i, columns)), y, y.at(j, rows)));

  ParameterMap result;
  result.map = {columns, rows, {}, {}};
  result.by_height = x.owner == Owner::surface || y.owner == Owner::surface;
  std::vector<PixelEnd> pixels(std::size_t(columns) * std::size_t(rows),
                               PixelEnd{Outcome::running, 0, false, {}, 0, std::nan(""), 0});
  const Clock::time_point begin = Clock::now();
  // Lines run along the axis that leaves the landscape as it is, so that a line needs only one.
  const bool upright = x.owner == Owner::surface && y.owner != Owner::surface;
  const bool one_ground = x.owner != Owner::surface || upright;
  const MapAxis &outer = upright ? x : y, &inner = upright ? y : x;
  const int lines = upright ? columns : rows, length = upright ? rows : columns;
  constexpr i64 kLinesAtOnce = 32;
  for (i64 first = 0; first < lines; first += kLinesAtOnce) {
    loop(std::min<i64>(kLinesAtOnce, lines - first), [&](i64 k) {
      const int line = int(first + k);
      const RunSpec of_line = with_value(spec, outer, outer.at(line, lines));
      const std::unique_ptr<Backend> own = machine();
      std::optional<Ground> ground;
      for (int i = 0; i < length; i++) {
        const RunSpec of_pixel = with_value(of_line, inner, inner.at(i, length));
        if (!ground || !one_ground) ground.emplace(of_pixel);
        const int column = upright ? line : i, row = upright ? i : line;
        pixels[std::size_t(row) * std::size_t(columns) + std::size_t(column)] =
            descend(of_pixel, *ground, *own);
      }
    });
    const i64 done = std::min<i64>(first + kLinesAtOnce, lines);
    if (progress && !progress(context, done, lines) && done < lines) {
      result.complete = false;
      break;
    }
  }
  result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  label(result, pixels, make_landscape(spec).domain);
  return result;
}

}  // namespace thalweg
