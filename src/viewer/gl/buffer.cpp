// SPDX-License-Identifier: MIT
#include "viewer/gl/buffer.h"

#include <glad/gl.h>

#include <string>

#include "core/error.h"
#include "viewer/gl/context_info.h"

namespace thalweg::gl {

void delete_buffer(unsigned id) { glDeleteBuffers(1, &id); }

Buffer::Buffer(std::size_t bytes) : bytes_(bytes) {
  GLuint id = 0;
  glCreateBuffers(1, &id);
  handle_ = Handle<delete_buffer>(id);
  glNamedBufferStorage(id, GLsizeiptr(bytes), nullptr, GL_DYNAMIC_STORAGE_BIT);
  check(("making a buffer of " + std::to_string(bytes) + " bytes").c_str());
  const GLuint zero = 0;
  glClearNamedBufferData(id, GL_R32UI, GL_RED_INTEGER, GL_UNSIGNED_INT, &zero);
}

void Buffer::upload_bytes(std::size_t byte_offset, const void* data, std::size_t size) {
  if (size == 0) return;
  if (byte_offset + size > bytes_) throw Error("OpenGL buffer: upload beyond its end");
  glNamedBufferSubData(id(), GLintptr(byte_offset), GLsizeiptr(size), data);
}

bool Buffer::reserve(std::size_t bytes) {
  if (bytes <= bytes_) return false;
  *this = Buffer(bytes);
  return true;
}

void Buffer::bind_storage(unsigned binding) const {
  glBindBufferBase(GL_SHADER_STORAGE_BUFFER, binding, id());
}
void Buffer::bind_uniform(unsigned binding) const { glBindBufferBase(GL_UNIFORM_BUFFER, binding, id()); }

}  // namespace thalweg::gl
