// SPDX-License-Identifier: MIT
// A study: which methods are compared, on what, at which cost, and how they are tuned.  A study is a file
// (study/spec_json.h); the same file and seed give the same results, byte by byte.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/hd.h"
#include "core/parameters.h"
#include "engine/run_spec.h"

namespace thalweg::study {

/// A hyper-parameter that tuning may set: "lr", or one of the optimizer's.
struct SearchAxis {
  std::string name;
  double low, high;
  Scale scale = Scale::log;
  friend bool operator==(const SearchAxis&, const SearchAxis&) = default;
};

/// An optimizer with its schedule and clipping: what is compared as one.
struct Method {
  std::string label;  ///< unique
  Choice optimizer;
  std::optional<double> lr = {};  ///< of the first setting; absent: the landscape's for the family
  Choice schedule{"constant"};
  std::vector<SchedulePart> then = {};
  std::optional<double> clip_norm = {}, clip_value = {};
  std::vector<SearchAxis> space = {};  ///< what tuning searches; the same on all tasks
  friend bool operator==(const Method&, const Method&) = default;
};

/// A landscape, in one or more instances.
struct Task {
  std::string label;  ///< unique
  LandscapeKind kind = LandscapeKind::surface;
  Choice landscape = {};
  std::string formula = {}, data_file = {};
  std::optional<Domain> domain = {};
  Choice noise{"none"};
  /// Of surfaces with a parameter `instance`: its values.  Of all others an instance is another set of starts
  /// and of noise.  The two lists have nothing in common.
  std::vector<i64> training{101, 102, 103}, held_out{1, 2, 3, 4, 5};
  /// The value from which the excess is measured; absent: the lowest published one, or the lowest that any
  /// method reached in the study (marked as such).
  std::optional<double> f_best = {};
  friend bool operator==(const Task&, const Task&) = default;
};

/// What a call of the oracle costs.  A gradient in two weights comes with its value.
struct CostModel {
  double value = 1, gradient = 1, hessian = 2;
  friend bool operator==(const CostModel&, const CostModel&) = default;
};

struct StudySpec {
  std::string name = "study";
  std::vector<Method> methods;
  std::vector<Task> tasks;
  CostModel cost = {};
  double budget = 2000;  ///< cost per run
  int tuning =
      15;  ///< settings that each method may try per task: 1, 5, 15, 50; the first is the default one
  i64 tuning_starts = 200, starts = 1000;  ///< per instance
  int rates = 15;                          ///< learning rates of the sensitivity curve; 0: none
  i64 rate_starts = 200;                   ///< per rate and instance
  SearchAxis rate_axis{"lr", 1e-6, 10, Scale::log};
  Start start = {};
  /// Excesses that count as reached: 10^high ... 10^low, evenly in the exponent.
  double target_high = 2, target_low = -8;
  int targets = 51;
  u64 seed = 1;
  Precision precision = Precision::float64;
  MathMode math = MathMode::exact;
  friend bool operator==(const StudySpec&, const StudySpec&) = default;
};

/// Descending: 10^2, 10^1.8, ..., 10^-8.
std::vector<double> targets_of(const StudySpec& spec);

/// "quick", "classic", "bbob", "sgd-family", "robustness".
std::vector<std::string> preset_names();
/// Throws InputError with the nearest match.
StudySpec preset(const std::string& name);
/// The search space that a method has unless it says otherwise: the rate, and those of its parameters that
/// matter most (from their registered ranges).  The same whatever is descended.
std::vector<SearchAxis> default_space(const Choice& optimizer);

/// InputError with one line that says what is wrong: unknown names, labels twice, instances that are both
/// trained and tested on, budgets below one step, targets that do not fall, ...
void check(const StudySpec& spec);

}  // namespace thalweg::study
