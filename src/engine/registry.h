// SPDX-License-Identifier: MIT
// The registry: everything that can be named, with its description and its host-side functions, type-erased.
// Entries are made from the registered structs (registry.cpp); adding a header and a row to a list.txt is all
// it takes.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/interval.h"
#include "core/jet.h"
#include "engine/run_spec.h"
#include "noise/noise.h"
#include "optimizers/optimizer.h"
#include "problems/problem.h"
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

/// A function of 1 to 3 weights: a registered surface, a problem over data, or a typed formula.  Functions
/// get the bytes of its functor; points beyond the number of weights are ignored.
struct SurfaceEntry {
  SurfaceInfo info;
  int weights = 2;
  std::string header, type;  ///< "surfaces/himmelblau.h", "thalweg::Himmelblau": for run-time compilers
  std::string kernels;       ///< "Himmelblau": its name in the tables of the CPU machine
  Parameters parameters;
  std::vector<KnownMinimum> minima;  ///< with the parameters' defaults
  /// Those of a functor with other parameters.
  std::vector<KnownMinimum> (*minima_of)(const std::byte* functor) = nullptr;
  /// The functor for these parameter values.  Not of problems, which need data too.
  Bytes (*make)(const Values&) = nullptr;
  /// Null where nobody said which ones work.
  LearningRates (*learning_rates)(const Values&) = nullptr;
  double (*value)(const std::byte* functor, Point) = nullptr;
  /// Value, gradient and Hessian in the first two weights, at the point's third.
  Jet<double, 2> (*jet)(const std::byte* functor, Point) = nullptr;
  /// The same in all weights; derivatives by weights that do not exist are 0.
  Jet<double, 3> (*jet3)(const std::byte* functor, Point) = nullptr;
  /// Of two weights only.
  Jet<Interval, 2> (*enclose)(const std::byte* functor, Interval x, Interval y) = nullptr;
};

struct ProblemEntry {
  ProblemInfo info;
  int inputs;
  SurfaceEntry surface;  ///< what it is to everybody else
  /// The functor over `rows` (inputs + 1 numbers each) and the same as floats, which must outlive it.
  Bytes (*make)(const Values&, const double* rows, const float* rounded, i64 count);
  /// The built-in data, unscaled.
  std::vector<double> (*rows)(const Values&);
};

/// One variant of an optimizer: what a machine must provide for it.
struct RuleInfo {
  int stages;
  Request request;
  int constants;         ///< doubles in Step<double>
  int state_numbers[3];  ///< numbers of state per particle of 1, 2, 3 weights
  bool draws;            ///< random numbers
  bool pauses;           ///< a particle that stands still may move again
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
  /// The momentum at that step; NaN where it stays as it is.  Null for schedules that never move it.
  double (*momentum)(const Values&, i64 k, i64 steps);
  /// Constants of ReduceOnPlateau; null for all others.
  std::vector<double> (*plateau)(const Values&, double lr);
};

struct NoiseEntry {
  NoiseInfo info;
  std::string header, type;
  Parameters parameters;
  bool random, samples;
  int constants;
  void (*at)(const Values&, double* constants);
};

// In the order of the list files.
std::span<const SurfaceEntry> surfaces();
std::span<const ProblemEntry> problems();
std::span<const OptimizerEntry> optimizers();
std::span<const ScheduleEntry> schedules();
std::span<const NoiseEntry> noises();

// By name; throw InputError with the nearest match and the list.
const SurfaceEntry& find_surface(const std::string& name);
const ProblemEntry& find_problem(const std::string& name);
const OptimizerEntry& find_optimizer(const std::string& name);
const ScheduleEntry& find_schedule(const std::string& name);
const NoiseEntry& find_noise(const std::string& name);

/// The values of all parameters: defaults, overridden by the choice.  Throws InputError for an unknown
/// parameter, a value that is not finite or out of range, a fraction for an integer, or anything but 0 and 1
/// for a switch.
Values resolve(const std::string& owner, const Parameters& parameters, const Choice& choice);

}  // namespace thalweg
