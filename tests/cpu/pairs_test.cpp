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
