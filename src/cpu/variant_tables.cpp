// SPDX-License-Identifier: MIT
// The tables of one variant: compiled once per instruction set and maths mode.
#include "cpu/formula_kernels.h"
#include "cpu/noise_kernels.h"
#include "cpu/particle_kernels.h"
#include "registry/noise.h"
#include "registry/optimizers_names.h"
#include "registry/problems_names.h"
#include "registry/surfaces_names.h"

namespace thalweg::cpu::THALWEG_VARIANT {

#define THALWEG_DECLARE(Type) extern const SurfaceKernels surface_##Type[2];
THALWEG_FOR_EACH_SURFACE(THALWEG_DECLARE)
THALWEG_FOR_EACH_PROBLEM(THALWEG_DECLARE)
#undef THALWEG_DECLARE
#define THALWEG_DECLARE(Type) extern const OptimizerKernels optimizer_##Type[3][2];
THALWEG_FOR_EACH_OPTIMIZER(THALWEG_DECLARE)
#undef THALWEG_DECLARE

extern const PairKernel pairs[];  // variant_pairs.cpp
extern const int pair_count;

namespace {

template <class S>
constexpr int kPrecision = sizeof(S) == sizeof(double);

template <class S, int N>
constexpr SurfaceKernels formulas = formula_kernels<S, N>(N == 1   ? "Program<1>"
                                                          : N == 2 ? "Program<2>"
                                                                   : "Program<3>");
#define THALWEG_ROW(Type) &surface_##Type[kPrecision<S>],
template <class S>
constexpr const SurfaceKernels* surface_table[] = {
    THALWEG_FOR_EACH_SURFACE(THALWEG_ROW) THALWEG_FOR_EACH_PROBLEM(THALWEG_ROW) & formulas<S, 1>,
    &formulas<S, 2>, &formulas<S, 3>};
#undef THALWEG_ROW
#define THALWEG_ROW(Type) &optimizer_##Type[N - 1][kPrecision<S>],
template <class S, int N>
constexpr const OptimizerKernels* optimizer_table[] = {THALWEG_FOR_EACH_OPTIMIZER(THALWEG_ROW)};
#undef THALWEG_ROW
#define THALWEG_ROW(Type) noise_kernels<thalweg::Type, S, N>(#Type),
template <class S, int N>
constexpr NoiseKernels noise_table[] = {THALWEG_FOR_EACH_NOISE(THALWEG_ROW)};
#undef THALWEG_ROW

template <class T, int N>
constexpr int count(const T (&)[N]) {
  return N;
}

template <class S, int N>
constexpr ParticleTable particles{optimizer_table<S, N>, count(optimizer_table<S, N>), noise_table<S, N>,
                                  count(noise_table<S, N>), &particle_kernels<S, N>};

template <class S>
constexpr KernelTable table{Simd<S>::kLanes,
                            surface_table<S>,
                            count(surface_table<S>),
                            {&particles<S, 1>, &particles<S, 2>, &particles<S, 3>},
                            pairs,
                            &pair_count,
                            kPrecision<S> == 1};

}  // namespace

const KernelTable& kernel_table(bool in_double) { return in_double ? table<double> : table<float>; }

}  // namespace thalweg::cpu::THALWEG_VARIANT
