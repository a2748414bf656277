// SPDX-License-Identifier: MIT
#include "core/error.h"
#include "viewer/app.h"

namespace thalweg::viewer {

void write_figure_png(const lessons::Figure&, ThemeName, double, const std::filesystem::path& path) {
  throw Error("cannot write '" + path.string() + "': figures are written as .svg only");
}

}  // namespace thalweg::viewer
