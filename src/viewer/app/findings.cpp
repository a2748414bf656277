// SPDX-License-Identifier: MIT
#include "viewer/app/findings.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/polish.h"
#include "core/error.h"
#include "viewer/app/slice.h"

namespace thalweg::viewer {
namespace {

/// Published coordinates have at least four digits.
bool same_place(const Box& domain, Point a, Point b) {
  constexpr double kSame = 1e-3;
  return std::abs(a.x - b.x) <= kSame * width(domain) && std::abs(a.y - b.y) <= kSame * height(domain) &&
         std::abs(a.z - b.z) <= kSame * depth(domain);
}

Feature* find(std::vector<Feature>& all, const Box& domain, Point p) {
  for (Feature& f : all)
    if (same_place(domain, f.at, p)) return &f;
  return nullptr;
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double joined_persistence(const PassGraph& graph, const Pass& pass) {
  double least = kInfinity;
  for (const int m : pass.minima)
    if (m >= 0) least = std::min(least, graph.minima[std::size_t(m)].persistence);
  return least;
}

void add_found(std::vector<Feature>& all, const Box& domain, const CriticalPoint& p) {
  const std::optional<double> persistence = p.bottom ? std::optional(p.persistence) : std::nullopt;
  Feature* known = find(all, domain, p.at);
  if (known && p.bottom) {  // the search knows better what kind it is, the run who ended there
    known->kind = p.kind;
    known->persistence = persistence;
    known->global = known->global || p.global;
    return;
  }
  all.push_back({p.kind, p.at, p.value, p.bottom, p.bottom && p.global, false, {}, {}, persistence, {}});
}

}  // namespace

Findings find_points(const Landscape& f, const Loop& loop, int finest) {
  if (weights(f) != 2)
    return {{}, {}, {}, {}, "critical points are searched for in landscapes of two weights"};
  try {
    return {find_critical_points(f, {.finest = finest, .loop = loop}), {}, {}, {}, {}};
  } catch (const Error& error) {
    return {{}, {}, {}, {}, error.what()};
  }
}

int finest_within(double patience, double seconds_per_node) {
  // Each grid has four times the nodes of the one before: a third more than the last alone.
  const double nodes = 0.75 * patience / seconds_per_node;
  return int(std::clamp(std::sqrt(nodes), double(kCoarsest), double(CriticalSearch().finest)));
}

double seconds_per_node(const Landscape& f) {
  using Clock = std::chrono::steady_clock;
  constexpr int kTried = 256;
  const Clock::time_point begin = Clock::now();
  for (int k = 0; k < kTried; k++) {
    const double share = (k + 0.5) / kTried;
    volatile double keep =
        jet(f, {f.domain.x0 + share * width(f.domain), f.domain.y1 - share * height(f.domain)}).v;
    static_cast<void>(keep);
  }
  return std::max(1e-9, std::chrono::duration<double>(Clock::now() - begin).count() / kTried);
}

std::vector<Point> refined(const Box& box, const std::vector<Point>& line, double share) {
  std::vector<Point> nodes;
  for (const Point& p : line) {
    if (!nodes.empty()) {
      const Point a = nodes.back();
      const double apart = std::hypot((p.x - a.x) / width(box), (p.y - a.y) / height(box));
      const int pieces = int(std::ceil(apart / share));
      for (int k = 1; k < pieces; k++)
        nodes.push_back({a.x + (p.x - a.x) * k / pieces, a.y + (p.y - a.y) * k / pieces});
    }
    nodes.push_back(p);
  }
  return nodes;
}

void add_passes(const Landscape& f, Findings& findings, const Loop& loop) {
  if (!findings.critical || findings.passes) return;
  constexpr double kSpacing = 1.0 / 160;  // of the domain: about a cell of the mesh
  findings.passes = find_passes(f, *findings.critical, loop);
  auto ways = std::make_shared<LineSet>(), separatrices = std::make_shared<LineSet>();
  for (const Pass& pass : findings.passes->passes)
    ways->lines.push_back(refined(f.domain, pass.path, kSpacing));
  for (const std::vector<Point>& line : findings.passes->separatrices)
    if (line.size() > 1) separatrices->lines.push_back(refined(f.domain, line, kSpacing));
  findings.ways = std::move(ways);
  findings.separatrices = std::move(separatrices);
}

bool wants_points(const SessionState& state) {
  return state.options[Option::kCritical] || wants_passes(state) || state.selected;
}

bool wants_passes(const SessionState& state) {
  return state.options[Option::kPasses] || state.options[Option::kMergeTree];
}

std::vector<Feature> features_of(const Landscape& f, const Destinations* destinations,
                                 const Findings* findings) {
  std::vector<Feature> all;
  if (destinations)
    for (std::size_t i = 0; i < destinations->result.minima.size(); i++) {
      const ReachedMinimum& m = destinations->result.minima[i];
      all.push_back({PointKind::minimum,
                     m.at,
                     m.value,
                     true,
                     m.global,
                     true,
                     destinations->minimum[i],
                     m.count,
                     {},
                     {}});
    }
  for (const KnownMinimum& m : f.minima) {
    const std::optional<i64> none = destinations ? std::optional<i64>(0) : std::nullopt;
    if (!find(all, f.domain, {m.x, m.y}))
      all.push_back({PointKind::minimum, {m.x, m.y}, m.value, true, m.global, true, {}, none, {}, {}});
  }
  if (findings && findings->critical)
    for (const CriticalPoint& p : findings->critical->points) add_found(all, f.domain, p);
  if (findings && findings->passes)
    for (const Pass& pass : findings->passes->passes)
      if (Feature* saddle = find(all, f.domain, findings->passes->saddles[std::size_t(pass.saddle)].at))
        saddle->joins =
            std::min(saddle->joins.value_or(kInfinity), joined_persistence(*findings->passes, pass));
  return all;
}

bool is_shown(const Feature& feature, const SessionState& state) {
  if (feature.persistence.value_or(kInfinity) < state.least_persistence) return false;
  if (feature.joins.value_or(kInfinity) < state.least_persistence) return false;
  if (state.options[Option::kCritical]) return true;
  if (feature.kind == PointKind::saddle || feature.kind == PointKind::edge_pass)
    return state.options[Option::kPasses];
  return state.options[Option::kMinima] && feature.listed;
}

const Feature* feature_at(const std::vector<Feature>& features, const Box& domain, Point p) {
  for (const Feature& f : features)
    if (same_place(domain, f.at, p)) return &f;
  return nullptr;
}

Marker marker_of(const Landscape& f, const Feature& feature) {
  const Point at = to_drawing(f, feature.at);
  const std::uint8_t label = feature.label.value_or(kNeutralLabel);
  const MarkerKind minimum = feature.global ? MarkerKind::kGlobalMinimum : MarkerKind::kLocalMinimum;
  switch (feature.kind) {
    case PointKind::minimum:
      return {at, minimum, label, false};
    case PointKind::saddle:
      return {at, MarkerKind::kSaddle, label, false};
    case PointKind::maximum:
      return {at, MarkerKind::kMaximum, label, false};
    case PointKind::degenerate:
      return {at, MarkerKind::kDegenerate, label, false};
    case PointKind::edge_pass:
      return {at, MarkerKind::kSaddle, label, true};
    case PointKind::edge_minimum:
    case PointKind::corner_minimum:
      break;
  }
  return {at, minimum, label, true};
}

std::string feature_title(const Feature& feature) {
  switch (feature.kind) {
    case PointKind::minimum:
      return feature.global ? "Global minimum" : "Local minimum";
    case PointKind::saddle:
      return "Saddle";
    case PointKind::maximum:
      return "Maximum";
    case PointKind::degenerate:
      return feature.bottom ? "Degenerate minimum" : "Degenerate point";
    case PointKind::edge_minimum:
      return "Minimum on the edge";
    case PointKind::edge_pass:
      return "Pass on the edge";
    case PointKind::corner_minimum:
      break;
  }
  return "Minimum in a corner";
}

std::optional<Curvatures> curvatures(const Landscape& f, Point p) {
  if (weights(f) != 2) return {};
  const Spectrum s = spectrum(jet(f, p).h);
  if (!std::isfinite(s.low) || !std::isfinite(s.high)) return {};
  return Curvatures{s.low, s.high};
}

const char* kind_word(PointKind kind, i64 count) {
  constexpr const char* kWords[kPointKinds][2] = {{"minimum", "minima"},
                                                  {"saddle", "saddles"},
                                                  {"maximum", "maxima"},
                                                  {"degenerate point", "degenerate points"},
                                                  {"minimum on an edge", "minima on edges"},
                                                  {"pass on an edge", "passes on edges"},
                                                  {"minimum in a corner", "minima in corners"}};
  return kWords[int(kind)][count == 1 ? 0 : 1];
}

}  // namespace thalweg::viewer
