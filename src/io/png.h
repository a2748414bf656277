// SPDX-License-Identifier: MIT
// Pictures as PNG files that say where they come from.
#pragma once

#include <filesystem>
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

/// Any PNG as 8-bit sRGB RGBA.  InputError for anything that is not one, or has more than 2^28 pixels.
Image read_png(const std::filesystem::path& path);

/// The tEXt chunks of a PNG.
PngTexts read_png_texts(const std::filesystem::path& path);

}  // namespace thalweg
