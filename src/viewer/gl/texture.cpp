// SPDX-License-Identifier: MIT
#include "viewer/gl/texture.h"

#include <glad/gl.h>

#include <string>

#include "core/error.h"
#include "viewer/gl/context_info.h"

namespace thalweg::gl {
namespace {

struct FormatInfo {
  GLenum internal, channels, type;
  int components;
};

FormatInfo info_of(TextureFormat format) {
  switch (format) {
    case TextureFormat::kR8:
      return {GL_R8, GL_RED, GL_UNSIGNED_BYTE, 1};
    case TextureFormat::kRg8:
      return {GL_RG8, GL_RG, GL_UNSIGNED_BYTE, 2};
    case TextureFormat::kRgba8:
      return {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, 4};
    case TextureFormat::kR32F:
      return {GL_R32F, GL_RED, GL_FLOAT, 1};
    case TextureFormat::kRgba32F:
      return {GL_RGBA32F, GL_RGBA, GL_FLOAT, 4};
    case TextureFormat::kRgba16F:
      return {GL_RGBA16F, GL_RGBA, GL_HALF_FLOAT, 4};
    case TextureFormat::kDepth32F:
      return {GL_DEPTH_COMPONENT32F, GL_DEPTH_COMPONENT, GL_FLOAT, 1};
    case TextureFormat::kR8ui:
      return {GL_R8UI, GL_RED_INTEGER, GL_UNSIGNED_BYTE, 1};
  }
  throw Error("OpenGL texture: unknown format");
}

void check_size(int width, int height) {
  GLint most = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
  if (width < 1 || height < 1 || width > most || height > most)
    throw Error("OpenGL texture: " + std::to_string(width) + "x" + std::to_string(height) +
                " is not between 1 and " + std::to_string(most) + " on each side");
}

}  // namespace

void delete_texture(unsigned id) { glDeleteTextures(1, &id); }

Texture::Texture(TextureFormat format, int width, int height, Filter filter)
    : format_(format), width_(width), height_(height) {
  check_size(width, height);
  GLuint id = 0;
  glCreateTextures(GL_TEXTURE_2D, 1, &id);
  handle_ = Handle<delete_texture>(id);
  glTextureStorage2D(id, 1, info_of(format).internal, width, height);
  const GLint mode = filter == Filter::kLinear ? GL_LINEAR : GL_NEAREST;
  glTextureParameteri(id, GL_TEXTURE_MIN_FILTER, mode);
  glTextureParameteri(id, GL_TEXTURE_MAG_FILTER, mode);
  glTextureParameteri(id, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTextureParameteri(id, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  check("making a texture");
}

Texture Texture::multisampled(TextureFormat format, int width, int height, int samples) {
  check_size(width, height);
  Texture texture;
  texture.format_ = format;
  texture.width_ = width;
  texture.height_ = height;
  GLuint id = 0;
  glCreateTextures(GL_TEXTURE_2D_MULTISAMPLE, 1, &id);
  texture.handle_ = Handle<delete_texture>(id);
  glTextureStorage2DMultisample(id, samples, info_of(format).internal, width, height, GL_TRUE);
  check("making a multisampled texture");
  return texture;
}

void Texture::upload(std::span<const float> texels) {
  const FormatInfo info = info_of(format_);
  if (info.type != GL_FLOAT ||
      texels.size() != std::size_t(width_) * std::size_t(height_) * std::size_t(info.components))
    throw Error("OpenGL texture: floats don't match its format and size");
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTextureSubImage2D(id(), 0, 0, 0, width_, height_, info.channels, info.type, texels.data());
}

void Texture::upload(std::span<const unsigned char> texels) {
  const FormatInfo info = info_of(format_);
  if (info.type != GL_UNSIGNED_BYTE ||
      texels.size() != std::size_t(width_) * std::size_t(height_) * std::size_t(info.components))
    throw Error("OpenGL texture: bytes don't match its format and size");
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTextureSubImage2D(id(), 0, 0, 0, width_, height_, info.channels, info.type, texels.data());
}

void Texture::bind(unsigned unit) const { glBindTextureUnit(unit, id()); }

}  // namespace thalweg::gl
