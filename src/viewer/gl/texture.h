// SPDX-License-Identifier: MIT
// Two-dimensional textures, plain and multisampled.
#pragma once

#include <span>

#include "viewer/gl/handle.h"

namespace thalweg::gl {

enum class TextureFormat { kR8, kRg8, kRgba8, kR32F, kRgba32F, kRgba16F, kDepth32F, kR8ui };
enum class Filter { kNearest, kLinear };

class Texture {
 public:
  Texture() = default;
  /// Throws Error when the size is not within the driver's limits.
  Texture(TextureFormat format, int width, int height, Filter filter = Filter::kLinear);
  /// A render target of several samples per pixel.
  static Texture multisampled(TextureFormat format, int width, int height, int samples);

  int width() const { return width_; }
  int height() const { return height_; }
  unsigned id() const { return handle_.id(); }

  /// All texels, first row first, in the channels of the format: floats for the F formats (not RGBA16F), else
  /// bytes.
  void upload(std::span<const float> texels);
  void upload(std::span<const unsigned char> texels);
  void bind(unsigned unit) const;

 private:
  Handle<delete_texture> handle_;
  TextureFormat format_ = TextureFormat::kRgba8;
  int width_ = 0, height_ = 0;
};

}  // namespace thalweg::gl
