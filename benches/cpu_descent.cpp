// SPDX-License-Identifier: MIT
// Particle-steps per second of the CPU machine, by surface, optimizer and threads.
//   thalweg-bench                                      everything, about half a minute
//   thalweg-bench --benchmark_filter=rastrigin/adam    one pair
// Counters: particle_steps, the steps of particles that were still moving; peak_fma, multiply-adds of single
// lanes that this processor was measured to do; share, of that peak, by the floating-point instructions of
// the pair's kernels.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "cpu/isa.h"
#include "descent.h"
#include "peak.h"

namespace {

using namespace thalweg;

constexpr i64 kParticles = 100'000, kSteps = 500;

// Floating-point instructions per vector of particles in the fast AVX-512 kernels, counted in their
// disassembly.
struct Work {
  const char* name;
  Choice choice;
  double instructions;
};
const std::vector<Work> kSurfaces{
    {"rosenbrock", {"rosenbrock"}, 8},
    {"himmelblau", {"himmelblau"}, 10},
    {"rastrigin", {"rastrigin"}, 38},
    {"ackley", {"ackley"}, 82},
};
const std::vector<Work> kOptimizers{
    {"sgd", {"sgd"}, 2},
    {"momentum", {"sgd", {{"momentum", 0.9}}}, 6},
    {"adam", {"adam"}, 18},
};

void descend(benchmark::State& state, const RunSpec& spec, double instructions, double peak) {
  const double steps = bench::descend(state, spec);
  using benchmark::Counter;
  state.counters["peak_fma"] = Counter(peak * spec.threads);
  if (peak > 0)
    state.counters["share"] =
        Counter(steps * instructions / (peak * spec.threads), Counter::kIsIterationInvariantRate);
}

void add(const Work& surface, const Work& optimizer, int threads, double peak) {
  RunSpec spec;
  spec.surface = surface.choice;
  spec.optimizer = optimizer.choice;
  spec.particles = kParticles;
  spec.steps = kSteps;
  spec.threads = threads;
  const std::string name =
      std::string(surface.name) + "/" + optimizer.name + "/threads:" + std::to_string(threads);
  benchmark::RegisterBenchmark(name.c_str(), descend, spec, surface.instructions + optimizer.instructions,
                               peak)
      ->UseManualTime()
      ->MinTime(0.2)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const char* asked = std::getenv("THALWEG_ISA");
  const double peak = bench::peak_fma_per_second(cpu::choose_isa(asked ? asked : "").name);
  for (const Work& surface : kSurfaces)
    for (const Work& optimizer : kOptimizers)
      for (const int threads : {1, 2}) add(surface, optimizer, threads, peak);
  bench::add_formulas();
  benchmark::RunSpecifiedBenchmarks();
}
