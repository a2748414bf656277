// SPDX-License-Identifier: MIT
#include "cli/picture_output.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "io/atomic_file.h"
#include "io/npy.h"
#include "io/png.h"
#include "io/spec_json.h"
#include "version.h"

namespace thalweg::cli {

namespace {

// NAME.npy -> NAME-steps.npy
std::string steps_file(const std::string& npy) {
  const std::filesystem::path path(npy);
  return (path.parent_path() / (path.stem().string() + "-steps" + path.extension().string())).string();
}

}  // namespace

void check_outputs(const MapFiles& files) {
  if (!files.png.empty()) check_output(files.png);
  if (files.npy.empty()) return;
  check_output(files.npy);
  check_output(steps_file(files.npy));
}

void write_map(const MapFiles& files, const LabelMap& map, const PictureOptions& picture,
               const RunSpec& spec) {
  if (!files.png.empty())
    write_png(files.png, label_picture(map, picture),
              {{"Software", "thalweg " + std::string(version())}, {"thalweg:spec", to_ascii(to_json(spec))}});
  if (files.npy.empty()) return;
  const std::size_t shape[] = {std::size_t(map.rows), std::size_t(map.columns)};
  write_npy<Label>(files.npy, shape, map.labels);
  write_npy<float>(steps_file(files.npy), shape, map.steps);
}

std::string color_text(Srgb color) { return fmt::format("#{:06x}", color); }

}  // namespace thalweg::cli
