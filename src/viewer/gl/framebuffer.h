// SPDX-License-Identifier: MIT
// Render targets of our own.  Framebuffer 0 belongs to the window and may not exist; only platform/ knows it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/image.h"
#include "viewer/gl/texture.h"

namespace thalweg::gl {

/// A colour texture with an optional depth texture of the same size.
class Framebuffer {
 public:
  Framebuffer() = default;
  /// Throws Error when the driver can't draw into this combination.
  explicit Framebuffer(Texture color, Texture depth = {});

  int width() const { return color_.width(); }
  int height() const { return color_.height(); }
  unsigned id() const { return handle_.id(); }
  const Texture& color() const { return color_; }
  const Texture& depth() const { return depth_; }

  /// Draws go here, over the whole size.
  void bind() const;
  /// Colour in linear light and depth 1.
  void clear(float r, float g, float b, float a) const;
  /// Copies colour (and depth) into a target of the same size; averages samples when this one has several.
  void copy_to(const Framebuffer& target, bool with_depth = false) const;
  /// width * height * 4 bytes, bottom row first.
  std::vector<std::uint8_t> read_rgba8() const;
  /// The same as a picture: top row first, opaque.
  Image read_image() const;

 private:
  Texture color_, depth_;
  Handle<delete_framebuffer> handle_;
};

}  // namespace thalweg::gl
