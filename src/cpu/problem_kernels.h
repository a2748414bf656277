// SPDX-License-Identifier: MIT
// One problem over a block: about all rows of its data, and about a batch of its own for every particle.
#pragma once

#include "cpu/surface_kernels.h"
#include "noise/minibatch.h"
#include "problems/finite_sum.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

/// The mean over the batches of a group of particles, each lane's its own.
template <class Sum, class S>
struct BatchMean {
  static constexpr int kLanes = Simd<S>::kLanes;
  const Sum& sum;
  Batch batch[kLanes];

  template <class... W>
  THALWEG_HD auto operator()(W... w) const {
    return sum.mean(
        batch[0].count, [this](u32 j) { return row(j); }, w...);
  }

 private:
  OwnRow<Simd<S>, Sum::columns> row(u32 j) const {
    OwnRow<Simd<S>, Sum::columns> own;
    for (int lane = 0; lane < kLanes; lane++) {
      const S* const from = sum.template row<sizeof(S) == sizeof(float)>(batch[lane].row(j));
      for (int k = 0; k < Sum::columns; k++) own.numbers[k].v[lane] = from[k];
    }
    return own;
  }
};

template <class Sum, class S>
BatchMean<Sum, S> batch_mean(const Sum& sum, const void* constants, const Draw& draw, int i) {
  const auto& c = *static_cast<const Minibatch::Constants<S>*>(constants);
  BatchMean<Sum, S> mean{sum, {}};
  for (int lane = 0; lane < Simd<S>::kLanes; lane++)
    mean.batch[lane] = Minibatch::batch(c, u32(sum.count), draw.seed, draw.step,
                                        draw.first + draw.offsets[i * Simd<S>::kLanes + lane]);
  return mean;
}

template <class Sum, class S>
void batch_value_block(const void* functor, const void* constants, const Draw& draw, const void* points,
                       void* values, int vectors) {
  each_point<Sum, S, Simd<S>>(functor, points, values, vectors, [&](const Sum& f, const auto& p, int i) {
    return thalweg::value(batch_mean<Sum, S>(f, constants, draw, i), p);
  });
}

template <class Sum, class S>
void batch_gradient_block(const void* functor, const void* constants, const Draw& draw, const void* points,
                          void* gradients, int vectors) {
  each_point<Sum, S, Vec<Simd<S>, weights_of<Sum>>>(
      functor, points, gradients, vectors, [&](const Sum& f, const auto& p, int i) {
        return thalweg::gradient(batch_mean<Sum, S>(f, constants, draw, i), p);
      });
}

template <class Sum, class S>
void batch_hessian_block(const void* functor, const void* constants, const Draw& draw, const void* points,
                         void* answers, int vectors) {
  each_point<Sum, S, Answer<Simd<S>, weights_of<Sum>>>(
      functor, points, answers, vectors, [&](const Sum& f, const auto& p, int i) {
        return answer(batch_mean<Sum, S>(f, constants, draw, i), p);
      });
}

template <class Problem, class S>
constexpr SurfaceKernels problem_kernels(const char* type) {
  using Sum = FiniteSum<Problem>;
  SurfaceKernels kernels = surface_kernels<Sum, S>(type);
  kernels.batch_value = batch_value_block<Sum, S>;
  kernels.batch_gradient = batch_gradient_block<Sum, S>;
  kernels.batch_hessian = batch_hessian_block<Sum, S>;
  return kernels;
}

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT

/// Defines surface_TYPE, for float and double, of the variant.
#define THALWEG_PROBLEM_KERNELS(Type)                                                           \
  namespace thalweg::cpu::THALWEG_VARIANT {                                                     \
  extern const SurfaceKernels surface_##Type[2];                                                \
  constexpr SurfaceKernels surface_##Type[2] = {problem_kernels<thalweg::Type, float>(#Type),   \
                                                problem_kernels<thalweg::Type, double>(#Type)}; \
  }
