// SPDX-License-Identifier: MIT
#include "descent.h"

#include <algorithm>
#include <chrono>

#include "cpu/cpu_backend.h"
#include "engine/watch.h"

namespace thalweg::bench {

void descend(benchmark::State& state, const RunSpec& spec) {
  using Clock = std::chrono::steady_clock;
  const std::unique_ptr<Backend> backend = make_cpu_backend(spec.threads);
  const Plan plan = make_plan(spec);
  i64 steps = 0, moving = 0;
  double fastest = 1e9;
  for (auto _ : state) {
    const std::unique_ptr<Ensemble> ensemble = backend->start(plan);
    const Clock::time_point begin = Clock::now();
    ensemble->advance(spec.steps);
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    state.SetIterationTime(seconds);
    fastest = std::min(fastest, seconds);
    if (steps > 0) continue;
    for (const EndCell& cell : ensemble->end_cells()) {
      steps += cell.steps;
      if ((cell.status & ~(kOscillating | kRisen)) == kMoving) moving += cell.count;
    }
  }
  state.counters["particle_steps"] = double(steps) / fastest;
  state.counters["moving"] = double(moving) / double(spec.particles);
  state.SetLabel(backend->device());
}

}  // namespace thalweg::bench
