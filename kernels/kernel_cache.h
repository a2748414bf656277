// SPDX-License-Identifier: MIT
// Compiled kernels on disk: a tenth of a second saved per kernel, for every process after the first.  Any
// number of processes may use one folder at the same time.  A cache never makes a run fail: what cannot be
// read is compiled, what cannot be written is forgotten.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "kernels/nvrtc.h"

namespace thalweg::kernels {

/// $THALWEG_CACHE_DIR, else $XDG_CACHE_HOME/thalweg, else ~/.cache/thalweg; nothing if none of them is set.
std::optional<std::filesystem::path> cache_folder();

/// 32 hexadecimal digits over everything that the code depends on: text, headers, kernels, options, compiler.
std::string cache_key(const Program& program, const std::string& architecture,
                      const std::string& compiler_version);

class KernelCache {
 public:
  /// Without a folder, an empty cache that keeps nothing.
  explicit KernelCache(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {}

  /// Nothing if there is no such entry or if it is not whole.
  std::optional<Binary> find(const std::string& key) const;
  /// Writes it whole or not at all; failures are ignored.
  void store(const std::string& key, const Binary& binary) const;

 private:
  std::filesystem::path file(const std::string& key) const { return *folder_ / (key + ".kernel"); }
  std::optional<std::filesystem::path> folder_;
};

/// From the cache, or compiled and put there.
Binary compile_cached(const Nvrtc& nvrtc, const KernelCache& cache, const Program& program,
                      const std::string& architecture);

}  // namespace thalweg::kernels
