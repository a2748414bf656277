// SPDX-License-Identifier: MIT
// Files that maps of labels are written to.
#pragma once

#include <string>

#include "analysis/label_picture.h"
#include "engine/run_spec.h"

namespace thalweg::cli {

struct MapFiles {
  std::string png, npy;  ///< empty: not wanted
};

/// InputError unless they can be written.
void check_outputs(const MapFiles& files);

/// The picture, with the spec in its text; labels as 16-bit integers, and next to FILE.npy the steps as
/// FILE-steps.npy.
void write_map(const MapFiles& files, const LabelMap& map, const PictureOptions& picture,
               const RunSpec& spec);

/// "#ffb98b"
std::string color_text(Srgb color);

}  // namespace thalweg::cli
