// SPDX-License-Identifier: MIT
// Linked instead of png.cpp when libpng was not found.
#include "core/error.h"
#include "io/png.h"

namespace thalweg {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw Error("'" + path.string() + "': this build has no PNG support (libpng was not found)");
}

}  // namespace

void write_png(const std::filesystem::path& path, const Image&, const PngTexts&) { refuse(path); }
struct PngWriter::State {};
PngWriter::PngWriter(std::filesystem::path path, int, int, const PngTexts&) { refuse(path); }
PngWriter::~PngWriter() = default;
void PngWriter::add(const Image&) {}
void PngWriter::finish() {}
Image read_png(const std::filesystem::path& path) { refuse(path); }
PngTexts read_png_texts(const std::filesystem::path& path) { refuse(path); }

}  // namespace thalweg
