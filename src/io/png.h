// SPDX-License-Identifier: MIT
// Pictures as PNG files that say where they come from.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/image.h"

namespace thalweg {

/// tEXt chunks: keyword (1 to 79 printable ASCII characters, "Software", "Comment", "thalweg:spec", ...) and
/// text (ASCII without NUL; JSON can be written so).
using PngTexts = std::vector<std::pair<std::string, std::string>>;

/// 8-bit sRGB RGBA.  Throws Error for an empty or inconsistent image, a bad text, or a file that cannot be
/// written.
void write_png(const std::filesystem::path& path, const Image& image, const PngTexts& texts = {});

/// The same a few rows at a time, for pictures that do not fit into memory; compressed they must.
class PngWriter {
 public:
  /// Throws Error for an empty size or a bad text.
  PngWriter(std::filesystem::path path, int width, int height, const PngTexts& texts = {});
  ~PngWriter();
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;

  /// The next rows, from the top.  Throws Error when they are of another width or too many.
  void add(const Image& rows);
  /// Writes the file.  Throws Error when rows are missing, or the file cannot be written.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Any PNG as 8-bit sRGB RGBA.  InputError for anything that is not one, or has more than 2^28 pixels.
Image read_png(const std::filesystem::path& path);

/// The tEXt chunks of a PNG.
PngTexts read_png_texts(const std::filesystem::path& path);

}  // namespace thalweg
