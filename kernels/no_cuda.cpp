// SPDX-License-Identifier: MIT
// The CUDA machine of a program that was built without the toolkit.
#include "core/error.h"
#include "kernels/cuda_backend.h"

namespace thalweg {

CudaStatus probe_cuda() { return {{}, "built without the CUDA toolkit"}; }

std::unique_ptr<Backend> make_cuda_backend(int device_index) {
  throw InputError("cuda:" + std::to_string(device_index) + " is not there: " + probe_cuda().why);
}

}  // namespace thalweg
