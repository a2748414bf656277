// SPDX-License-Identifier: MIT
// The kernels that depend on neither the surface nor the optimizer.  Compiled by NVRTC from memory, and by
// the host compiler for tests (kernels/host_shim.h), so nothing of std is included.
#pragma once

#include "engine/start.h"
#include "kernels/layout.h"

namespace thalweg::kernels {

THALWEG_HD u32 thread_index() { return blockIdx.x * blockDim.x + threadIdx.x; }

/// A position as it is drawn: the first two weights.
template <class T, int N>
THALWEG_HD TrailPoint shown(const Vec<T, N>& p) {
  return {float(p[0]), N > 1 ? float(p[N > 1 ? 1 : 0]) : 0.0f};
}

/// Sends all particles to their starts.  out: components of range.count numbers each.
template <class T>
__global__ void __launch_bounds__(kThreads)
    place(const __grid_constant__ StartPlan plan, const u64 first, const Range range, T* out) {
  const u32 i = thread_index();
  if (i >= range.count) return;
  const Point p = start_point(plan, first + range.begin + i);
  out[i] = T(p.x);
  if (plan.weights > 1) out[u64(range.count) + i] = T(p.y);
  if (plan.weights > 2) out[2 * u64(range.count) + i] = T(p.z);
}

/// Positions as they are drawn.
template <class T>
__global__ void __launch_bounds__(kThreads)
    pack(const __grid_constant__ Particles<T> e, const int weights, const Range range, TrailPoint* out) {
  const u32 i = thread_index();
  if (i >= range.count) return;
  const u64 particle = u64(range.begin) + i;
  out[i] = {float(e.position[particle]), weights > 1 ? float(e.position[e.n + particle]) : 0.0f};
}

}  // namespace thalweg::kernels
