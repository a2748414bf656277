// SPDX-License-Identifier: MIT
// One card: every call that may fail goes through here and becomes one line that says what was being done.
#pragma once

#include <string>

#include "kernels/cuda_api.cuh"

namespace thalweg::kernels {

class Card {
 public:
  /// Throws InputError if there is no such card, Error if the driver cannot be asked.
  Card(const CudaApi& api, int index);

  const CudaApi& api() const { return api_; }
  const std::string& name() const { return name_; }  ///< "cuda:0 NVIDIA H200"
  int major() const { return major_; }
  int minor() const { return minor_; }
  int multiprocessors() const { return multiprocessors_; }
  /// Bytes that can be allocated now.
  std::size_t free_memory() const;

  /// Makes this the calling thread's card.
  void use() const;
  /// Throws Error unless `error` is success: "cuda:0 NVIDIA H200: out of memory while DOING (CALL:
  /// cudaError...)".
  void check(cudaError_t error, const char* call, const std::string& doing) const;

 private:
  CudaApi api_;
  int index_;
  std::string name_;
  int major_ = 0, minor_ = 0, multiprocessors_ = 1;
};

/// After these the card's memory and all later calls are worthless until the program starts anew.
bool loses_the_card(cudaError_t error);

/// Memory of a card, with an owner.
class DeviceMemory {
 public:
  DeviceMemory() = default;
  /// Throws Error if there is not enough; `what` for: "positions of 1000 particles".
  DeviceMemory(const Card& card, std::size_t bytes, const std::string& what);
  ~DeviceMemory() { release(); }
  DeviceMemory(DeviceMemory&& other) noexcept { swap(other); }
  DeviceMemory& operator=(DeviceMemory&& other) noexcept {
    swap(other);
    return *this;
  }

  std::size_t size() const { return size_; }
  std::byte* bytes() const { return data_; }
  template <class T>
  T* as(std::size_t offset = 0) const {
    return reinterpret_cast<T*>(data_ + offset);
  }

 private:
  void swap(DeviceMemory& other) noexcept {
    std::swap(release_, other.release_);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
  }
  void release() noexcept {
    if (data_) release_(data_);  // a failure here cannot be helped, and shows at the next call
    data_ = nullptr;
  }
  decltype(CudaApi::release) release_ = nullptr;
  std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

/// A queue of work on a card.
class Stream {
 public:
  explicit Stream(const Card& card);
  ~Stream() { card_.api().destroy_stream(stream_); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  cudaStream_t get() const { return stream_; }
  void wait(const std::string& doing) const;
  void copy(void* to, const void* from, std::size_t bytes, cudaMemcpyKind kind,
            const std::string& doing) const;
  void clear(void* at, std::size_t bytes, const std::string& doing) const;

 private:
  const Card& card_;
  cudaStream_t stream_ = nullptr;
};

}  // namespace thalweg::kernels
