// SPDX-License-Identifier: MIT
// Files that the program keeps for itself.  Whatever happens to them, it goes on.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "io/json.h"

namespace thalweg {

/// $XDG_DATA_HOME/thalweg, or the same in ~/.local/share; empty where neither is known.
std::filesystem::path data_folder();

/// Renames a damaged file to NAME.damaged or, if there already is one, NAME.damaged.1 and so on.  The new
/// name; empty if that failed.
std::filesystem::path move_aside(const std::filesystem::path& path);

/// A JSON document in the data folder.
class KeptFile {
 public:
  explicit KeptFile(std::filesystem::path path);

  /// Hands the document to `take`, if there is one.  A file that cannot be parsed, or that makes `take` throw
  /// InputError, is moved aside.
  void read(const std::function<void(const Json&)>& take);
  /// Writes it, and makes its folder; what stands in the way becomes a notice, once.
  void write(const Json& json);

  const std::filesystem::path& path() const { return path_; }
  /// What the user should be told, in one line; empty if there is nothing new.
  std::string take_notice();

 private:
  std::filesystem::path path_;
  bool writable_ = true;
  std::string notice_;
};

}  // namespace thalweg
