// SPDX-License-Identifier: MIT
// What the files of this program share.
#pragma once

#include <benchmark/benchmark.h>

#include <string>

#include "engine/run_spec.h"

namespace thalweg::bench {

/// Times the descent alone.  Counters: particle_steps, those that particles took until they were stopped, per
/// second of the fastest iteration, as the peaks are the fastest, too; moving, the share of particles that
/// were never stopped.  The label is the device.
void descend(benchmark::State& state, const RunSpec& spec);

/// Typed formulas beside the built-in surfaces of the same text (formula_bench.cpp).
void add_formulas();
/// Surface sampling, critical points, basin maps, clustering (analysis_bench.cpp).
void add_analyses();
/// From the start of the program beside `self` to its end (start_bench.cpp).
void add_starts(const std::string& self);

}  // namespace thalweg::bench
