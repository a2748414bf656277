// SPDX-License-Identifier: MIT
// Surface and rule in one kernel: the same bits as the two kernels called in turn, which stay the oracle.
#include <gtest/gtest.h>

#include "engine/registry.h"
#include "machine.h"

namespace thalweg::test {
namespace {

using cpu::Isa;
using cpu::KernelTable;
using cpu::PairKernel;

/// The run of a pair with particles that rest and that move on, in a last block that is not full.
RunSpec spec_of(const PairKernel& pair, Precision precision, MathMode math) {
  RunSpec spec;
  for (const SurfaceEntry& entry : surfaces())
    if (entry.kernels == pair.surface) spec.surface = {entry.info.name};
  for (const OptimizerEntry& entry : optimizers())
    if (entry.type == std::string("thalweg::") + pair.optimizer) spec.optimizer = {entry.info.name};
  if (pair.variant == 1) spec.optimizer.parameters = {{"momentum", 0.9}};
  spec.particles = 700;
  spec.steps = 1200;
  spec.precision = precision;
  spec.math = math;
  spec.lr = 0.05 * *make_plan(spec).spec.lr;  // nothing overflows, where a limit would matter
  return spec;
}

/// Calls test(isa, spec) for all pairs of all instruction sets.
template <class Test>
int for_each_pair(MathMode math, Test test) {
  int pairs = 0;
  for (const Isa& isa : cpu::usable_isas())
    for (const Precision precision : {Precision::float32, Precision::float64}) {
      const KernelTable& table = isa.table(math, precision);
      for (int i = 0; i < *table.pair_count; i++, pairs++)
        test(isa.name, spec_of(table.pairs[i], precision, math));
    }
  return pairs;
}

TEST(CpuPairs, HaveTheBitsOfTheTwoKernels) {
  const int pairs = for_each_pair(MathMode::exact, [](const std::string& isa, const RunSpec& spec) {
    RunSpec apart = spec;
    apart.clip_norm = 1e300;  // limits nothing, but is a reason to take the kernels one by one
    for (const TrailSpec& trail : {TrailSpec{}, TrailSpec{7, 5}, TrailSpec{1, 3}}) {
      RunSpec recorded = spec;
      recorded.trail = apart.trail = trail;
      EXPECT_EQ(difference(run(recorded, isa), run(apart, isa)), "")
          << isa << " " << spec.surface.name << " " << spec.optimizer.name;
    }
  });
  EXPECT_GT(pairs, 0);
}

// Several groups are advanced by one piece of code: each must be rounded alike, or particles that are packed
// elsewhere would change their bits.
TEST(CpuPairs, RoundAlikeInEveryLane) {
  for (const MathMode math : {MathMode::exact, MathMode::fast})
    for_each_pair(math, [](const std::string& isa, RunSpec spec) {
      spec.start = {.kind = StartKind::point, .x = 0.7123, .y = -0.4321};
      spec.steps = 37;
      for (const double decay : {0.0, 0.013}) {
        RunSpec decays = spec;
        decays.optimizer.parameters.emplace_back("weight_decay", decay);
        const Record record = run(decays, isa);
        const End& first = record.ends[0];
        EXPECT_TRUE(first.x != *spec.start.x || first.y != *spec.start.y);
        for (const End& end : record.ends)
          ASSERT_TRUE(end.x == first.x && end.y == first.y)
              << isa << " " << spec.surface.name << " " << spec.optimizer.name << " " << &end - &first;
      }
    });
}

TEST(CpuPairs, DoNotDependOnHowStepsAreSplit) {
  for_each_pair(MathMode::fast, [](const std::string& isa, const RunSpec& spec) {
    const std::unique_ptr<Backend> backend = backend_with(isa, 1);
    const Plan plan = make_plan(spec);
    const Record whole = run_in_slices(*backend, plan, {spec.steps});
    EXPECT_EQ(difference(whole, run_in_slices(*backend, plan, {1, 2, 30, 1, 15, 1151})), "")
        << isa << " " << spec.surface.name << " " << spec.optimizer.name;
  });
}

}  // namespace
}  // namespace thalweg::test
