// SPDX-License-Identifier: MIT
// The registry: everything that can be named, with its description and its host-side functions, type-erased.
// Entries are made from the registered structs (registry.cpp); adding a header and a row to a list.txt is all
// it takes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/interval.h"
#include "core/jet.h"
#include "engine/run_spec.h"
#include "noise/noise.h"
#include "optimizers/optimizer.h"
#include "schedules/schedule.h"
#include "surfaces/surface.h"

namespace thalweg {

struct ParameterInfo {
  std::string name;
  double initial;
  Range range;
  std::string meaning;
};

using Parameters = std::vector<ParameterInfo>;
/// Values in the order of the entry's parameters.
using Values = std::vector<double>;
/// A trivially copyable functor or block of constants, as its bytes.
using Bytes = std::vector<std::byte>;

struct SurfaceEntry {
  SurfaceInfo info;
  std::string header,
      type;  ///< "surfaces/himmelblau.h", "thalweg::Himmelblau": how a run-time compiler names it
  Parameters parameters;
  std::vector<KnownMinimum> minima;  ///< with the parameters' defaults
  /// Those of a functor with other parameters.
  std::vector<KnownMinimum> (*minima_of)(const std::byte* functor);
  /// The functor for these parameter values.
  Bytes (*make)(const Values&);
  LearningRates (*learning_rates)(const Values&);
  double (*value)(const std::byte* functor, Point);
  Jet<double, 2> (*jet)(const std::byte* functor, Point);
  Jet<Interval, 2> (*enclose)(const std::byte* functor, Interval x, Interval y);
};

/// One variant of an optimizer: what a machine must provide for it.
struct RuleInfo {
  int stages;
  Request request;
  int constants;      ///< doubles in Step<double>
  int state_numbers;  ///< numbers of state per particle in 2-D
  bool draws;         ///< random numbers
  bool pauses;        ///< a particle that stands still may move again
  void (*at)(const Values&, double lr, i64 t, double* constants);
};

struct OptimizerEntry {
  OptimizerInfo info;
  std::string header, type;
  Parameters parameters;
  std::vector<RuleInfo> rules;  ///< by variant
  int (*variant)(const Values&);
  /// What is wrong with this combination of values, or nullptr.
  const char* (*conflict)(const Values&);
};

struct ScheduleEntry {
  ScheduleInfo info;
  Parameters parameters;
  double (*at)(const Values&, double lr, i64 k, i64 steps);
};

struct NoiseEntry {
  NoiseInfo info;
  std::string header, type;
  Parameters parameters;
  bool random;
  int constants;
  void (*at)(const Values&, double* constants);
};

// In the order of the list files.
std::span<const SurfaceEntry> surfaces();
std::span<const OptimizerEntry> optimizers();
std::span<const ScheduleEntry> schedules();
std::span<const NoiseEntry> noises();

// By name; throw InputError with the nearest match and the list.
const SurfaceEntry& find_surface(const std::string& name);
const OptimizerEntry& find_optimizer(const std::string& name);
const ScheduleEntry& find_schedule(const std::string& name);
const NoiseEntry& find_noise(const std::string& name);

/// The values of all parameters: defaults, overridden by the choice.  Throws InputError for an unknown
/// parameter, a value that is not finite or out of range, a fraction for an integer, or anything but 0 and 1
/// for a switch.
Values resolve(const std::string& owner, const Parameters& parameters, const Choice& choice);

}  // namespace thalweg
