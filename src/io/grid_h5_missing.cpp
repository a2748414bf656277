// SPDX-License-Identifier: MIT
// Linked instead of grid_h5.cpp where libhdf5 was not found.
#include "core/error.h"
#include "io/grid.h"

namespace thalweg {

void write_grid_h5(const std::filesystem::path& path, const LossGrid&, const std::string&) {
  throw Error("cannot write '" + path.string() +
              "': this build has no libhdf5 (libhdf5-dev); .npy, .csv and .vti need nothing");
}

}  // namespace thalweg
