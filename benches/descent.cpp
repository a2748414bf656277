// SPDX-License-Identifier: MIT
#include "descent.h"

#include <algorithm>
#include <chrono>

#include "cpu/cpu_backend.h"
#include "engine/watch.h"

namespace thalweg::bench {
namespace {

constexpr i64 kFewestSteps = 20, kMostSteps = 2'000;

void descend(benchmark::State& state, const RunSpec& spec, double floor, Backend& machine, i64 slice) {
  using Clock = std::chrono::steady_clock;
  const Plan plan = make_plan(spec);
  i64 steps = 0, moving = 0;
  double fastest = 1e9;
  for (auto _ : state) {
    const std::unique_ptr<Ensemble> ensemble = machine.start(plan);
    const Clock::time_point begin = Clock::now();
    while (ensemble->step() < spec.steps) ensemble->advance(slice > 0 ? slice : spec.steps);
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    state.SetIterationTime(seconds);
    fastest = std::min(fastest, seconds);
    if (steps > 0) continue;
    for (const EndCell& cell : ensemble->end_cells()) {
      steps += cell.steps;
      if ((cell.status & ~(kOscillating | kRisen)) == kMoving) moving += cell.count;
    }
  }
  const double rate = double(steps) / fastest;
  state.counters["particle_steps"] = rate;
  state.counters["asked"] = double(spec.particles * spec.steps) / fastest;
  state.counters["moving"] = double(moving) / double(spec.particles);
  if (floor > 0) {
    state.counters["floor"] = floor;
    state.counters["share"] = rate / floor;
  }
  state.SetLabel(machine.device());
}

RunSpec moving_run(const Named& landscape, const Named& method, Precision precision, MathMode math,
                   i64 particles) {
  RunSpec spec = landscape.spec;
  spec.optimizer = method.spec.optimizer;
  spec.precision = precision;
  spec.math = math;
  spec.particles = particles;
  spec.threads = 1;
  spec.lr = 0.01 * *make_plan(spec).spec.lr;
  for (const auto& [parameter, value] : spec.optimizer.parameters)
    if (parameter == "momentum") *spec.lr *= 1 - value;  // its steps add up to the same
  return spec;
}

}  // namespace

void add_descent(const std::string& name, const RunSpec& spec, double floor, std::shared_ptr<Backend> machine,
                 i64 slice) {
  benchmark::RegisterBenchmark(name.c_str(),
                               [=](benchmark::State& state) {
                                 descend(state, spec, floor,
                                         machine ? *machine : *make_cpu_backend(spec.threads), slice);
                               })
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

std::vector<Measured> measured_runs(i64 particles, double seconds,
                                    const std::function<double(const Plan&)>& floor_seconds) {
  std::vector<Measured> runs;
  for (const Named& landscape : landscapes())
    for (const Named& method : methods())
      for (const Precision precision : {Precision::float32, Precision::float64})
        for (const MathMode math : {MathMode::fast, MathMode::exact}) {
          Measured run{landscape.name + "/" + method.name +
                           (precision == Precision::float32 ? "/float" : "/double") +
                           (math == MathMode::fast ? "/fast" : "/exact"),
                       moving_run(landscape, method, precision, math, particles), 0};
          const double step = floor_seconds(make_plan(run.spec));
          if (step > 0) run.floor = 1 / step;
          const double wanted = step > 0 ? seconds / (step * double(particles)) : 100;
          run.spec.steps = std::clamp(i64(wanted), kFewestSteps, kMostSteps);
          runs.push_back(std::move(run));
        }
  return runs;
}

bool stands_for_all(const Measured& run) {
  for (const char* name : {"rosenbrock/sgd", "rosenbrock/adam", "rastrigin/sgd", "rastrigin/adam"})
    if (run.name == std::string(name) + "/float/fast") return true;
  return false;
}

}  // namespace thalweg::bench
