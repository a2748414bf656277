// SPDX-License-Identifier: MIT
#include "study/compare_studies.h"

#include <algorithm>
#include <cmath>

namespace thalweg::study {

namespace {

std::string label_of(const Json& part) {
  for (const char* key : {"label", "name"})
    if (part.is_object() && part.contains(key) && part[key].is_string()) return part[key].get<std::string>();
  return part.is_string() ? part.get<std::string>() : "";
}

bool labelled(const Json& parts) {
  return parts.is_array() && !parts.empty() &&
         std::all_of(parts.begin(), parts.end(), [](const Json& part) { return !label_of(part).empty(); });
}

Json by_label(const Json& parts) {
  Json object = Json::object();
  for (const Json& part : parts) object[label_of(part)] = part;
  return object;
}

void add_changes(const std::string& where, const Json& a, const Json& b, std::vector<SpecChange>& changes) {
  if (a == b) return;
  if (labelled(a) && labelled(b)) return add_changes(where, by_label(a), by_label(b), changes);
  if (!a.is_object() || !b.is_object()) return changes.push_back({where, a, b});
  const std::string prefix = where.empty() ? "" : where + ".";
  for (const auto& [key, value] : a.items())
    add_changes(prefix + key, value, b.contains(key) ? b[key] : Json(), changes);
  for (const auto& [key, value] : b.items())
    if (!a.contains(key)) changes.push_back({prefix + key, Json(), value});
}

template <class Part>
int index_of(const std::vector<Part>& parts, const std::string& label) {
  for (std::size_t i = 0; i < parts.size(); i++)
    if (parts[i].label == label) return int(i);
  return -1;
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same(const Estimate& a, const Estimate& b) {
  return same_number(a.value, b.value) && same_number(a.low, b.low) && same_number(a.high, b.high);
}

bool same(const MethodOnTask& a, const MethodOnTask& b) {
  const auto same_target = [](const TargetResult& x, const TargetResult& y) {
    return x.target == y.target && x.reached == y.reached && same(x.running_time, y.running_time);
  };
  return a.runs == b.runs && a.outcomes == b.outcomes && same_number(a.final_median, b.final_median) &&
         std::equal(a.targets.begin(), a.targets.end(), b.targets.begin(), b.targets.end(), same_target);
}

Verdict verdict_of(const TargetResult& a, const TargetResult& b) {
  if (a.reached == 0 && b.reached == 0) return Verdict::neither;
  if (b.reached == 0) return Verdict::only_first;
  if (a.reached == 0) return Verdict::only_second;
  if (b.running_time.high < a.running_time.low) return Verdict::sooner;
  if (b.running_time.low > a.running_time.high) return Verdict::later;
  return Verdict::within;
}

}  // namespace

const char* name(Verdict verdict) {
  switch (verdict) {
    case Verdict::same:
      return "the same";
    case Verdict::within:
      return "intervals overlap";
    case Verdict::sooner:
      return "B sooner";
    case Verdict::later:
      return "B later";
    case Verdict::only_first:
      return "only A gets there";
    case Verdict::only_second:
      return "only B gets there";
    case Verdict::neither:
      return "neither gets there";
  }
  return "";
}

std::vector<SpecChange> spec_changes(const Json& a, const Json& b) {
  std::vector<SpecChange> changes;
  add_changes("", a, b, changes);
  return changes;
}

std::vector<EffectChange> effect_changes(const StudyResults& a, const StudyResults& b) {
  std::vector<EffectChange> changes;
  for (const MethodOnTask& pair : a.pairs) {
    const std::string& method = a.spec.methods[std::size_t(pair.method)].label;
    const std::string& task = a.spec.tasks[std::size_t(pair.task)].label;
    const int m = index_of(b.spec.methods, method), t = index_of(b.spec.tasks, task);
    if (m < 0 || t < 0) continue;
    const MethodOnTask& other = b.pairs[std::size_t(m) * b.spec.tasks.size() + std::size_t(t)];
    const double target = std::min(pair.targets[std::size_t(a.final_target[std::size_t(pair.task)])].target,
                                   other.targets[std::size_t(b.final_target[std::size_t(t)])].target);
    const auto at_target = [target](const TargetResult& r) { return r.target == target; };
    const auto x = std::find_if(pair.targets.begin(), pair.targets.end(), at_target),
               y = std::find_if(other.targets.begin(), other.targets.end(), at_target);
    if (x == pair.targets.end() || y == other.targets.end()) continue;
    changes.push_back({method, task, target, *x, *y, y->running_time.value / x->running_time.value,
                       same(pair, other) ? Verdict::same : verdict_of(*x, *y)});
  }
  return changes;
}

}  // namespace thalweg::study
