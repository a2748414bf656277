// SPDX-License-Identifier: MIT
#include "cpu/cpu_backend.h"

#include <algorithm>
#include <cstdlib>

#include "core/error.h"
#include "cpu/cpu_ensemble.h"
#include "engine/trail_sampler.h"

namespace thalweg {

namespace cpu {
namespace {

class CpuBackend final : public Backend, public TrailSampler {
 public:
  CpuBackend(Isa isa, int threads) : isa_(std::move(isa)), pool_(std::make_shared<ThreadPool>(threads)) {}

  std::string device() const override {
    const int n = pool_->threads();
    return "cpu " + isa_.name + ", " + std::to_string(n) + (n == 1 ? " thread" : " threads");
  }

  std::unique_ptr<Ensemble> start(const Plan& plan) override {
    return start_sampled(plan, sample_of(plan, plan.spec.particles));
  }
  std::unique_ptr<Ensemble> start_sampled(const Plan& plan, const TrailSample& sample) override {
    const KernelTable& table = isa_.table(plan.spec.math, plan.spec.precision);
    return std::make_unique<CpuEnsemble>(plan, table, formulas_.find(plan.landscape, table, plan.spec.math),
                                         pool_, sample);
  }

  void values(const Landscape& f, std::span<const Point> points, std::span<double> out) override {
    if (points.size() != out.size()) throw Error("as many values as points are needed");
    const KernelTable& table = isa_.table(MathMode::exact, Precision::float64);
    const std::shared_ptr<const CompiledFormula> compiled = formulas_.find(f, table, MathMode::exact);
    const SurfaceKernels& surface = compiled ? compiled->kernels : find_kernels(table, *f.surface);
    const i64 blocks = (std::ssize(points) + kBlock - 1) / kBlock;
    pool_->for_each(blocks, [&](i64 index) {
      alignas(kAlignment) std::byte p[kBlock * 3 * sizeof(double)];
      alignas(kAlignment) double v[kBlock];
      const std::size_t first = std::size_t(index) * kBlock,
                        n = std::min<std::size_t>(kBlock, points.size() - first);
      Point at[kBlock];
      std::copy_n(points.data() + first, n, at);
      std::fill(at + n, at + kBlock, at[0]);
      const int vectors = vectors_for(int(n), table.lanes);
      table.of(f.surface->weights).particles->load(at, p, vectors);
      surface.value(f.functor.data(), p, v, vectors);
      std::transform(v, v + n, out.data() + first, one_nan);
    });
  }

 private:
  Isa isa_;
  CompiledFormulas formulas_;
  std::shared_ptr<ThreadPool> pool_;
};

}  // namespace
}  // namespace cpu

int cpu_workers(int threads) {
  return threads > 0 ? threads : std::max(1, int(std::thread::hardware_concurrency()));
}

std::unique_ptr<Backend> make_cpu_backend(int threads) {
  if (threads < 0) throw InputError("threads must be 0 (one per hardware thread) or more");
  const char* asked = std::getenv("THALWEG_ISA");
  return std::make_unique<cpu::CpuBackend>(cpu::choose_isa(asked ? asked : ""), cpu_workers(threads));
}

}  // namespace thalweg
