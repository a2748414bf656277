// SPDX-License-Identifier: MIT
#include "kernels/kernel_store.cuh"

#include <algorithm>

namespace thalweg::kernels {

KernelStore::~KernelStore() {
  for (const auto& [name, loaded] : loaded_)
    if (loaded.library) card_.api().unload_library(loaded.library);
}

const std::vector<cudaKernel_t>& KernelStore::get(const Program& program) {
  const auto key = std::pair(program.math, program.kernels);
  if (const auto found = loaded_.find(key); found != loaded_.end()) return found->second.kernels;
  const Binary binary = card_.api().compile(program, card_.major(), card_.minor());
  Loaded& loaded = loaded_[key];
  try {
    card_.check(card_.api().load_library(&loaded.library, binary.image.data()), "cudaLibraryLoadData",
                "loading " + program.kernels[0]);
    for (const std::string& name : binary.names)
      card_.check(card_.api().find_kernel(&loaded.kernels.emplace_back(), loaded.library, name.c_str()),
                  "cudaLibraryGetKernel", "loading " + program.kernels[0]);
  } catch (...) {
    if (loaded.library) card_.api().unload_library(loaded.library);
    loaded_.erase(key);
    throw;
  }
  return loaded.kernels;
}

unsigned detail::block_size(const Card& card, u32 threads) {
  constexpr unsigned kWarp = 32;
  const u64 spread = u64(threads) / (4 * u64(card.multiprocessors())) / kWarp * kWarp;
  return unsigned(std::clamp<u64>(spread, kWarp, kThreads));
}

}  // namespace thalweg::kernels
