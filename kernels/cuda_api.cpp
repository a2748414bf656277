// SPDX-License-Identifier: MIT
#include "kernels/cuda_api.cuh"

#include "kernels/cluster.cuh"
#include "kernels/density.cuh"
#include "kernels/kernel_cache.h"

// As cuda_gl_interop.h declares it; that header wants OpenGL's, which the toolkit does not bring.
extern "C" cudaError_t CUDARTAPI cudaGraphicsGLRegisterBuffer(cudaGraphicsResource** resource,
                                                              unsigned buffer, unsigned flags);

namespace thalweg::kernels {

namespace {

cudaError_t copy_rows(void* to, std::size_t to_pitch, const void* from, std::size_t from_pitch,
                      std::size_t width, std::size_t height, cudaMemcpyKind kind, cudaStream_t stream) {
  return cudaMemcpy2DAsync(to, to_pitch, from, from_pitch, width, height, kind, stream);
}

// A stream of its own: it does not wait for what others do on the card.
cudaError_t create_stream(cudaStream_t* stream) {
  return cudaStreamCreateWithFlags(stream, cudaStreamNonBlocking);
}

cudaError_t load_library(cudaLibrary_t* library, const void* image) {
  return cudaLibraryLoadData(library, image, nullptr, nullptr, 0, nullptr, nullptr, 0);
}

cudaError_t launch(cudaKernel_t kernel, unsigned blocks, unsigned threads, void** arguments,
                   cudaStream_t stream) {
  return cudaLaunchKernel(static_cast<const void*>(kernel), dim3(blocks), dim3(threads), arguments, 0,
                          stream);
}

Binary compile(const Program& program, int major, int minor) {
  static const Nvrtc nvrtc;
  const std::string architecture = nvrtc.architecture(major, minor);
  return compile_cached(nvrtc, KernelCache(cache_folder()), program, architecture);
}

}  // namespace

const CudaApi& cuda_api() {
  static const CudaApi api{
      .driver_version = cudaDriverGetVersion,
      .device_count = cudaGetDeviceCount,
      .device_properties = [](cudaDeviceProp* p, int device) { return cudaGetDeviceProperties(p, device); },
      .set_device = cudaSetDevice,
      .memory_info = cudaMemGetInfo,
      .allocate = [](void** p, std::size_t bytes) { return cudaMalloc(p, bytes); },
      .release = cudaFree,
      .set_memory = cudaMemsetAsync,
      .copy = cudaMemcpyAsync,
      .copy_rows = copy_rows,
      .create_stream = create_stream,
      .destroy_stream = cudaStreamDestroy,
      .wait = cudaStreamSynchronize,
      .load_library = load_library,
      .unload_library = cudaLibraryUnload,
      .find_kernel = cudaLibraryGetKernel,
      .launch = launch,
      .last_error = cudaGetLastError,
      .compile = compile,
      .gl_register = cudaGraphicsGLRegisterBuffer,
      .gl_unregister = cudaGraphicsUnregisterResource,
      .gl_map = [](cudaGraphicsResource_t* r, cudaStream_t s) { return cudaGraphicsMapResources(1, r, s); },
      .gl_unmap = [](cudaGraphicsResource_t* r,
                     cudaStream_t s) { return cudaGraphicsUnmapResources(1, r, s); },
      .gl_pointer = cudaGraphicsResourceGetMappedPointer,
      .cluster = cluster_ends,
      .quantiles = loss_quantiles,
      .add_density = add_density,
  };
  return api;
}

}  // namespace thalweg::kernels
