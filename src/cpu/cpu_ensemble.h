// SPDX-License-Identifier: MIT
// An ensemble on the CPU: blocks of particles, run by a thread pool.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "cpu/compiled_formula.h"
#include "cpu/ends.h"
#include "cpu/isa.h"
#include "cpu/thread_pool.h"
#include "engine/density.h"

namespace thalweg::cpu {

class CpuEnsemble final : public Ensemble, public DensityCounter {
 public:
  /// compiled: of a typed formula, or null.  sample: whose trails are recorded.  Throws Error if the
  /// particles do not fit into memory.
  CpuEnsemble(const Plan& plan, const KernelTable& table, std::shared_ptr<const CompiledFormula> compiled,
              std::shared_ptr<ThreadPool> pool, const TrailSample& sample);

  void advance(i64 steps) override;
  i64 step() const override { return step_; }
  bool follow(const Plan& plan) override;
  void positions(i64 first, std::span<PointF> out) override;
  void losses(i64 first, std::span<double> out) override;
  void ends(i64 first, std::span<End> out) override;
  std::vector<EndCell> end_cells() override;
  LossQuantiles loss_quantiles() override;
  TrailView trails() override;
  void count_density(const Box& box, int n, std::span<u32> counts, const Kinds& kinds) override;

 private:
  /// Particles [begin, begin + count) of a block, which are elements offset, offset + 1, ... of an asked
  /// range.
  struct Part {
    int begin, count;
    std::size_t offset;
  };
  using RangeBody = std::function<void(const Block&, const Part&)>;

  i64 blocks() const { return (plan_.spec.particles + kBlock - 1) / kBlock; }
  Block block(i64 index) const { return blocks_from(index, 1); }
  /// `count` blocks as one; those beyond the last particle are missing.
  Block blocks_from(i64 index, i64 count) const;
  /// Runs body on the blocks of particles [first, first + count), in parallel.
  void for_range(i64 first, i64 count, const RangeBody& body) const;
  /// Constants of the kWatchSteps steps from here on; beyond the budget the learning rate stays at its last
  /// value.
  std::vector<std::byte> watch_constants() const;

  Plan plan_;
  std::shared_ptr<const CompiledFormula> compiled_;
  std::shared_ptr<ThreadPool> pool_;
  TrailSample sample_;
  std::vector<std::byte> noise_constants_, plateau_constants_;
  Descent descent_;  // points into the members before it
  AlignedBytes points_, state_, plateau_, status_, steps_, trail_;
  i64 step_ = 0;
};

}  // namespace thalweg::cpu
