// SPDX-License-Identifier: MIT
// Which cards there are, through the table of calls, so that every answer of a driver can be tried without
// one.
#pragma once

#include "kernels/cuda_api.cuh"
#include "kernels/cuda_backend.h"

namespace thalweg::kernels {

CudaStatus probe(const CudaApi& api);

}  // namespace thalweg::kernels
