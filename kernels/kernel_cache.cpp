// SPDX-License-Identifier: MIT
#include "kernels/kernel_cache.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

namespace thalweg::kernels {

namespace {

constexpr char kMagic[16] = "thalweg kernel1";

// Two FNV-1a hashes of 64 bits with different starting points and directions of mixing.
struct Hash {
  std::uint64_t a = 0xcbf29ce484222325u, b = 0x9e3779b97f4a7c15u;
  void add(std::string_view bytes) {
    for (const char c : bytes) {
      const std::uint64_t byte = static_cast<unsigned char>(c);
      a = (a ^ byte) * 0x100000001b3u;
      b = (b + byte) * 0xd6e8feb86659fd93u;
      b ^= b >> 32;
    }
  }
  /// With its length, so that "ab" + "c" is not "a" + "bc".
  void add_part(std::string_view bytes) {
    add(std::to_string(bytes.size()) + ":");
    add(bytes);
  }
};

struct Header {
  char magic[16];
  std::uint64_t checksum[2];
  std::uint64_t payload;
};

Header header_of(std::string_view payload) {
  Hash hash;
  hash.add(payload);
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.checksum[0] = hash.a;
  header.checksum[1] = hash.b;
  header.payload = payload.size();
  return header;
}

void append(std::string& payload, std::string_view text) {
  const std::uint64_t size = text.size();
  payload.append(reinterpret_cast<const char*>(&size), sizeof size);
  payload.append(text);
}

// The next text of the payload; false at its end or if it is not whole.
bool take(std::string_view& payload, std::string& text) {
  std::uint64_t size = 0;
  if (payload.size() < sizeof size) return false;
  std::memcpy(&size, payload.data(), sizeof size);
  payload.remove_prefix(sizeof size);
  if (size > payload.size()) return false;
  text = payload.substr(0, std::size_t(size));
  payload.remove_prefix(std::size_t(size));
  return true;
}

std::optional<Binary> parse(std::string_view file) {
  Header header;
  if (file.size() < sizeof header) return {};
  std::memcpy(&header, file.data(), sizeof header);
  std::string_view payload = file.substr(sizeof header);
  const Header expected = header_of(payload);
  if (std::memcmp(&header, &expected, sizeof header) != 0) return {};
  Binary binary;
  if (!take(payload, binary.image)) return {};
  for (std::string name; take(payload, name);) binary.names.push_back(name);
  return binary;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(std::size_t(written));
  }
  return true;
}

// A variable that is set and not empty.
const char* variable(const char* name) {
  const char* value = std::getenv(name);
  return value && *value ? value : nullptr;
}

}  // namespace

std::optional<std::filesystem::path> cache_folder() {
  if (const char* own = variable("THALWEG_CACHE_DIR")) return own;
  if (const char* xdg = variable("XDG_CACHE_HOME")) return std::filesystem::path(xdg) / "thalweg";
  if (const char* home = variable("HOME")) return std::filesystem::path(home) / ".cache" / "thalweg";
  return {};
}

std::string cache_key(const Program& program, const std::string& architecture,
                      const std::string& compiler_version) {
  Hash hash;
  hash.add_part(compiler_version);
  for (const std::string& option : Nvrtc::options(program.math, architecture)) hash.add_part(option);
  for (const std::string& kernel : program.kernels) hash.add_part(kernel);
  hash.add_part(program.text);
  for (const SourceHeader& header : program.headers) {
    hash.add_part(header.name);
    hash.add_part(header.text);
  }
  std::array<char, 33> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.a),
                static_cast<unsigned long long>(hash.b));
  return digits.data();
}

std::optional<Binary> KernelCache::find(const std::string& key) const {
  if (!folder_) return {};
  std::ifstream file(this->file(key), std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf())) return {};
  return parse(bytes.str());
}

void KernelCache::store(const std::string& key, const Binary& binary) const {
  if (!folder_) return;
  std::error_code ignored;
  std::filesystem::create_directories(*folder_, ignored);
  std::string payload;
  append(payload, binary.image);
  for (const std::string& name : binary.names) append(payload, name);
  const Header header = header_of(payload);

  // Under a name of its own first: a reader, or a second writer, never sees half of it.
  std::string temporary = (*folder_ / (key + ".XXXXXX")).string();
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) return;
  const bool whole = write_all(descriptor, {reinterpret_cast<const char*>(&header), sizeof header}) &&
                     write_all(descriptor, payload) && ::fsync(descriptor) == 0;
  const bool closed = ::close(descriptor) == 0;
  if (!whole || !closed || ::rename(temporary.c_str(), file(key).c_str()) != 0) ::unlink(temporary.c_str());
}

Binary compile_cached(const Nvrtc& nvrtc, const KernelCache& cache, const Program& program,
                      const std::string& architecture) {
  const std::string key = cache_key(program, architecture, nvrtc.version());
  if (std::optional<Binary> found = cache.find(key); found && found->names.size() == program.kernels.size())
    return std::move(*found);
  Binary binary = nvrtc.compile(program, architecture);
  cache.store(key, binary);
  return binary;
}

}  // namespace thalweg::kernels
