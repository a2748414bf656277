// SPDX-License-Identifier: MIT
// An ensemble on a card.  One that is larger than the card's memory lives in the host's, and its chunks take
// turns on the card; the results are the same.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/density.h"
#include "engine/gl_sink.h"
#include "kernels/card_functor.cuh"
#include "kernels/chunks.h"
#include "kernels/machine.cuh"
#include "kernels/step_rows.h"

namespace thalweg::kernels {

/// T: float or double, the run's precision.
template <class T>
class CudaEnsemble final : public Ensemble, public DensityCounter, public GlWriter {
 public:
  /// sample: whose trails are recorded.
  CudaEnsemble(const Plan& plan, std::shared_ptr<Machine> machine, const TrailSample& sample);

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
  bool write_positions(GlTarget& to) override;
  bool write_trails(GlTarget& to, i64 first) override;
  std::string why_not() const override { return machine_->why_no_gl; }

 private:
  struct Part {
    Chunk chunk;
    std::vector<std::byte> away{};  ///< its arrays, while another part is on the card
    i64 step = 0;                   ///< steps done
    i64 trail_fetched = 0;          ///< trail slots that the host has or that are overwritten
  };

  const Card& card() const { return machine_->card; }
  std::size_t array_bytes(const Chunk& chunk) const;
  int weights() const { return plan_.landscape.surface->weights; }
  int state_numbers() const;
  Particles<T> particles(const Chunk& chunk) const;
  /// Compiled when it is first asked for.
  cudaKernel_t kernel(const std::string& name);
  i64 slots_after(i64 step) const { return plan_.spec.trail.length > 0 ? step / plan_.spec.trail.every : 0; }

  /// Runs f; if it throws, or did before, the ensemble never answers again.
  template <class F>
  auto guarded(const char* doing, F f);
  /// Runs f(chunk, range in it, offset in [first, first + count)) for pieces of a range that fit into scratch
  /// memory.
  template <class F>
  void for_pieces(i64 first, i64 count, F f);

  void place(const Chunk& chunk);
  void bring(std::size_t part);  ///< onto the card
  void send_away();              ///< the one that is on the card
  void fetch_trail();            ///< new slots of the part on the card
  void run(Part& part, i64 end);
  template <int N>
  Launch<T, N> launch_at(const Chunk& chunk, i64 step, i64 count) const;
  template <int N>
  void descend(const Part& part, const Cut& cut, const std::byte* table);
  /// Leaves the ends of a range in scratch memory.
  const EndRecord* watch(const Chunk& chunk, const Range& range);
  std::byte* scratch(std::size_t bytes);

  Plan plan_;
  std::shared_ptr<Machine> machine_;
  Parts names_;
  std::vector<std::byte> around_;  ///< Surroundings of kernels/descent.cuh
  StepShape shape_;
  TrailSample sample_;
  Stream stream_;
  CardFunctor functor_;
  cudaKernel_t place_ = nullptr, pack_ = nullptr;
  std::map<std::string, cudaKernel_t> kernels_;  ///< by name
  std::vector<Part> parts_;
  std::size_t resident_ = 0;  ///< the part that is on the card
  DeviceMemory arrays_, trail_, scratch_;
  i64 step_ = 0;
  bool broken_ = false;
  std::vector<PointF> host_trail_;
};

extern template class CudaEnsemble<float>;
extern template class CudaEnsemble<double>;

}  // namespace thalweg::kernels
