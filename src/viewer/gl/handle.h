// SPDX-License-Identifier: MIT
// Ownership of an OpenGL name: moved, never copied, deleted once.
#pragma once

#include <utility>

namespace thalweg::gl {

/// Delete is a function that frees one name; 0 is no object.
template <void (*Delete)(unsigned)>
class Handle {
 public:
  Handle() = default;
  explicit Handle(unsigned id) : id_(id) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, 0u)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (id_) Delete(id_);
  }
  unsigned id() const { return id_; }

 private:
  unsigned id_ = 0;
};

void delete_buffer(unsigned id);
void delete_texture(unsigned id);
void delete_framebuffer(unsigned id);
void delete_program(unsigned id);
void delete_vertex_array(unsigned id);

}  // namespace thalweg::gl
