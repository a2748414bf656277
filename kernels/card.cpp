// SPDX-License-Identifier: MIT
#include "kernels/card.cuh"

#include <fmt/format.h>

#include "core/error.h"
#include "kernels/cuda_probe.cuh"

namespace thalweg::kernels {

Card::Card(const CudaApi& api, int index) : api_(api), index_(index) {
  const CudaStatus status = probe(api);
  const std::string asked = "cuda:" + std::to_string(index);
  if (status.cards.empty()) throw InputError(asked + " is not there: " + status.why);
  if (index < 0 || index >= int(status.cards.size())) {
    std::string there;
    for (const CudaCard& card : status.cards)
      there += fmt::format("{}cuda:{} {}", there.empty() ? "" : ", ", card.index, card.name);
    throw InputError(asked + " is not there (accepted: " + there + ")");
  }
  const CudaCard& card = status.cards[std::size_t(index)];
  name_ = asked + " " + card.name;
  major_ = card.major;
  minor_ = card.minor;
  multiprocessors_ = card.multiprocessors;
}

std::size_t Card::free_memory() const {
  std::size_t free = 0, total = 0;
  check(api_.memory_info(&free, &total), "cudaMemGetInfo", "asking for its free memory");
  return free;
}

void Card::use() const { check(api_.set_device(index_), "cudaSetDevice", "choosing it"); }

void Card::check(cudaError_t error, const char* call, const std::string& doing) const {
  if (error == cudaSuccess) return;
  api_.last_error();  // so that it does not appear again at the next, innocent call
  const std::string where = fmt::format(" while {} ({}: {})", doing, call, cudaGetErrorName(error));
  if (error == cudaErrorMemoryAllocation) throw Error(name_ + ": out of memory" + where);
  if (loses_the_card(error))
    throw Error(name_ + " was lost" + where + ": " + cudaGetErrorString(error) +
                "; its results are worthless, start the program again");
  throw Error(name_ + " failed" + where + ": " + cudaGetErrorString(error));
}

bool loses_the_card(cudaError_t error) {
  switch (error) {
    case cudaErrorDevicesUnavailable:
    case cudaErrorECCUncorrectable:
    case cudaErrorHardwareStackError:
    case cudaErrorIllegalAddress:
    case cudaErrorIllegalInstruction:
    case cudaErrorInvalidAddressSpace:
    case cudaErrorInvalidPc:
    case cudaErrorLaunchFailure:
    case cudaErrorLaunchTimeout:
    case cudaErrorMisalignedAddress:
    case cudaErrorNvlinkUncorrectable:
    case cudaErrorSystemNotReady:
    case cudaErrorUnknown:
      return true;
    default:
      return false;
  }
}

DeviceMemory::DeviceMemory(const Card& card, std::size_t bytes, const std::string& what)
    : release_(card.api().release), size_(bytes) {
  if (bytes == 0) return;
  void* data = nullptr;
  card.check(card.api().allocate(&data, bytes), "cudaMalloc",
             fmt::format("asking for {:.1f} MiB for {}", double(bytes) / (1 << 20), what));
  data_ = static_cast<std::byte*>(data);
}

Stream::Stream(const Card& card) : card_(card) {
  card.check(card.api().create_stream(&stream_), "cudaStreamCreateWithFlags", "preparing a run");
}

void Stream::wait(const std::string& doing) const {
  card_.check(card_.api().wait(stream_), "cudaStreamSynchronize", doing);
}

void Stream::copy(void* to, const void* from, std::size_t bytes, cudaMemcpyKind kind,
                  const std::string& doing) const {
  if (bytes == 0) return;
  card_.check(card_.api().copy(to, from, bytes, kind, stream_), "cudaMemcpyAsync", doing);
}

void Stream::clear(void* at, std::size_t bytes, const std::string& doing) const {
  if (bytes == 0) return;
  card_.check(card_.api().set_memory(at, 0, bytes, stream_), "cudaMemsetAsync", doing);
}

}  // namespace thalweg::kernels
