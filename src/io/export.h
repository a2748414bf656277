// SPDX-License-Identifier: MIT
// Surfaces, trails and particles of a run as files for other programs.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/backend.h"

namespace thalweg {

enum class ExportWhat { surface, trails, particles };
std::string_view to_text(ExportWhat what);
ExportWhat parse_export_what(std::string_view text);

/// The file names that each can have: ".npy", ...
std::vector<std::string> export_extensions(ExportWhat what);

struct ExportOptions {
  std::filesystem::path path;
  ExportWhat what = ExportWhat::surface;
  int grid = 256;  ///< nodes per weight of a surface
  i64 every = 1;   ///< steps from one point of a trail to the next, at least 1
};

/// The most numbers that an export of trails may hold; as text an eighth of them.
inline constexpr i64 kMostTrailNumbers = i64(1) << 28;

/// InputError for a file name, a grid or an amount of trails that cannot be.
void check_export(const ExportOptions& options, const RunSpec& spec);

/// An export on its way: a run takes its time, and whoever wants it may want to draw or to stop meanwhile.
///   surface    losses on a grid (io/grid.h)
///   trails     .npy: points x particles x weights, in the run's precision, from the start on and with the
///   last
///              step; .csv: step, particle, coordinates
///   particles  after the last step.  .npy: particles x weights; .csv: particle, coordinates, loss
class Export {
 public:
  /// Throws as check_export, and Error where the machine has not enough memory.
  Export(const ExportOptions& options, const RunSpec& spec, Backend& backend);
  ~Export();
  Export(Export&&) noexcept;
  Export& operator=(Export&&) noexcept;

  /// Works for about `seconds`; the last call writes the file.  True when that is done.  Throws Error.
  bool work(double seconds);
  /// Steps done, of total().
  i64 done() const;
  i64 total() const;
  const ExportOptions& options() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thalweg
