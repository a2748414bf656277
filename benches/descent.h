// SPDX-License-Identifier: MIT
// Timed runs of the CPU machine.
#pragma once

#include <benchmark/benchmark.h>

#include "engine/run_spec.h"

namespace thalweg::bench {

/// Times the descent alone.  Returns the steps that particles took until they were stopped, which are the
/// counter particle_steps; the label is the device.
double descend(benchmark::State& state, const RunSpec& spec);

/// Registers typed formulas beside the built-in surfaces of the same text (formula_bench.cpp).
void add_formulas();

}  // namespace thalweg::bench
