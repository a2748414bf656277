// SPDX-License-Identifier: MIT
#include "kernels/cuda_backend.h"

#include <algorithm>

#include "core/error.h"
#include "engine/trail_sampler.h"
#include "kernels/cuda_ensemble.cuh"

namespace thalweg {

namespace kernels {

namespace {

class CudaBackend final : public Backend, public TrailSampler {
 public:
  explicit CudaBackend(std::shared_ptr<Machine> machine) : machine_(std::move(machine)) {}

  std::string device() const override { return machine_->card.name(); }

  std::unique_ptr<Ensemble> start(const Plan& plan) override {
    return start_sampled(plan, sample_of(plan, plan.spec.particles));
  }
  std::unique_ptr<Ensemble> start_sampled(const Plan& plan, const TrailSample& sample) override {
    if (plan.spec.precision == Precision::float64)
      return std::make_unique<CudaEnsemble<double>>(plan, machine_, sample);
    return std::make_unique<CudaEnsemble<float>>(plan, machine_, sample);
  }

  void values(const Landscape& f, std::span<const Point> points, std::span<double> out) override {
    constexpr const char* kDoing = "evaluating a landscape";
    constexpr std::size_t kPiece = 1 << 20;
    if (points.size() != out.size()) throw Error("as many values as points are needed");
    const Card& card = machine_->card;
    card.use();
    const cudaKernel_t kernel = machine_->kernels.get(make_values_program(f))[0];
    const Stream stream(card);
    const CardFunctor functor(card, stream, f);
    const std::size_t most = std::min(kPiece, points.size());
    const DeviceMemory in(card, most * sizeof(Point), "points"), found(card, most * sizeof(double), "values");
    for (std::size_t at = 0; at < points.size(); at += most) {
      const std::size_t n = std::min(most, points.size() - at);
      stream.copy(in.bytes(), &points[at], n * sizeof(Point), cudaMemcpyHostToDevice, kDoing);
      launch(card, kernel, u32(n), stream.get(), kDoing, functor.argument(), u32(n),
             static_cast<const Point*>(in.as<Point>()), found.as<double>());
      stream.copy(&out[at], found.bytes(), n * sizeof(double), cudaMemcpyDeviceToHost, kDoing);
      stream.wait(kDoing);
    }
  }

 private:
  std::shared_ptr<Machine> machine_;
};

}  // namespace

std::unique_ptr<Backend> make_backend(const CudaApi& api, int device_index, std::size_t memory_limit) {
  return std::make_unique<CudaBackend>(std::make_shared<Machine>(api, device_index, memory_limit));
}

}  // namespace kernels

std::unique_ptr<Backend> make_cuda_backend(int device_index) {
  return kernels::make_backend(kernels::cuda_api(), device_index);
}

}  // namespace thalweg
