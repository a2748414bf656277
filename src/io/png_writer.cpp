// SPDX-License-Identifier: MIT
// PNG row by row (W3C recommendation, third edition): a header, zlib's stream of filtered rows, an end.
#include <zlib.h>

#include <cstdlib>
#include <utility>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/png.h"
#include "io/png_chunks.h"

namespace thalweg {

struct PngWriter::State {
  std::filesystem::path path;
  int width, height, written = 0;
  std::string head, data;            // compressed so far
  std::vector<std::uint8_t> before;  // the row above
  std::string filtered[2];           // kSub and kUp of a row, behind their numbers
  z_stream zip{};

  ~State() { deflateEnd(&zip); }
  void compress(const std::string& bytes, int flush);
  void add_row(const std::uint8_t* row);
};

namespace {

constexpr std::size_t kPiece = std::size_t(1) << 20;  // of compressed bytes
constexpr std::size_t kMostChunk = std::size_t(1) << 30;

/// How far filtered bytes are from zero: the less, the better they compress.
long distance(const std::string& bytes) {
  long sum = 0;
  for (const char c : bytes) sum += std::abs(int(static_cast<signed char>(c)));
  return sum;
}

}  // namespace

void PngWriter::State::compress(const std::string& bytes, int flush) {
  zip.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  zip.avail_in = uInt(bytes.size());
  do {
    const std::size_t used = data.size();
    data.resize(used + kPiece);
    zip.next_out = reinterpret_cast<Bytef*>(&data[used]);
    zip.avail_out = uInt(kPiece);
    deflate(&zip, flush);
    data.resize(used + kPiece - zip.avail_out);
  } while (zip.avail_out == 0);
}

void PngWriter::State::add_row(const std::uint8_t* row) {
  constexpr std::size_t kPixel = 4;
  const std::size_t bytes = kPixel * std::size_t(width);
  for (std::string& f : filtered) f.resize(bytes + 1);
  filtered[0][0] = 1;
  filtered[1][0] = 2;
  for (std::size_t i = 0; i < bytes; i++) {
    filtered[0][i + 1] = char(row[i] - (i < kPixel ? 0 : row[i - kPixel]));
    filtered[1][i + 1] = char(row[i] - before[i]);
  }
  compress(filtered[distance(filtered[0]) <= distance(filtered[1]) ? 0 : 1], Z_NO_FLUSH);
  before.assign(row, row + bytes);
  written++;
}

PngWriter::PngWriter(std::filesystem::path path, int width, int height, const PngTexts& texts)
    : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.path = std::move(path);
  if (width < 1 || height < 1) throw Error("cannot write '" + s.path.string() + "': the image is empty");
  s.width = width;
  s.height = height;
  s.before.assign(4 * std::size_t(width), 0);
  constexpr char kDepthAndKind[] = {8, 6, 0, 0, 0};  // bits, RGBA, the only methods there are, not interlaced
  s.head = std::string(png::kSignature) +
           png::chunk("IHDR", png::big_endian(std::uint32_t(width)) + png::big_endian(std::uint32_t(height)) +
                                  std::string(kDepthAndKind, sizeof kDepthAndKind)) +
           png::chunk("sRGB", std::string(1, '\0'));
  for (const auto& [key, text] : texts) s.head += png::text_chunk(key, text);
  if (deflateInit(&s.zip, Z_DEFAULT_COMPRESSION) != Z_OK) throw Error("zlib has not enough memory");
}

PngWriter::~PngWriter() = default;

void PngWriter::add(const Image& rows) {
  State& s = *state_;
  if (rows.width != s.width || rows.height > s.height - s.written ||
      rows.rgba.size() != 4 * std::size_t(rows.width) * std::size_t(rows.height))
    throw Error("cannot write '" + s.path.string() + "': the rows do not fit the picture");
  for (int y = 0; y < rows.height; y++) s.add_row(&rows.rgba[4 * std::size_t(y) * std::size_t(rows.width)]);
}

void PngWriter::finish() {
  State& s = *state_;
  if (s.written != s.height) throw Error("cannot write '" + s.path.string() + "': the image is incomplete");
  s.compress({}, Z_FINISH);
  std::string all = std::move(s.head);
  for (std::size_t at = 0; at < s.data.size(); at += kMostChunk)
    all += png::chunk("IDAT", s.data.substr(at, kMostChunk));
  write_file(s.path, {all, png::chunk("IEND", {})});
}

}  // namespace thalweg
