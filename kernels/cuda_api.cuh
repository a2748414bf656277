// SPDX-License-Identifier: MIT
// The few calls of the CUDA runtime and of the run-time compiler that the machine makes, as a table, so that
// tests without a card can put a pretended card in its place: one that runs out of memory, is lost, or
// computes on the host.
#pragma once

#include <cuda_runtime_api.h>

#include <string>
#include <vector>

#include "engine/backend.h"
#include "kernels/layout.h"
#include "kernels/nvrtc.h"

namespace thalweg::kernels {

struct CudaApi {
  cudaError_t (*driver_version)(int*);
  cudaError_t (*device_count)(int*);
  cudaError_t (*device_properties)(cudaDeviceProp*, int device);
  cudaError_t (*set_device)(int);
  cudaError_t (*memory_info)(std::size_t* free, std::size_t* total);
  cudaError_t (*allocate)(void**, std::size_t);
  cudaError_t (*release)(void*);
  cudaError_t (*set_memory)(void*, int value, std::size_t, cudaStream_t);
  cudaError_t (*copy)(void* to, const void* from, std::size_t, cudaMemcpyKind, cudaStream_t);
  cudaError_t (*copy_rows)(void* to, std::size_t to_pitch, const void* from, std::size_t from_pitch,
                           std::size_t width, std::size_t height, cudaMemcpyKind, cudaStream_t);
  cudaError_t (*create_stream)(cudaStream_t*);
  cudaError_t (*destroy_stream)(cudaStream_t);
  cudaError_t (*wait)(cudaStream_t);
  cudaError_t (*load_library)(cudaLibrary_t*, const void* image);
  cudaError_t (*unload_library)(cudaLibrary_t);
  cudaError_t (*find_kernel)(cudaKernel_t*, cudaLibrary_t, const char* name);
  cudaError_t (*launch)(cudaKernel_t, unsigned blocks, unsigned threads, void** arguments, cudaStream_t);
  cudaError_t (*last_error)();  ///< and clears it

  /// Compiled, or from the disk cache.  Throws Error.
  Binary (*compile)(const Program&, int major, int minor);

  // Buffers of OpenGL, whose context is current.
  cudaError_t (*gl_register)(cudaGraphicsResource_t*, unsigned buffer, unsigned flags);
  cudaError_t (*gl_unregister)(cudaGraphicsResource_t);
  cudaError_t (*gl_map)(cudaGraphicsResource_t*, cudaStream_t);
  cudaError_t (*gl_unmap)(cudaGraphicsResource_t*, cudaStream_t);
  cudaError_t (*gl_pointer)(void**, std::size_t* bytes, cudaGraphicsResource_t);

  // kernels/cluster.cuh
  std::vector<EndCell> (*cluster)(const EndRecord* ends, u32 n, u64 first, const Box& domain, cudaStream_t);
  LossQuantiles (*quantiles)(double* losses, u32 n, cudaStream_t);
  // kernels/density.cuh
  void (*add_density)(const TrailPoint* points, u32 count, const u8* kinds, const Box& box, int n,
                      u32* counts, cudaStream_t);
};

/// The real thing.
const CudaApi& cuda_api();

}  // namespace thalweg::kernels
