// SPDX-License-Identifier: MIT
#include "kernels/density.cuh"

#include <string>

#include "core/error.h"

namespace thalweg::kernels {

namespace {

// Once particles have come together, most of a warp belong to one cell: one of those that share a cell adds
// for all.
__global__ void add_density_kernel(const TrailPoint* points, u32 count, const u8* kinds, Box box, int n,
                                   u32* counts) {
  const u32 i = blockIdx.x * blockDim.x + threadIdx.x;
  u32 cell = i < count ? density_cell(box, n, points[i].x, points[i].y) : kOutsideDensity;
  if (kinds && cell != kOutsideDensity) cell += kinds[i] * u32(n) * u32(n);
  const unsigned together = __match_any_sync(0xffffffffu, cell);
  const unsigned lane = threadIdx.x % 32;
  if (cell != kOutsideDensity && lane == unsigned(__ffs(int(together))) - 1)
    atomicAdd(&counts[cell], u32(__popc(together)));
}

}  // namespace

void add_density(const TrailPoint* points, u32 count, const u8* kinds, const Box& box, int n, u32* counts,
                 cudaStream_t stream) {
  if (count == 0) return;
  add_density_kernel<<<(count + kThreads - 1) / kThreads, kThreads, 0, stream>>>(points, count, kinds, box, n,
                                                                                 counts);
  if (const cudaError_t error = cudaGetLastError(); error != cudaSuccess)
    throw Error(std::string("counting particles: ") + cudaGetErrorString(error));
}

}  // namespace thalweg::kernels
