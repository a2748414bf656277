// SPDX-License-Identifier: MIT
#include "cpu/executable.h"

#if defined(__x86_64__) && defined(__linux__)
#include <sys/mman.h>

#include <cstring>
#endif

namespace thalweg::cpu {

#if defined(__x86_64__) && defined(__linux__)
// Written first and made executable then: memory is never both.
std::shared_ptr<const std::byte> make_executable(std::span<const std::byte> code) {
  void* const memory = mmap(nullptr, code.size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return {};
  const std::size_t size = code.size();
  std::shared_ptr<const std::byte> owned(static_cast<const std::byte*>(memory), [size](const std::byte* at) {
    munmap(const_cast<std::byte*>(at), size);
  });
  std::memcpy(memory, code.data(), size);
  if (mprotect(memory, size, PROT_READ | PROT_EXEC) != 0) return {};
  return owned;
}
#else
std::shared_ptr<const std::byte> make_executable(std::span<const std::byte>) { return {}; }
#endif

}  // namespace thalweg::cpu
