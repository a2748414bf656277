// SPDX-License-Identifier: MIT
// libpng's simplified interface reports errors without longjmp, but knows no text chunks; those are put in
// here.
#include "io/png.h"

#include <png.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/png_chunks.h"

namespace thalweg {

namespace {

constexpr std::size_t kMostBytes = std::size_t(1) << 31, kMostPixels = std::size_t(1) << 28;
constexpr std::size_t kAfterHeader = 8 + 4 + 4 + 13 + 4;  // signature and IHDR, which is always first
constexpr std::size_t kFrame = 12;                        // length, type and checksum of a chunk

struct FreePng {
  void operator()(png_image* image) const { png_image_free(image); }
};
using PngGuard = std::unique_ptr<png_image, FreePng>;

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t a = 0;
  for (int i = 0; i < 4; i++) a = a << 8 | std::uint8_t(bytes[std::size_t(i)]);
  return a;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why) {
  throw InputError("cannot read '" + path.string() + "': " + why);
}

std::string read_signed(const std::filesystem::path& path) {
  std::string file = read_file(path, kMostBytes);
  if (!file.starts_with(png::kSignature) || file.size() < kAfterHeader) refuse(path, "it is no PNG file");
  return file;
}

}  // namespace

void write_png(const std::filesystem::path& path, const Image& image, const PngTexts& texts) {
  const std::size_t pixels = std::size_t(std::max(image.width, 0)) * std::size_t(std::max(image.height, 0));
  if (pixels == 0 || image.rgba.size() != 4 * pixels)
    throw Error("cannot write '" + path.string() + "': the image is empty or incomplete");
  std::string chunks;
  for (const auto& [key, text] : texts) chunks += png::text_chunk(key, text);

  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.width = png_uint_32(image.width);
  png.height = png_uint_32(image.height);
  png.format = PNG_FORMAT_RGBA;
  const PngGuard guard(&png);
  std::string bytes(PNG_IMAGE_PNG_SIZE_MAX(png), '\0');
  png_alloc_size_t size = bytes.size();
  if (!png_image_write_to_memory(&png, bytes.data(), &size, 0, image.rgba.data(), 0, nullptr))
    throw Error("cannot write '" + path.string() + "': " + png.message);
  const std::string_view encoded(bytes.data(), size);
  write_file(path, {encoded.substr(0, kAfterHeader), chunks, encoded.substr(kAfterHeader)});
}

Image read_png(const std::filesystem::path& path) {
  const std::string file = read_signed(path);
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  const PngGuard guard(&png);
  if (!png_image_begin_read_from_memory(&png, file.data(), file.size())) refuse(path, png.message);
  if (std::size_t(png.width) * png.height > kMostPixels) refuse(path, "it has more than 2^28 pixels");
  png.format = PNG_FORMAT_RGBA;
  Image image{int(png.width), int(png.height), std::vector<std::uint8_t>(PNG_IMAGE_SIZE(png))};
  // A warning (1) is a picture nevertheless; 2 and 3 are errors.
  if (!png_image_finish_read(&png, nullptr, image.rgba.data(), 0, nullptr)) refuse(path, png.message);
  return image;
}

PngTexts read_png_texts(const std::filesystem::path& path) {
  const std::string file = read_signed(path);
  std::string_view rest = std::string_view(file).substr(png::kSignature.size());
  PngTexts texts;
  while (rest.size() >= kFrame) {
    const std::size_t length = big_endian(rest);
    if (length > rest.size() - kFrame) refuse(path, "it is cut off");
    const std::string_view type = rest.substr(4, 4), body = rest.substr(8, length);
    if (const std::size_t zero = body.find('\0'); type == "tEXt" && zero != std::string_view::npos)
      texts.emplace_back(body.substr(0, zero), body.substr(zero + 1));
    rest.remove_prefix(length + kFrame);
  }
  return texts;
}

}  // namespace thalweg
