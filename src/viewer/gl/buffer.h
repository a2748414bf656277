// SPDX-License-Identifier: MIT
// A buffer object that shaders read as a storage or uniform block.
#pragma once

#include <cstddef>
#include <span>

#include "viewer/gl/handle.h"

namespace thalweg::gl {

class Buffer {
 public:
  Buffer() = default;
  /// Zeroed storage that can be updated; bytes > 0.  Throws Error when the driver has no memory for it.
  explicit Buffer(std::size_t bytes);

  template <class T>
  static Buffer of(std::span<const T> data) {
    Buffer buffer(data.empty() ? sizeof(T) : data.size_bytes());
    buffer.upload(0, data);
    return buffer;
  }

  std::size_t bytes() const { return bytes_; }
  unsigned id() const { return handle_.id(); }

  template <class T>
  void upload(std::size_t byte_offset, std::span<const T> data) {
    upload_bytes(byte_offset, data.data(), data.size_bytes());
  }
  void upload_bytes(std::size_t byte_offset, const void* data, std::size_t size);
  /// Makes room for at least `bytes`, which loses the content when it has to grow.  Returns whether it grew.
  bool reserve(std::size_t bytes);

  void bind_storage(unsigned binding) const;
  void bind_uniform(unsigned binding) const;

 private:
  Handle<delete_buffer> handle_;
  std::size_t bytes_ = 0;
};

}  // namespace thalweg::gl
