// SPDX-License-Identifier: MIT
#include "kernels/cuda_probe.cuh"

#include <fmt/format.h>

namespace thalweg {

namespace kernels {

namespace {

std::string spelled(int version) { return fmt::format("{}.{}", version / 1000, version % 1000 / 10); }

// Why the driver could not be asked.
std::string reason(const CudaApi& api, cudaError_t error) {
  if (error == cudaErrorInsufficientDriver) {
    int driver = 0;
    if (api.driver_version(&driver) != cudaSuccess || driver == 0)
      return "no driver: the NVIDIA driver is not installed";
    return "the driver is too old: it supports CUDA " + spelled(driver) + ", this program needs " +
           spelled(CUDART_VERSION);
  }
  if (error == cudaErrorNoDevice) return "no card: the driver sees none";
  return fmt::format("no card: {} ({})", cudaGetErrorString(error), cudaGetErrorName(error));
}

}  // namespace

CudaStatus probe(const CudaApi& api) {
  CudaStatus status;
  int count = 0;  // a failing call leaves it alone
  if (const cudaError_t error = api.device_count(&count); error != cudaSuccess) {
    api.last_error();
    status.why = reason(api, error);
    return status;
  }
  for (int i = 0; i < count; i++) {
    cudaDeviceProp properties{};
    if (const cudaError_t error = api.device_properties(&properties, i); error != cudaSuccess) {
      api.last_error();
      status.cards.clear();
      status.why = fmt::format("cuda:{} does not answer: {} ({})", i, cudaGetErrorString(error),
                               cudaGetErrorName(error));
      return status;
    }
    status.cards.push_back({i, properties.name, properties.totalGlobalMem, properties.major, properties.minor,
                            properties.multiProcessorCount});
  }
  if (status.cards.empty()) status.why = "no card: the driver sees none";
  return status;
}

}  // namespace kernels

CudaStatus probe_cuda() { return kernels::probe(kernels::cuda_api()); }

}  // namespace thalweg
