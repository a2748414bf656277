// SPDX-License-Identifier: MIT
// What the files of this program share.
#pragma once

#include <benchmark/benchmark.h>

#include <functional>
#include <memory>
#include <string>

#include "engine/backend.h"
#include "engine/plan.h"
#include "floor.h"

namespace thalweg::bench {

/// A table row: times the descent alone.  Counters: particle_steps, those that particles took until they were
/// stopped, per second of the fastest iteration, as the peaks are the fastest, too; moving, the share of
/// particles that were never stopped; asked, particle_steps with those that particles at rest were spared;
/// and, where a floor is given, floor, the particle-steps per second if every unit was always busy, and
/// share, of that floor.  The label is the device.  slice: steps at a time, as pictures show them; 0: all at
/// once.
void add_descent(const std::string& name, const RunSpec& spec, double floor = 0,
                 std::shared_ptr<Backend> machine = {}, i64 slice = 0);

/// A run whose particles all keep moving for as long as a measurement takes.
struct Measured {
  std::string name;  ///< landscape/method/precision/maths
  RunSpec spec;
  double floor;  ///< particle-steps per second, 0 where it is not known
};
/// For every pair of floor.h in both precisions and maths modes: so many particles, and steps for so many
/// seconds at the floor.  floor_seconds: of one step of one particle of a plan.
std::vector<Measured> measured_runs(i64 particles, double seconds,
                                    const std::function<double(const Plan&)>& floor_seconds);
/// Those that stand for all where something else is varied: the cheapest surface and one with functions, with
/// and without memory; float and fast.
bool stands_for_all(const Measured& run);

/// The same pairs on a card, if there is one (card_descent.cpp).
void add_card();
/// Typed formulas beside the built-in surfaces of the same text (formula_bench.cpp).
void add_formulas();
/// Surface sampling, critical points, basin maps, clustering (analysis_bench.cpp).
void add_analyses();
/// From the start of the program beside `self` to its end (start_bench.cpp).
void add_starts(const std::string& self);

}  // namespace thalweg::bench
