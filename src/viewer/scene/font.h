// SPDX-License-Identifier: MIT
// Text without OpenGL: the embedded typefaces, rasterised at the size of the picture into one coverage atlas,
// and the metrics that a layout needs.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace thalweg::viewer {

/// The bytes of an embedded typeface: "Inter-Regular.otf", "Inter-SemiBold.otf" or
/// "JetBrainsMono-Regular.ttf". Throws Error for another name.
std::string_view embedded_font(std::string_view file_name);

/// The roles that text has in a picture; sizes in pixels of a 720-line picture.
enum class TextStyle { kTitle, kText, kNumber };  // Inter SemiBold 20, Inter 13, JetBrains Mono 12.5
inline constexpr int kTextStyles = 3;

/// Where a character is in the atlas (texels) and how it sits relative to the pen on the baseline (pixels, y
/// down).
struct Glyph {
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float advance = 0;
};

/// Latin-1, Greek, and the punctuation and mathematics that labels use; anything else shows as a question
/// mark.
class FontAtlas {
 public:
  /// scale: pixels per pixel of a 720-line picture, > 0.
  explicit FontAtlas(double scale);

  double scale() const { return scale_; }
  int width() const { return width_; }
  int height() const { return height_; }
  /// width * height coverages, first row first.
  const std::vector<std::uint8_t>& coverage() const { return coverage_; }

  const Glyph& glyph(TextStyle style, char32_t character) const;
  /// Width in pixels of UTF-8 text.
  double measure(TextStyle style, std::string_view text) const;
  /// From the baseline to the top of a capital, in pixels: what centres text on a line.
  double cap_height(TextStyle style) const { return cap_height_[std::size_t(style)]; }

 private:
  double scale_;
  int width_ = 0, height_ = 0;
  std::vector<std::uint8_t> coverage_;
  std::array<std::unordered_map<char32_t, Glyph>, kTextStyles> glyphs_;
  std::array<double, kTextStyles> cap_height_{};
};

/// The next character of UTF-8 text, which is shortened by it; malformed bytes come out as U+FFFD, one by
/// one.
char32_t next_character(std::string_view& text);

}  // namespace thalweg::viewer
