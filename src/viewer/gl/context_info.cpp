// SPDX-License-Identifier: MIT
#include "viewer/gl/context_info.h"

#include <glad/gl.h>

#include <cstdint>
#include <vector>

#include "core/error.h"

namespace thalweg::gl {
namespace {

constexpr const char* kReset = "the graphics card was reset";

std::string text_of(GLenum name) {
  const GLubyte* text = glGetString(name);
  return text ? reinterpret_cast<const char*>(text) : "";
}

const char* error_name(GLenum error) {
  switch (error) {
    case GL_INVALID_ENUM:
      return "invalid enum";
    case GL_INVALID_VALUE:
      return "invalid value";
    case GL_INVALID_OPERATION:
      return "invalid operation";
    case GL_INVALID_FRAMEBUFFER_OPERATION:
      return "invalid framebuffer operation";
    default:
      return "unknown error";
  }
}

/// The first error in the driver's own log, which is kept for us when no callback is set.
std::string logged_error() {
  if (!GLAD_GL_KHR_debug && !GLAD_GL_VERSION_4_3) return "";
  GLint length = 0;
  glGetIntegerv(GL_MAX_DEBUG_MESSAGE_LENGTH, &length);
  std::vector<GLchar> text(std::size_t(length > 0 ? length : 1));
  GLenum source, type, severity;
  GLuint id;
  GLsizei written = 0;
  std::string first;
  while (glGetDebugMessageLog(1, GLsizei(text.size()), &source, &type, &id, &severity, &written,
                              text.data()) == 1)
    if (type == GL_DEBUG_TYPE_ERROR && first.empty()) first.assign(text.data());
  return first;
}

}  // namespace

ContextInfo context_info() {
  ContextInfo info{text_of(GL_RENDERER), text_of(GL_VENDOR), text_of(GL_VERSION)};
  glGetIntegerv(GL_MAX_SAMPLES, &info.max_samples);
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &info.max_texture_size);
  GLint64 bytes = 0;
  glGetInteger64v(GL_MAX_SHADER_STORAGE_BLOCK_SIZE, &bytes);
  info.max_storage_block = bytes;
  return info;
}

void enable_debug_messages() {
  // No callback: the driver's message log holds the texts until check() asks, and no exception has to cross
  // the driver.
  glEnable(GL_DEBUG_OUTPUT);
  glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
  glDebugMessageControl(GL_DONT_CARE, GL_DONT_CARE, GL_DONT_CARE, 0, nullptr, GL_FALSE);
  glDebugMessageControl(GL_DONT_CARE, GL_DEBUG_TYPE_ERROR, GL_DONT_CARE, 0, nullptr, GL_TRUE);
}

void check(const char* where) {
  const GLenum error = glGetError();
  if (error == GL_NO_ERROR) return;
  constexpr int kMostPending = 16;  // a lost context reports errors for ever
  for (int i = 0; i < kMostPending && glGetError() != GL_NO_ERROR; i++) continue;
  if (error == GL_CONTEXT_LOST) throw Error(kReset);
  if (error == GL_OUT_OF_MEMORY)
    throw Error(std::string("the graphics card has not enough memory for ") + where);
  const std::string detail = logged_error();
  throw Error(std::string("OpenGL: ") + error_name(error) + " while " + where +
              (detail.empty() ? "" : " (" + detail + ")"));
}

void check_reset() {
  if (glGetGraphicsResetStatus() != GL_NO_ERROR) throw Error(kReset);
}

}  // namespace thalweg::gl
