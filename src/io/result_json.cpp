// SPDX-License-Identifier: MIT
#include "io/result_json.h"
#include "io/account_json.h"

#include <nlohmann/json.hpp>

#include "io/spec_json.h"
#include "io/spec_text.h"
#include "version.h"

namespace thalweg {

namespace {

// {"x": ..., "y": ...}
Json point_json(Point p, int weights) {
  Json json = Json::object();
  const std::vector<std::string> names = coordinate_names(weights);
  const std::vector<double> numbers = coordinates(p, weights);
  for (std::size_t k = 0; k < names.size(); k++) json[names[k]] = numbers[k];
  return json;
}

Json minimum_json(const ReachedMinimum& m, i64 particles, int weights) {
  const Proportion p = wilson95(m.count, particles);
  Json json = point_json(m.at, weights);
  json.update({{"value", m.value},
               {"global", m.global},
               {"count", m.count},
               {"fraction", double(m.count) / double(particles)},
               {"ci95", Json::array({p.low, p.high})}});
  return json;
}

// Losses have the run's precision; single precision is not blown up to the digits of double.
Json loss_json(const LossQuantiles& loss, Precision precision) {
  const auto number = [precision](double a) {
    return precision == Precision::float32 ? shortest(float(a)) : a;
  };
  return {{"min", number(loss.min)},
          {"q25", number(loss.q25)},
          {"median", number(loss.median)},
          {"q75", number(loss.q75)},
          {"max", number(loss.max)}};
}

Json parameters_json(const Parameters& parameters) {
  Json list = Json::array();
  for (const ParameterInfo& p : parameters)
    list.push_back({{"name", p.name},
                    {"default", p.initial},
                    {"low", p.range.low},
                    {"high", p.range.high},
                    {"scale", to_text(p.range.scale)},
                    {"meaning", p.meaning}});
  return list;
}

Values defaults(const Parameters& parameters) {
  Values values;
  for (const ParameterInfo& p : parameters) values.push_back(p.initial);
  return values;
}

Json evaluations_json(const Evaluations& e) {
  return {{"value", e.value}, {"gradient", e.gradient}, {"hessian", e.hessian}};
}

template <class Entry>
Json formula_entry_json(const Entry& entry) {
  return {{"name", entry.info.name},
          {"title", entry.info.title},
          {"formula", entry.info.formula},
          {"parameters", parameters_json(entry.parameters)},
          {"source", entry.info.source}};
}

}  // namespace

std::string_view to_text(Scale scale) {
  constexpr std::string_view kNames[] = {"linear", "log", "integer", "switch"};
  return kNames[int(scale)];
}

std::string_view to_text(Family family) {
  constexpr std::string_view kNames[] = {"gradient", "normalized", "newton", "self_scaling"};
  return kNames[int(family)];
}

std::string_view to_text(Request request) {
  constexpr std::string_view kNames[] = {"gradient", "hessian", "value", "value_and_gradient"};
  return kNames[int(request)];
}

LearningRates default_learning_rates(const SurfaceEntry& entry) {
  return entry.learning_rates(defaults(entry.parameters));
}

Json run_json(const RunResult& result, i64 steps) {
  RunSpec spec = result.plan.spec;
  const int n = weights(result.plan.landscape);
  spec.domain = Domain(result.plan.landscape.domain, n);
  Json outcomes = Json::object();
  for (int i = 0; i < kOutcomes; i++)
    outcomes[std::string(name(Outcome(i)))] = result.outcomes[std::size_t(i)];
  Json minima = Json::array();
  for (const ReachedMinimum& m : result.minima) minima.push_back(minimum_json(m, spec.particles, n));
  return {{"version", version()},
          {"spec", to_json(spec)},
          {"device", result.device},
          {"precision", to_text(spec.precision)},
          {"math", to_text(spec.math)},
          {"seed", spec.seed},
          {"steps", steps},
          {"complete", steps == spec.steps},
          {"outcomes", outcomes},
          {"minima", minima},
          {"loss", loss_json(result.loss, spec.precision)},
          {"evaluations", evaluations_json(result.evaluations)},
          {"seconds", result.seconds},
          {"particle_steps_per_second", result.particle_steps_per_second}};
}

Json eval_json(const Landscape& f, std::span<const Point> points) {
  Json list = Json::array();
  const int n = weights(f);
  for (const Point& p : points) {
    const Jet<double, 3> j = jet3(f, p);
    Json json = point_json(p, n);
    json["value"] = j.v;
    json["gradient"] = Json::array();
    json["hessian"] = Json::array();
    for (int i = 0; i < n; i++) {
      json["gradient"].push_back(j.g[i]);
      for (int k = i; k < n; k++) json["hessian"].push_back(j.h(i, k));
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json to_json(const SurfaceEntry& entry) {
  Json json = formula_entry_json(entry);
  const SurfaceInfo& info = entry.info;
  Json minima = Json::array();
  for (const KnownMinimum& m : entry.minima)
    minima.push_back({{"x", m.x}, {"y", m.y}, {"value", m.value}, {"global", m.global}});
  json["domain"] = Json::array({info.domain.x0, info.domain.x1, info.domain.y0, info.domain.y1});
  json["minima"] = minima;
  const LearningRates lr = default_learning_rates(entry);
  json["lr"] = Json{{"gradient", lr.gradient}, {"normalized", lr.normalized}};
  json["display"] = info.display == Display::log ? "log" : "linear";
  json["display_scale"] = info.display_scale;
  json["smooth"] = info.smoothness == Smoothness::smooth;
  return json;
}

Json to_json(const ProblemEntry& entry) {
  const Values values = defaults(entry.surface.parameters);
  return {{"name", entry.info.name},
          {"title", entry.info.title},
          {"formula", entry.info.formula},
          {"row", entry.info.row},
          {"inputs", entry.inputs},
          {"weights", entry.surface.weights},
          {"rows", entry.rows(values).size() / std::size_t(entry.inputs + 1)},
          {"scaling", to_text(entry.info.scaling)},
          {"domain", domain_json(entry.info.domain, entry.surface.weights)},
          {"parameters", parameters_json(entry.surface.parameters)},
          {"source", entry.info.source}};
}

Json to_json(const OptimizerEntry& entry) {
  RunSpec spec;
  spec.optimizer = {entry.info.name};
  Json variants = Json::array();
  for (const RuleInfo& r : entry.rules)
    variants.push_back({{"state", r.state_numbers},
                        {"stages", r.stages},
                        {"request", to_text(r.request)},
                        {"random", r.draws},
                        {"pauses", r.pauses}});
  return {{"name", entry.info.name},
          {"title", entry.info.title},
          {"rule", entry.info.rule},
          {"parameters", parameters_json(entry.parameters)},
          {"family", to_text(entry.info.family)},
          {"lr_factor", entry.info.lr_factor},
          {"source", entry.info.source},
          {"evaluations", evaluations_json(evaluations_per_step(make_plan(spec)))},
          {"variant", entry.variant(defaults(entry.parameters))},
          {"variants", variants},
          {"terms", terms_json(entry)},
          {"factors", factors_json(entry)}};
}

Json to_json(const ScheduleEntry& entry) {
  Json json = formula_entry_json(entry);
  json["moves_momentum"] = entry.momentum != nullptr;
  json["per_particle"] = entry.plateau != nullptr;
  return json;
}

Json to_json(const NoiseEntry& entry) {
  Json json = formula_entry_json(entry);
  json["random"] = entry.random;
  json["needs_data"] = entry.samples;
  return json;
}

}  // namespace thalweg
