// SPDX-License-Identifier: MIT
// Particle-steps per second of the CPU machine, for every pair of a landscape and an optimizer, in both
// precisions and both maths modes, beside the least time that the formulas allow (floor.h).
//   thalweg-bench                                            everything, some minutes
//   thalweg-bench --benchmark_filter=rastrigin/adam          one pair
//   thalweg-bench --benchmark_filter='^(cpu|threads|trails|whole)'  the descents alone
//   thalweg-bench --benchmark_out=speed.json                 the table as JSON, too
// and the same on a card, if there is one: card/..., with small ensembles and trails.
// Counters: particle_steps per second; floor, the same if every unit was always busy; share, of that floor;
// moving, the share of particles that moved to the end; asked, particle_steps with those that particles at
// rest were spared. Lines that begin with `large` take seconds each.
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
constexpr i64 kFrame = 60;         // steps between two pictures
constexpr double kSeconds = 0.02;  // of one measurement at the floor

/// The peaks by precision.
struct Machine {
  std::string isa;
  Peaks peaks[2];

  double floor_seconds(const Plan& plan) const {
    const bool fused = plan.spec.math == MathMode::fast && isa != "sse2";
    return bench::floor_seconds(bench::count_step(plan, {fused}),
                                peaks[plan.spec.precision == Precision::float64]);
  }
};

/// What two threads gain, and what trails cost: of a run at once only those are written that are left.
void add_variations(const bench::Measured& run) {
  const std::string pair = run.name.substr(0, run.name.find("/float"));
  for (const int threads : {1, 2}) {
    RunSpec spec = run.spec;
    spec.threads = threads;
    spec.particles = 4 * kParticles;
    bench::add_descent("threads/" + pair + "/" + std::to_string(threads), spec, threads * run.floor);
  }
  for (const i64 every : {0, 5, 1}) {
    RunSpec spec = run.spec;
    spec.trail = {std::max<i64>(every, 1), every > 0 ? 64 : 0};
    const std::string name = "trails/" + pair + (every > 0 ? "/every" + std::to_string(every) : "/none");
    bench::add_descent(name, spec, run.floor);
    bench::add_descent(name + "/frames", spec, run.floor, {}, kFrame);
  }
}

/// Whole runs at the landscape's own rate, in which most particles come to rest.
void add_whole_runs() {
  for (const bench::Named& landscape : bench::landscapes())
    for (const bench::Named& method : bench::methods()) {
      if (landscape.name == "bbob21" || landscape.name == "logistic") continue;
      RunSpec spec = landscape.spec;
      spec.optimizer = method.spec.optimizer;
      spec.particles = kParticles;
      spec.steps = 2'000;
      spec.threads = 1;
      bench::add_descent("whole/" + landscape.name + "/" + method.name, spec);
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
  const std::vector<bench::Measured> runs = bench::measured_runs(
      kParticles, kSeconds, [&](const Plan& plan) { return machine.floor_seconds(plan); });
  for (const bench::Measured& run : runs) bench::add_descent("cpu/" + run.name, run.spec, run.floor);
  for (const bench::Measured& run : runs)
    if (bench::stands_for_all(run)) add_variations(run);
  add_whole_runs();
  bench::add_card();
  bench::add_formulas();
  bench::add_analyses();
  bench::add_starts(argv[0]);
  benchmark::RunSpecifiedBenchmarks();
}
