// SPDX-License-Identifier: MIT
// The kernels that a card has loaded so far, compiled when they are first asked for.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "kernels/card.cuh"

namespace thalweg::kernels {

class KernelStore {
 public:
  explicit KernelStore(const Card& card) : card_(card) {}
  ~KernelStore();
  KernelStore(const KernelStore&) = delete;
  KernelStore& operator=(const KernelStore&) = delete;

  /// The kernels of a program, in its order.  Throws Error.
  const std::vector<cudaKernel_t>& get(const Program& program);

 private:
  struct Loaded {
    cudaLibrary_t library = nullptr;
    std::vector<cudaKernel_t> kernels;
  };
  const Card& card_;
  std::map<std::pair<MathMode, std::vector<std::string>>, Loaded> loaded_;
};

/// Arguments that are known only as bytes, beside typed ones.
struct RawArgument {
  const void* bytes;
};

namespace detail {
inline void* pointer_to(const RawArgument& a) { return const_cast<void*>(a.bytes); }
template <class A>
void* pointer_to(const A& a) {
  return const_cast<void*>(static_cast<const void*>(&a));
}
/// Small grids get small blocks, so that they spread over all multiprocessors.
unsigned block_size(const Card& card, u32 threads);
}  // namespace detail

/// Starts `kernel` for `threads` threads.  The arguments must have the very types of its parameters.
template <class... Arguments>
void launch(const Card& card, cudaKernel_t kernel, u32 threads, cudaStream_t stream, const std::string& doing,
            const Arguments&... arguments) {
  if (threads == 0) return;
  void* pointers[] = {detail::pointer_to(arguments)...};
  const unsigned block = detail::block_size(card, threads),
                 blocks = unsigned((u64(threads) + block - 1) / block);
  card.check(card.api().launch(kernel, blocks, block, pointers, stream), "cudaLaunchKernel", doing);
}

}  // namespace thalweg::kernels
