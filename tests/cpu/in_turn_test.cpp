// SPDX-License-Identifier: MIT
// Blocks of which few particles still move are left, and those go on together: the same bits as the scalar
// machine, and as threads that have one block each and so never leave it.
#include <gtest/gtest.h>

#include <algorithm>

#include "machine.h"
#include "reference.h"

namespace thalweg::test {
namespace {

constexpr i64 kParticles = 16 * cpu::kBlock + 44;
constexpr i64 kSteps = 700;

struct Case {
  const char* surface;
  Choice optimizer;
  double lr;
  const char *noise, *schedule;
  Precision precision;
};
const Case kCases[] = {
    {"himmelblau", {"sgd", {{"momentum", 0.5}}}, 0.04, "none", "constant", Precision::float32},
    {"himmelblau", {"sgd", {{"momentum", 0.5}}}, 0.04, "none", "constant", Precision::float64},
    {"rastrigin", {"adam"}, 0.05, "none", "constant", Precision::float32},  // left one after another
    {"goldstein_price", {"sgd", {{"momentum", 0.5}}}, 2.4e-4, "gaussian", "constant", Precision::float64},
    {"goldstein_price", {"sam"}, 2.4e-4, "gaussian", "reduce_on_plateau", Precision::float32}};

RunSpec spec_of(const Case& c, MathMode math) {
  RunSpec spec;
  spec.surface = {c.surface};
  spec.optimizer = c.optimizer;
  spec.lr = c.lr;
  spec.noise = {c.noise};
  spec.schedule = {c.schedule};
  spec.precision = c.precision;
  spec.math = math;
  spec.particles = kParticles;
  spec.steps = kSteps;
  return spec;
}

/// Blocks of which at some multiple of 128 steps some particles, but at most a quarter, still moved.
i64 thin_blocks(const Record& record) {
  i64 thin = 0;
  for (i64 first = 0; first + cpu::kBlock <= kParticles; first += cpu::kBlock) {
    bool found = false;
    for (i64 t = 128; t + 128 <= kSteps; t += 128) {
      const auto moving =
          std::count_if(record.ends.begin() + first, record.ends.begin() + first + cpu::kBlock,
                        [&](const End& end) { return end.steps > t; });
      found = found || (moving > 0 && 4 * moving <= cpu::kBlock);
    }
    thin += found;
  }
  return thin;
}

TEST(CpuInTurn, ThinBlocksHaveTheBitsOfTheScalarMachine) {
  for (const Case& c : kCases) {
    const Plan plan = make_plan(spec_of(c, MathMode::exact));
    const Record expected = scalar_record(plan, kSteps);
    EXPECT_GE(thin_blocks(expected), 10) << c.surface;  // or few were left
    for (const std::string& isa : isa_names()) {
      const std::unique_ptr<Backend> backend = backend_with(isa, 1);
      EXPECT_EQ(difference(expected, run_in_slices(*backend, plan, {kSteps})), "")
          << c.surface << ' ' << c.optimizer.name << ' ' << isa;
      EXPECT_EQ(difference(expected, run_in_slices(*backend, plan, {90, 3, 307, 300})), "")
          << c.surface << ' ' << c.optimizer.name << ' ' << isa;
    }
  }
}

TEST(CpuInTurn, FastModeDoesNotDependOnThreads) {
  for (const Case& c : kCases) {
    const Plan plan = make_plan(spec_of(c, MathMode::fast));
    const Record alone = run_in_slices(*make_cpu_backend(17), plan, {kSteps});
    for (const int threads : {1, 2})
      EXPECT_EQ(difference(alone, run_in_slices(*make_cpu_backend(threads), plan, {kSteps})), "")
          << c.surface << ' ' << c.optimizer.name << ' ' << threads;
  }
}

}  // namespace
}  // namespace thalweg::test
