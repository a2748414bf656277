// SPDX-License-Identifier: MIT
// Particle-steps per second of a card for the pairs of the table, beside its own floor; what small ensembles
// and trails cost there.  Times are those that a caller sees: one launch after the other, one wait at the
// end.
#include "card_peaks.h"
#include "descent.h"
#include "kernels/cuda_backend.h"

namespace thalweg::bench {
namespace {

constexpr i64 kParticles = 1 << 22;
constexpr double kSeconds = 0.02;  // of one measurement at the floor

double floor_of(const Plan& plan, const CardPeaks& peaks) {
  const bool fast = plan.spec.math == MathMode::fast, single = plan.spec.precision == Precision::float32;
  return floor_seconds(count_step(plan, {.fused = fast, .special = fast && single}), peaks,
                       plan.spec.precision);
}

void add_variations(const Measured& run, const std::shared_ptr<Backend>& machine) {
  const std::string pair = run.name.substr(0, run.name.find("/float"));
  for (const i64 particles : {1, 100, 10'000}) {
    RunSpec spec = run.spec;
    spec.particles = particles;
    spec.steps = 10'000;
    add_descent("card_small/" + pair + "/" + std::to_string(particles), spec, 0, machine);
  }
  for (const i64 every : {0, 5, 1}) {
    RunSpec spec = run.spec;
    spec.trail = {std::max<i64>(every, 1), every > 0 ? 64 : 0};
    add_descent("card_trails/" + pair + (every > 0 ? "/every" + std::to_string(every) : "/none"), spec,
                run.floor, machine);
  }
}

}  // namespace

void add_card() {
  const std::optional<CardPeaks> peaks = measure_card();
  if (!peaks) return;
  for (const auto& [name, rate] :
       {std::pair("float_multiply_adds", peaks->issue[0]), std::pair("double_multiply_adds", peaks->issue[1]),
        std::pair("special", peaks->special), std::pair("memory_bytes", peaks->memory)})
    benchmark::AddCustomContext("card_" + std::string(name) + "_per_second", std::to_string(rate));
  const std::shared_ptr<Backend> machine = make_cuda_backend(0);
  const std::vector<Measured> runs =
      measured_runs(kParticles, kSeconds, [&](const Plan& plan) { return floor_of(plan, *peaks); });
  for (const Measured& run : runs) add_descent("card/" + run.name, run.spec, run.floor, machine);
  for (const Measured& run : runs)
    if (stands_for_all(run)) add_variations(run, machine);
}

}  // namespace thalweg::bench
