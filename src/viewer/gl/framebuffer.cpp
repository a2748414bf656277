// SPDX-License-Identifier: MIT
#include "viewer/gl/framebuffer.h"

#include <glad/gl.h>

#include <cstring>
#include <string>
#include <utility>

#include "core/error.h"
#include "viewer/gl/context_info.h"

namespace thalweg::gl {

void delete_framebuffer(unsigned id) { glDeleteFramebuffers(1, &id); }

Framebuffer::Framebuffer(Texture color, Texture depth) : color_(std::move(color)), depth_(std::move(depth)) {
  GLuint id = 0;
  glCreateFramebuffers(1, &id);
  handle_ = Handle<delete_framebuffer>(id);
  glNamedFramebufferTexture(id, GL_COLOR_ATTACHMENT0, color_.id(), 0);
  if (depth_.id()) glNamedFramebufferTexture(id, GL_DEPTH_ATTACHMENT, depth_.id(), 0);
  const GLenum status = glCheckNamedFramebufferStatus(id, GL_DRAW_FRAMEBUFFER);
  check("making a framebuffer");
  if (status != GL_FRAMEBUFFER_COMPLETE)
    throw Error("OpenGL: the framebuffer is not complete (status " + std::to_string(status) + ")");
}

void Framebuffer::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, id());
  glViewport(0, 0, width(), height());
}

void Framebuffer::clear(float r, float g, float b, float a) const {
  const float color[4] = {r, g, b, a};
  glDisable(GL_SCISSOR_TEST);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glClearNamedFramebufferfv(id(), GL_COLOR, 0, color);
  if (!depth_.id()) return;
  const float farthest = 1;
  glDepthMask(GL_TRUE);
  glClearNamedFramebufferfv(id(), GL_DEPTH, 0, &farthest);
}

void Framebuffer::copy_to(const Framebuffer& target, bool with_depth) const {
  glDisable(GL_SCISSOR_TEST);
  const GLbitfield what = GL_COLOR_BUFFER_BIT | (with_depth ? GLbitfield(GL_DEPTH_BUFFER_BIT) : 0u);
  glBlitNamedFramebuffer(id(), target.id(), 0, 0, width(), height(), 0, 0, width(), height(), what,
                         GL_NEAREST);
}

std::vector<std::uint8_t> Framebuffer::read_rgba8() const {
  std::vector<std::uint8_t> pixels(std::size_t(width()) * std::size_t(height()) * 4);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glGetTextureImage(color_.id(), 0, GL_RGBA, GL_UNSIGNED_BYTE, GLsizei(pixels.size()), pixels.data());
  check("reading the picture back");
  return pixels;
}

Image Framebuffer::read_image() const {
  const std::vector<std::uint8_t> rows = read_rgba8();
  Image image{width(), height(), {}};
  const std::size_t stride = std::size_t(image.width) * 4;
  image.rgba.resize(rows.size());
  for (std::size_t y = 0; y < std::size_t(image.height); y++)
    std::memcpy(&image.rgba[y * stride], &rows[(std::size_t(image.height) - 1 - y) * stride], stride);
  for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
  return image;
}

}  // namespace thalweg::gl
