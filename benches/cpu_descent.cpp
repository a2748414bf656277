// SPDX-License-Identifier: MIT
// Particle-steps per second of the CPU machine, for every pair of a landscape and an optimizer, in both
// precisions and both maths modes, beside the least time that the formulas allow (floor.h).
//   thalweg-bench                                            everything, some minutes
//   thalweg-bench --benchmark_filter=rastrigin/adam          one pair
//   thalweg-bench --benchmark_filter='^(cpu|threads)'        the descents alone
//   thalweg-bench --benchmark_out=speed.json                 the table as JSON, too
// Counters: particle_steps per second; floor, the same if every unit was always busy; share, of that floor;
// moving, the share of particles that moved to the end: the others leave lanes empty.
// Lines that begin with `large` take seconds each.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "cpu/isa.h"
#include "descent.h"
#include "floor.h"

namespace {

using namespace thalweg;
using bench::Peaks;

constexpr i64 kParticles = 65'536;
constexpr double kSeconds = 0.02;  // of one measurement at the floor
constexpr i64 kFewestSteps = 20, kMostSteps = 2'000;

/// The peaks by precision.
struct Machine {
  std::string isa;
  Peaks peaks[2];
};

void descend(benchmark::State& state, const RunSpec& spec, double floor_seconds) {
  bench::descend(state, spec);
  if (!(floor_seconds > 0)) return;
  const double floor = double(spec.threads) / floor_seconds;
  state.counters["floor"] = floor;
  state.counters["share"] = state.counters["particle_steps"].value / floor;
}

/// All particles keep moving for as long as the measurement takes.
RunSpec spec_of(const bench::Named& landscape, const bench::Named& method, Precision precision, MathMode math,
                const Machine& machine, double& floor_seconds) {
  RunSpec spec = landscape.spec;
  spec.optimizer = method.spec.optimizer;
  spec.precision = precision;
  spec.math = math;
  spec.particles = kParticles;
  spec.threads = 1;
  spec.lr = 0.01 * *make_plan(spec).spec.lr;
  for (const auto& [parameter, value] : spec.optimizer.parameters)
    if (parameter == "momentum") *spec.lr *= 1 - value;  // its steps add up to the same
  const bool fused = math == MathMode::fast && machine.isa != "sse2";
  floor_seconds = bench::floor_seconds(bench::count_step(make_plan(spec), fused),
                                       machine.peaks[precision == Precision::float64]);
  const double wanted = floor_seconds > 0 ? kSeconds / (floor_seconds * double(kParticles)) : 100;
  spec.steps = std::clamp(i64(wanted), kFewestSteps, kMostSteps);
  return spec;
}

void add(const std::string& name, const RunSpec& spec, double floor_seconds) {
  benchmark::RegisterBenchmark(
      name.c_str(), [spec, floor_seconds](benchmark::State& state) { descend(state, spec, floor_seconds); })
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

void add_pairs(const Machine& machine) {
  for (const bench::Named& landscape : bench::landscapes())
    for (const bench::Named& method : bench::methods())
      for (const Precision precision : {Precision::float32, Precision::float64})
        for (const MathMode math : {MathMode::fast, MathMode::exact}) {
          double floor = 0;
          const RunSpec spec = spec_of(landscape, method, precision, math, machine, floor);
          add("cpu/" + landscape.name + "/" + method.name +
                  (precision == Precision::float32 ? "/float" : "/double") +
                  (math == MathMode::fast ? "/fast" : "/exact"),
              spec, floor);
        }
}

/// What two threads gain, and what trails cost.
void add_variations(const Machine& machine) {
  for (const bench::Named& landscape : bench::landscapes())
    for (const bench::Named& method : bench::methods()) {
      if (landscape.name != "rosenbrock" && landscape.name != "rastrigin") continue;
      if (method.name != "sgd" && method.name != "adam") continue;
      double floor = 0;
      RunSpec spec = spec_of(landscape, method, Precision::float32, MathMode::fast, machine, floor);
      const std::string pair = landscape.name + "/" + method.name;
      for (const int threads : {1, 2}) {
        spec.threads = threads;
        spec.particles = 4 * kParticles;
        add("threads/" + pair + "/" + std::to_string(threads), spec, floor);
      }
      spec.threads = 1;
      spec.particles = kParticles;
      for (const i64 every : {0, 5, 1}) {
        spec.trail = {std::max<i64>(every, 1), every > 0 ? 64 : 0};
        add("trails/" + pair + (every > 0 ? "/every" + std::to_string(every) : "/none"), spec, floor);
      }
    }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const char* asked = std::getenv("THALWEG_ISA");
  Machine machine{cpu::choose_isa(asked ? asked : "").name, {}};
  for (const Precision precision : {Precision::float32, Precision::float64}) {
    Peaks& peaks = machine.peaks[precision == Precision::float64];
    peaks = bench::measure_peaks(machine.isa, precision);
    const std::string type = precision == Precision::float32 ? "float" : "double";
    for (const auto& [name, value] :
         {std::pair("multiply_adds", peaks.fma), std::pair("arithmetic", peaks.arithmetic),
          std::pair("divisions", peaks.division), std::pair("roots", peaks.root),
          std::pair("memory_bytes", peaks.memory)})
      benchmark::AddCustomContext("peak_" + type + "_" + name + "_per_second", std::to_string(value));
  }
  benchmark::AddCustomContext("isa", machine.isa);
  add_pairs(machine);
  add_variations(machine);
  bench::add_formulas();
  bench::add_analyses();
  bench::add_starts(argv[0]);
  benchmark::RunSpecifiedBenchmarks();
}
