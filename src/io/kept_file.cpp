// SPDX-License-Identifier: MIT
#include "io/kept_file.h"

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/error.h"
#include "io/atomic_file.h"

namespace thalweg {

namespace fs = std::filesystem;

fs::path data_folder() {
  const auto folder = [](const char* variable) -> fs::path {
    const char* value = std::getenv(variable);
    const fs::path path = value ? value : "";
    return path.is_absolute() ? path : fs::path();  // relative ones are to be ignored (XDG base directories)
  };
  if (const fs::path data = folder("XDG_DATA_HOME"); !data.empty()) return data / "thalweg";
  if (const fs::path home = folder("HOME"); !home.empty()) return home / ".local/share/thalweg";
  return {};
}

fs::path move_aside(const fs::path& path) {
  std::error_code error;
  fs::path free = path.string() + ".damaged";
  for (int n = 1; fs::exists(fs::symlink_status(free, error)); n++)
    free = path.string() + ".damaged." + std::to_string(n);
  fs::rename(path, free, error);
  return error ? fs::path() : free;
}

KeptFile::KeptFile(fs::path path) : path_(std::move(path)) {}

void KeptFile::read(const std::function<void(const Json&)>& take) {
  std::error_code error;
  if (path_.empty() || !fs::exists(path_, error)) return;
  std::string text;
  try {
    text = read_file(path_, std::size_t(16) << 20);
  } catch (const Error& trouble) {  // it may well be in order, so it is left alone
    writable_ = false;
    notice_ = trouble.what();
    return;
  }
  try {
    take(parse_json(text, "it"));
  } catch (const InputError& trouble) {
    const fs::path moved = move_aside(path_);
    writable_ = !moved.empty();
    notice_ = "'" + path_.string() + "' cannot be understood (" + trouble.what() + ")" +
              (writable_ ? "; it is now '" + moved.string() + "'" : "; it cannot be moved either");
  }
}

void KeptFile::write(const Json& json) {
  if (!writable_) return;
  try {
    if (path_.empty()) throw Error("neither XDG_DATA_HOME nor HOME names a folder: nothing is remembered");
    std::error_code error;  // write_file says what is wrong
    fs::create_directories(path_.parent_path(), error);
    write_file(path_, {to_text(json)}, Flush::by_system);
  } catch (const Error& trouble) {
    writable_ = false;
    notice_ = trouble.what();
  }
}

std::string KeptFile::take_notice() { return std::exchange(notice_, {}); }

}  // namespace thalweg
