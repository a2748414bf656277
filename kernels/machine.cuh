// SPDX-License-Identifier: MIT
// What all ensembles of one card share.
#pragma once

#include "kernels/kernel_store.cuh"

namespace thalweg::kernels {

struct Machine {
  /// memory_limit: bytes that an ensemble may keep on the card; 0 means what is free.
  Machine(const CudaApi& api, int device_index, std::size_t limit = 0)
      : card(api, device_index), kernels(card), memory_limit(limit) {}
  Card card;
  KernelStore kernels;
  std::size_t memory_limit;
  std::string why_no_gl;  ///< the first failure of kernels/gl_interop.cuh; empty: none yet
};

/// A backend on any table of calls.
std::unique_ptr<Backend> make_backend(const CudaApi& api, int device_index, std::size_t memory_limit = 0);

}  // namespace thalweg::kernels
