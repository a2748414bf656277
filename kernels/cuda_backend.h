// SPDX-License-Identifier: MIT
// The CUDA machine, as the rest of the program sees it.  No CUDA header, so that a build without the toolkit
// has the same interface: kernels/no_cuda.cpp then stands in for it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/backend.h"

namespace thalweg {

struct CudaCard {
  int index;
  std::string name;    ///< "NVIDIA H200"
  std::size_t memory;  ///< bytes in all
  int major, minor;    ///< compute capability
  int multiprocessors;
};

/// What there is to run on; `why` says in one sentence why there is nothing, and is empty otherwise.
struct CudaStatus {
  std::vector<CudaCard> cards;
  std::string why;
};

/// Asks the driver; the only function here that may be called without wanting to use a card.
CudaStatus probe_cuda();

/// Throws InputError if there is no such card, Error if it cannot be used.
std::unique_ptr<Backend> make_cuda_backend(int device_index);

}  // namespace thalweg
