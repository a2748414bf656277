// SPDX-License-Identifier: MIT
#include "cli/basins_report.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/picture_output.h"
#include "cli/terminal.h"
#include "io/result_json.h"
#include "io/spec_json.h"
#include "io/spec_text.h"
#include "version.h"

namespace thalweg::cli {

namespace {

struct Region {
  Label label;
  i64 count = 0;
  double mean_steps = 0;
};

// By label: minima first, then the others that occur.
std::vector<Region> regions_of(const BasinMap& basins) {
  const std::size_t minima = basins.result.minima.size();
  std::vector<Region> regions;
  for (std::size_t i = 0; i < minima; i++) regions.push_back({Label(i)});
  for (Label label = -1; label >= -kOtherLabels; label--) regions.push_back({label});
  for (std::size_t k = 0; k < basins.map.labels.size(); k++) {
    const Label label = basins.map.labels[k];
    Region& r = regions[label >= 0 ? std::size_t(label) : minima + std::size_t(-1 - label)];
    r.count++;
    r.mean_steps += double(basins.map.steps[k]);
  }
  for (Region& r : regions) r.mean_steps /= double(std::max<i64>(1, r.count));
  std::erase_if(regions, [](const Region& r) { return r.label < 0 && r.count == 0; });
  return regions;
}

// From a minimum to the nearest start that ends elsewhere.
double edge_distance(const BasinMap& b, Label label) {
  const Point p = b.result.minima[std::size_t(label)].at;
  const double w = width(b.region) / b.map.columns, h = height(b.region) / b.map.rows;
  return distance_to_other(b.map, label, (p.x - b.region.x0) / w, (p.y - b.region.y0) / h, w, h);
}

Json share_json(i64 count, i64 all) {
  const Proportion p = wilson95(count, all);
  return {
      {"count", count}, {"fraction", double(count) / double(all)}, {"ci95", Json::array({p.low, p.high})}};
}

Json dimension_json(const BoxDimension& d) {
  return {{"value", d.value}, {"standard_error", d.standard_error}};
}

Json entropy_json(const BasinEntropy& e, int box) {
  return {{"box", box}, {"Sb", e.Sb}, {"Sbb", e.Sbb}, {"mixed", e.mixed}, {"above_ln2", e.Sbb > kLn2}};
}

Json zooms_json(const ZoomStack& stack, int box) {
  Json levels = Json::array();
  for (const Zoom& z : stack.levels)
    levels.push_back({{"half_width", z.half_width},
                      {"x", z.centre.x},
                      {"y", z.centre.y},
                      {"dimension", dimension_json(z.dimension)},
                      {"entropy", entropy_json(z.entropy, box)},
                      {"precision", to_text(z.precision)}});
  return {{"levels", levels}, {"statement", fractal_statement(stack)}, {"ended", stack.ended}};
}

std::string dimension_text(const BoxDimension& d) {
  return std::isnan(d.value) ? "none (no boundary)"
                             : fmt::format("{:.3f} +- {:.3f}", d.value, d.standard_error);
}

void rows_of(std::string& text, const BasinMap& b) {
  constexpr std::size_t kMostMinima = 30;
  auto out = std::back_inserter(text);
  const i64 all = std::ssize(b.map.labels);
  fmt::format_to(out, "\n{:>8} {:>14} {:>14} {:>14} {:>9}   {:<20} {:>10} {:>10}  {}\n", "label",
                 "minimum at x", "y", "value", "share", "95 % interval", "mean steps", "to edge", "colour");
  std::size_t minima = 0;
  for (const Region& r : regions_of(b)) {
    if (r.label >= 0 && ++minima > kMostMinima) continue;
    const Proportion p = wilson95(r.count, all);
    const std::string interval = percent(p.low) + " .. " + percent(p.high),
                      share = percent(double(r.count) / double(all));
    if (r.label >= 0) {
      const ReachedMinimum& m = b.result.minima[std::size_t(r.label)];
      fmt::format_to(out, "{:>8} {:>14.7f} {:>14.7f} {:>14.7g} {:>9}   {:<20} {:>10.1f} {:>10.4g}  {}\n",
                     r.label, m.at.x, m.at.y, m.value, share, interval, r.mean_steps,
                     edge_distance(b, r.label), color_text(label_color(r.label)));
    } else {
      fmt::format_to(out, "{:>8} {:<44} {:>9}   {:<20} {:>10.1f} {:>10}  {}\n", r.label,
                     name_of_label(r.label), share, interval, r.mean_steps, "",
                     color_text(label_color(r.label)));
    }
  }
  if (minima > kMostMinima)
    fmt::format_to(out, "{:>8} {} more minima; --json lists them all\n", "...", minima - kMostMinima);
}

}  // namespace

std::string basins_report(const BasinsFindings& f) {
  const BasinMap& b = f.basins;
  const RunSpec& s = b.result.plan.spec;
  std::string text;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "{}   {} x {} starts on [{:.9g}, {:.9g}] x [{:.9g}, {:.9g}]\n", landscape_text(s),
                 b.map.columns, b.map.rows, b.region.x0, b.region.x1, b.region.y0, b.region.y1);
  fmt::format_to(out, "{} steps of {}, lr {}, schedule {}, noise {}\n", grouped(s.steps),
                 to_text(s.optimizer), rates_text(s), schedules_text(s), to_text(s.noise));
  rows_of(text, b);
  fmt::format_to(out, "\nboundary       length {:.5g}; box dimension {}\n", f.boundary,
                 dimension_text(f.dimension));
  fmt::format_to(out, "entropy        Sb {:.4f}, Sbb {:.4f} {} ln 2, boxes of {} pixels, {} of them mixed\n",
                 f.entropy.Sb, f.entropy.Sbb, f.entropy.Sbb > kLn2 ? "above" : "below", f.box,
                 percent(f.entropy.mixed));
  if (f.flow_mismatch)
    fmt::format_to(out, "flow           {} of the starts end elsewhere than the gradient flow\n",
                   percent(*f.flow_mismatch));
  if (f.zooms) {
    for (const Zoom& z : f.zooms->levels)
      fmt::format_to(out, "zoom           half-width {:<9.3g} dimension {:<20} Sbb {:.3f}  {}\n",
                     z.half_width, dimension_text(z.dimension), z.entropy.Sbb, to_text(z.precision));
    fmt::format_to(out, "               {}{}{}\n", fractal_statement(*f.zooms),
                   f.zooms->ended.empty() ? "" : "; ", f.zooms->ended);
  }
  const bool in_double = s.precision == Precision::float64;
  fmt::format_to(out, "precision      {}, pixels of {:.3g}, floor {:.1e}{}\n", to_text(s.precision), b.pixel,
                 in_double ? b.double_floor : b.float_floor,
                 b.pixel < b.double_floor ? ": the picture is below the floor" : "");
  fmt::format_to(out, "device         {}; {} maths; seed {}; {:.3g} s; thalweg {}\n", b.result.device,
                 to_text(s.math), s.seed, b.result.seconds, version());
  return text;
}

Json basins_json(const BasinsFindings& f) {
  const BasinMap& b = f.basins;
  const i64 all = std::ssize(b.map.labels);
  RunSpec spec = b.result.plan.spec;
  spec.domain = Domain(b.result.plan.landscape.domain, 2);
  Json minima = Json::array(), others = Json::array(), fractions = Json::object(), outcomes = Json::object();
  for (const Region& r : regions_of(b)) {
    Json json{{"label", r.label}};
    if (r.label >= 0) {
      const ReachedMinimum& m = b.result.minima[std::size_t(r.label)];
      json.update({{"x", m.at.x}, {"y", m.at.y}, {"value", m.value}, {"global", m.global}});
      json.update(share_json(r.count, all));
      json["mean_steps"] = r.mean_steps;
      json["edge_distance"] = edge_distance(b, r.label);
    } else {
      json["name"] = name_of_label(r.label);
      json.update(share_json(r.count, all));
    }
    json["color"] = color_text(label_color(r.label));
    fractions[r.label >= 0 ? std::to_string(r.label) : std::string(name_of_label(r.label))] =
        double(r.count) / double(all);
    (r.label >= 0 ? minima : others).push_back(std::move(json));
  }
  for (int i = 0; i < kOutcomes; i++)
    outcomes[std::string(name(Outcome(i)))] = b.result.outcomes[std::size_t(i)];
  return {{"version", version()},
          {"spec", to_json(spec)},
          {"device", b.result.device},
          {"grid", b.map.columns},
          {"region", domain_json(b.region, 2)},
          {"precision", to_text(spec.precision)},
          {"pixel", b.pixel},
          {"floor", {{"float", b.float_floor}, {"double", b.double_floor}}},
          {"complete", b.complete},
          {"minima", minima},
          {"others", others},
          {"fractions", fractions},
          {"outcomes", outcomes},
          {"boundary", {{"length", f.boundary}}},
          {"entropy", entropy_json(f.entropy, f.box)},
          {"dimension", dimension_json(f.dimension)},
          {"flow_mismatch", f.flow_mismatch ? Json(*f.flow_mismatch) : Json()},
          {"zooms", f.zooms ? zooms_json(*f.zooms, f.box) : Json()},
          {"seconds", b.result.seconds}};
}

}  // namespace thalweg::cli
