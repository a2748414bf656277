// SPDX-License-Identifier: MIT
// Lets the host compiler read the device code: the very text that NVRTC compiles then runs thread by thread,
// so that tests can hold it against the CPU machine bit for bit without a card.  Include it before any .cuh
// file.
#pragma once

#ifndef __CUDACC__

#include <cstddef>
#include <cstdint>
#include <utility>

#define __global__
#define __launch_bounds__(threads)
#define __grid_constant__

namespace thalweg::kernels {

/// CUDA's three numbers, as far as one-dimensional grids need them.
struct HostIndex {
  std::uint32_t x = 0;
};

// CUDA's own names: device code refers to them.  One copy per thread, because the device has one per thread
// too.
inline thread_local HostIndex blockIdx, threadIdx, blockDim;

/// Runs `kernel` for threads 0 .. threads - 1 of a grid, as one block of that many.
template <class... Parameters, class... Arguments>
void run_grid(void (*kernel)(Parameters...), std::uint32_t threads, const Arguments&... arguments) {
  blockIdx.x = 0;
  blockDim.x = threads;
  for (threadIdx.x = 0; threadIdx.x < threads; threadIdx.x++) kernel(arguments...);
}

namespace detail {

template <class... Parameters, std::size_t... I>
void unpack(void (*kernel)(Parameters...), std::uint32_t threads, void* const* arguments,
            std::index_sequence<I...>) {
  run_grid(kernel, threads, *static_cast<const Parameters*>(arguments[I])...);
}

}  // namespace detail

/// The same with the arguments as cudaLaunchKernel takes them: a pointer to each.
template <class... Parameters>
void launch_on_host(void (*kernel)(Parameters...), std::uint32_t threads, void* const* arguments) {
  detail::unpack(kernel, threads, arguments, std::index_sequence_for<Parameters...>());
}

}  // namespace thalweg::kernels

#endif
