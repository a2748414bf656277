// SPDX-License-Identifier: MIT
#include "descent.h"

#include <chrono>

#include "cpu/cpu_backend.h"

namespace thalweg::bench {

void descend(benchmark::State& state, const RunSpec& spec) {
  using Clock = std::chrono::steady_clock;
  const std::unique_ptr<Backend> backend = make_cpu_backend(spec.threads);
  const Plan plan = make_plan(spec);
  i64 steps = 0;
  for (auto _ : state) {
    const std::unique_ptr<Ensemble> ensemble = backend->start(plan);
    const Clock::time_point begin = Clock::now();
    ensemble->advance(spec.steps);
    state.SetIterationTime(std::chrono::duration<double>(Clock::now() - begin).count());
    if (steps == 0)
      for (const EndCell& cell : ensemble->end_cells()) steps += cell.steps;
  }
  state.counters["particle_steps"] =
      benchmark::Counter(double(steps), benchmark::Counter::kIsIterationInvariantRate);
  state.SetLabel(backend->device());
}

}  // namespace thalweg::bench
