// SPDX-License-Identifier: MIT
// The tables of one variant: compiled once per instruction set and maths mode.
#include "cpu/noise_kernels.h"
#include "cpu/particle_kernels.h"
#include "registry/noise.h"
#include "registry/optimizers.h"
#include "registry/surfaces.h"

namespace thalweg::cpu::THALWEG_VARIANT {

#define THALWEG_DECLARE(Type) extern const SurfaceKernels surface_##Type[2];
THALWEG_FOR_EACH_SURFACE(THALWEG_DECLARE)
#undef THALWEG_DECLARE
#define THALWEG_DECLARE(Type) extern const OptimizerKernels optimizer_##Type[2];
THALWEG_FOR_EACH_OPTIMIZER(THALWEG_DECLARE)
#undef THALWEG_DECLARE

namespace {

template <class S>
constexpr int kPrecision = sizeof(S) == sizeof(double);

#define THALWEG_ROW(Type) &surface_##Type[kPrecision<S>],
template <class S>
constexpr const SurfaceKernels* surface_table[] = {THALWEG_FOR_EACH_SURFACE(THALWEG_ROW)};
#undef THALWEG_ROW
#define THALWEG_ROW(Type) &optimizer_##Type[kPrecision<S>],
template <class S>
constexpr const OptimizerKernels* optimizer_table[] = {THALWEG_FOR_EACH_OPTIMIZER(THALWEG_ROW)};
#undef THALWEG_ROW
#define THALWEG_ROW(Type) {#Type, noise_block<thalweg::Type, S>},
template <class S>
constexpr NoiseKernels noise_table[] = {THALWEG_FOR_EACH_NOISE(THALWEG_ROW)};
#undef THALWEG_ROW

template <class T, int N>
constexpr int count(const T (&)[N]) {
  return N;
}

template <class S>
constexpr KernelTable table{Simd<S>::kLanes,       surface_table<S>,          count(surface_table<S>),
                            optimizer_table<S>,    count(optimizer_table<S>), noise_table<S>,
                            count(noise_table<S>), &particle_kernels<S>};

}  // namespace

const KernelTable& kernel_table(bool in_double) { return in_double ? table<double> : table<float>; }

}  // namespace thalweg::cpu::THALWEG_VARIANT
