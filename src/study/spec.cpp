// SPDX-License-Identifier: MIT
#include "study/spec.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/error.h"
#include "engine/registry.h"
#include "io/spec_text.h"
#include "study/cells.h"

namespace thalweg::study {

namespace {

// Registered parameters that are searched beside the rate, the most important first.
constexpr const char* kSearched[] = {"momentum", "beta1", "beta", "rho", "alpha", "damping", "beta2"};
constexpr std::size_t kMostAxes = 3;  // dimensions of core/sobol.h

template <class T>
void check_labels(const char* what, const std::vector<T>& all) {
  if (all.empty()) throw InputError(std::string("a study needs at least one of its ") + what + "s");
  std::set<std::string> seen;
  for (const T& one : all) {
    if (one.label.empty()) throw InputError(std::string("a ") + what + " has no label");
    if (!seen.insert(one.label).second)
      throw InputError(std::string(what) + " " + one.label + ": there are two of this label");
  }
}

void check_at_least(const char* what, i64 value, i64 low, i64 high) {
  if (value < low || value > high)
    throw InputError(std::string(what) + " must be in " + std::to_string(low) + ".." + std::to_string(high) +
                     ", not " + std::to_string(value));
}

void check_range(const SearchAxis& axis) {
  if (!std::isfinite(axis.low) || !std::isfinite(axis.high) || !(axis.low < axis.high))
    throw InputError("axis " + axis.name + " needs low < high");
  if (axis.scale == Scale::log && !(axis.low > 0))
    throw InputError("axis " + axis.name + " is logarithmic and needs low > 0");
}

void check_space(const Method& method) {
  const OptimizerEntry& entry = find_optimizer(method.optimizer.name);
  if (method.space.size() > kMostAxes)
    throw InputError("at most " + std::to_string(kMostAxes) + " parameters can be searched, not " +
                     std::to_string(method.space.size()));
  std::vector<std::string> names{"lr"};
  for (const ParameterInfo& p : entry.parameters) names.push_back(p.name);
  std::set<std::string> seen;
  for (const SearchAxis& axis : method.space) {
    const auto known = std::find(names.begin(), names.end(), axis.name);
    if (known == names.end()) unknown_name("parameter", axis.name, names);
    if (!seen.insert(axis.name).second) throw InputError("axis " + axis.name + " is there twice");
    check_range(axis);
    if (axis.name == "lr") {
      if (axis.low < 0) throw InputError("axis lr needs rates above 0");
      continue;
    }
    const Range& accepted = entry.parameters[std::size_t(known - names.begin()) - 1].range;
    if (axis.low < accepted.low || axis.high > accepted.high)
      throw InputError("axis " + axis.name + " leaves what " + method.optimizer.name + " accepts");
  }
}

void check_instances(const Task& task) {
  if (task.training.empty() || task.held_out.empty())
    throw InputError("at least one training and one held-out instance are needed");
  std::set<i64> seen;
  for (const std::vector<i64>* list : {&task.training, &task.held_out})
    for (const i64 instance : *list)
      if (!seen.insert(instance).second)
        throw InputError("instance " + std::to_string(instance) +
                         " is there twice: no instance may be both tuned and tested on");
  if (task.f_best && !std::isfinite(*task.f_best)) throw InputError("f_best is not a finite number");
}

void check_cost(const CostModel& cost) {
  for (const double c : {cost.value, cost.gradient, cost.hessian})
    if (!(c >= 0 && c <= 1e6)) throw InputError("costs must be in 0..1e6");
  if (!(cost.value > 0 && cost.gradient > 0))
    throw InputError("a value and a gradient must cost something: budgets would have no end");
}

// Every method on every task, tuned and not, has a plan.
void check_pairs(const StudySpec& spec) {
  for (int t = 0; t < std::ssize(spec.tasks); t++)
    for (int m = 0; m < std::ssize(spec.methods); m++) {
      const Method& method = spec.methods[std::size_t(m)];
      const Task& task = spec.tasks[std::size_t(t)];
      in_context("method " + method.label + " on " + task.label, [&] {
        for (const i64 instance : {task.held_out.front(), task.training.front()})
          run_of(spec, {Phase::test, m, t, instance, 0}, {});
        if (t > 0) return;
        for (int k = 1; k < settings_of(spec, method); k++)
          run_of(spec, {Phase::tuning, m, t, task.training.front(), k}, setting_of(method, k));
      });
    }
}

}  // namespace

std::vector<double> targets_of(const StudySpec& spec) {
  std::vector<double> targets;
  for (int i = 0; i < spec.targets; i++)
    targets.push_back(std::pow(
        10.0, spec.target_high + (spec.target_low - spec.target_high) * i / std::max(1, spec.targets - 1)));
  return targets;
}

std::vector<SearchAxis> default_space(const Choice& optimizer) {
  const OptimizerEntry& entry = find_optimizer(optimizer.name);
  const Values values = resolve("optimizer " + optimizer.name, entry.parameters, optimizer);
  std::vector<SearchAxis> space{{"lr", 1e-6, 10, Scale::log}};
  // Newton's rate is a share of a step that is right by itself: beyond 1 nothing is to be gained.
  if (entry.info.family == Family::newton) space.front() = {"lr", 1e-3, 1, Scale::log};
  for (const char* name : kSearched)
    for (std::size_t i = 0; i < values.size() && space.size() < kMostAxes; i++) {
      const ParameterInfo& p = entry.parameters[i];
      // What is switched off by a 0 stays off: with momentum it would be another method.
      if (p.name != name || values[i] == 0) continue;
      const bool log = p.range.scale == Scale::log && p.range.low > 0;
      space.push_back({p.name, p.range.low, p.range.high, log ? Scale::log : p.range.scale});
    }
  for (SearchAxis& axis : space)
    if (axis.scale == Scale::log && !(axis.low > 0)) axis.scale = Scale::linear;
  return space;
}

void check(const StudySpec& spec) {
  check_labels("method", spec.methods);
  check_labels("task", spec.tasks);
  check_cost(spec.cost);
  if (!(spec.budget > 0 && spec.budget <= 1e9)) throw InputError("budget must be a number in 0..1e9");
  check_at_least("tuning", spec.tuning, 1, 10'000);
  check_at_least("tuning_starts", spec.tuning_starts, 1, 10'000'000);
  check_at_least("starts", spec.starts, 1, 10'000'000);
  if (spec.rates != 0) check_at_least("rates", spec.rates, 2, 1000);
  check_at_least("rate_starts", spec.rate_starts, 1, 10'000'000);
  if (spec.rate_axis.name != "lr") throw InputError("rate_axis is of lr, not of " + spec.rate_axis.name);
  check_range(spec.rate_axis);
  check_at_least("targets", spec.targets, 1, 1000);
  if (!(std::abs(spec.target_high) <= 300 && std::abs(spec.target_low) <= 300) ||
      !(spec.target_low < spec.target_high))
    throw InputError(
        "targets fall from 10^high to 10^low: high and low must be in -300..300, low below high");
  for (const Task& task : spec.tasks) in_context("task " + task.label, [&] { check_instances(task); });
  for (const Method& method : spec.methods)
    in_context("method " + method.label, [&] { check_space(method); });
  check_pairs(spec);
}

}  // namespace thalweg::study
