// SPDX-License-Identifier: MIT
#include "io/png_chunks.h"

#include <zlib.h>

#include <algorithm>

#include "core/error.h"

namespace thalweg::png {

namespace {

bool printable(char c) { return c >= ' ' && c <= '~'; }

}  // namespace

std::string big_endian(std::uint32_t a) {
  return {char(a >> 24), char(a >> 16 & 0xff), char(a >> 8 & 0xff), char(a & 0xff)};
}

std::string chunk(std::string_view type, std::string_view body) {
  std::string bytes(type);
  bytes += body;
  const auto checksum = std::uint32_t(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
  return big_endian(std::uint32_t(body.size())) + bytes + big_endian(checksum);
}

std::string text_chunk(const std::string& key, const std::string& text) {
  const bool good_key = !key.empty() && key.size() <= 79 && std::all_of(key.begin(), key.end(), printable);
  const bool good_text =
      std::all_of(text.begin(), text.end(), [](char c) { return printable(c) || c == '\n'; });
  if (!good_key || !good_text)
    throw Error("the picture's text '" + key.substr(0, 79) + "' must be plain ASCII, its key 1 to 79 long");
  std::string body = key;
  body.append(1, '\0').append(text);
  return chunk("tEXt", body);
}

}  // namespace thalweg::png
