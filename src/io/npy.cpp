// SPDX-License-Identifier: MIT
#include "io/npy.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>

#include "core/error.h"
#include "io/atomic_file.h"

namespace thalweg {

namespace {

constexpr std::string_view kMagic("\x93NUMPY\x01\x00", 8);
constexpr std::size_t kMostBytes = std::size_t(1) << 33;

template <class T>
std::string descr() {
  const char order = sizeof(T) == 1 ? '|' : std::endian::native == std::endian::little ? '<' : '>';
  const char kind = std::is_floating_point_v<T> ? 'f' : std::is_signed_v<T> ? 'i' : 'u';
  return fmt::format("{}{}{}", order, kind, sizeof(T));
}

// Number of elements, or nothing if it does not fit.
std::optional<std::size_t> product(std::span<const std::size_t> shape) {
  std::size_t n = 1;
  for (const std::size_t length : shape)
    if (__builtin_mul_overflow(n, length, &n)) return {};
  return n;
}

std::string tuple(std::span<const std::size_t> shape) {
  return shape.size() == 1 ? fmt::format("({},)", shape[0]) : fmt::format("({})", fmt::join(shape, ", "));
}

// What follows 'key': in the header, or an empty text.
std::string_view after_key(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(key);
  if (at == std::string_view::npos) return {};
  header.remove_prefix(at + key.size());
  const std::size_t value = header.find_first_not_of(": ");
  return value == std::string_view::npos ? std::string_view() : header.substr(value);
}

std::optional<std::vector<std::size_t>> parse_shape(std::string_view text) {
  std::vector<std::size_t> shape;
  if (!text.starts_with('(')) return {};
  text.remove_prefix(1);
  while (!text.starts_with(')')) {
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc()) return {};
    text.remove_prefix(std::size_t(end - text.data()));
    shape.push_back(length);
    const std::size_t next = text.find_first_not_of(", ");
    if (next == std::string_view::npos) return {};
    text.remove_prefix(next);
  }
  return shape;
}

}  // namespace

template <class T>
void write_npy(const std::filesystem::path& path, std::span<const std::size_t> shape,
               std::span<const T> values) {
  if (product(shape) != values.size())
    throw Error(fmt::format("cannot write '{}': {} values do not fill the shape {}", path.string(),
                            values.size(), tuple(shape)));
  std::string header =
      fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}", descr<T>(), tuple(shape));
  // Magic, length and header together are a multiple of 64 bytes, and the header ends with a line end.
  const std::size_t used = kMagic.size() + 2 + header.size() + 1;
  header.append((64 - used % 64) % 64, ' ') += '\n';
  if (header.size() > 0xffff) throw Error("cannot write '" + path.string() + "': too many dimensions");
  const char length[2] = {char(header.size() & 0xff), char(header.size() >> 8)};
  write_file(
      path,
      {kMagic, {length, 2}, header, {reinterpret_cast<const char*>(values.data()), values.size_bytes()}});
}

template <class T>
NpyArray<T> read_npy(const std::filesystem::path& path) {
  const std::string file = read_file(path, kMostBytes);
  const auto refuse = [&path](const std::string& why) {
    throw InputError("cannot read '" + path.string() + "': " + why);
  };
  if (file.size() < kMagic.size() + 2 || !file.starts_with(kMagic))
    refuse("it is no .npy file of format 1.0");
  const std::size_t length = std::size_t(std::uint8_t(file[8])) | std::size_t(std::uint8_t(file[9])) << 8;
  if (file.size() < 10 + length) refuse("its header is cut off");
  const std::string_view header(file.data() + 10, length), bytes = std::string_view(file).substr(10 + length);

  if (!after_key(header, "'descr'").starts_with("'" + descr<T>() + "'"))
    refuse("its numbers are not of type " + descr<T>());
  if (!after_key(header, "'fortran_order'").starts_with("False")) refuse("it is not in C order");
  const auto shape = parse_shape(after_key(header, "'shape'"));
  if (!shape) refuse("its shape is not a tuple of lengths");
  const auto count = product(*shape);
  if (!count || *count > std::numeric_limits<std::size_t>::max() / sizeof(T) ||
      bytes.size() != *count * sizeof(T))
    refuse(fmt::format("{} bytes do not fill its shape {}", bytes.size(), tuple(*shape)));
  NpyArray<T> array{*shape, std::vector<T>(*count)};
  if (*count) std::memcpy(array.values.data(), bytes.data(), bytes.size());
  return array;
}

#define THALWEG_NPY(T)                                                                   \
  template void write_npy<T>(const std::filesystem::path&, std::span<const std::size_t>, \
                             std::span<const T>);                                        \
  template NpyArray<T> read_npy<T>(const std::filesystem::path&);
THALWEG_NPY(float)
THALWEG_NPY(double)
THALWEG_NPY(std::int8_t)
THALWEG_NPY(std::int16_t)
THALWEG_NPY(std::int32_t)
THALWEG_NPY(std::int64_t)
THALWEG_NPY(std::uint8_t)
THALWEG_NPY(std::uint16_t)
THALWEG_NPY(std::uint32_t)
THALWEG_NPY(std::uint64_t)
#undef THALWEG_NPY

}  // namespace thalweg
