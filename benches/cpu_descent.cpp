// SPDX-License-Identifier: MIT
// Particle-steps per second of the CPU machine, by surface and optimizer, and what share of the measured peak
// of this processor that is.
#include <benchmark/benchmark.h>

#include <string>

#include "cpu/cpu_backend.h"

namespace {

using namespace thalweg;

constexpr i64 kParticles = 100'000, kSteps = 200;

RunSpec spec_for(const std::string& surface, const Choice& optimizer) {
  RunSpec spec;
  spec.surface = {surface};
  spec.optimizer = optimizer;
  spec.particles = kParticles;
  spec.steps = 1'000'000'000;
  return spec;
}

void descend(benchmark::State& state, const RunSpec& spec, int threads) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(threads);
  const std::unique_ptr<Ensemble> ensemble = backend->start(make_plan(spec));
  ensemble->advance(kSteps);
  for (auto _ : state) ensemble->advance(kSteps);
  state.counters["particle_steps"] = benchmark::Counter(
      double(state.iterations()) * double(spec.particles * kSteps), benchmark::Counter::kIsRate);
  state.SetLabel(backend->device());
}

}  // namespace

int main(int argc, char** argv) {
  for (const char* surface : {"rosenbrock", "himmelblau", "rastrigin", "ackley"})
    for (const Choice& optimizer : {Choice{"sgd"}, Choice{"sgd", {{"momentum", 0.9}}}, Choice{"adam"}})
      for (const int threads : {1, 2}) {
        const std::string name = std::string(surface) + "/" + optimizer.name +
                                 (optimizer.parameters.empty() ? "" : "_momentum") +
                                 "/threads:" + std::to_string(threads);
        benchmark::RegisterBenchmark(name.c_str(), descend, spec_for(surface, optimizer), threads)
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
      }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
