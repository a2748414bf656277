// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "io/png.h"
#include "viewer/app.h"
#include "viewer/gl/framebuffer.h"
#include "viewer/platform/egl_context.h"
#include "viewer/ui/ui.h"

namespace thalweg::viewer {

void write_figure_png(const figures::Figure& figure, ThemeName theme, double scale,
                      const std::filesystem::path& output) {
  constexpr double kMostPixels = 16384;
  const double width = std::round(scale * figure.width), height = std::round(scale * figure.height);
  if (!(width >= 16 && height >= 16 && width <= kMostPixels && height <= kMostPixels))
    throw InputError("scale: the figure would have " + std::to_string(i64(width)) + " x " +
                     std::to_string(i64(height)) + " pixels (accepted: 16 to 16384 per side)");
  const platform::EglContext context({{}, false});
  constexpr double kLargestEm = 96;  // larger typefaces are too much for a texture
  ui::Ui ui(1, true, std::min(scale * figures::kTextSize, kLargestEm));
  const gl::Framebuffer target(gl::Texture(gl::TextureFormat::kRgba8, int(width), int(height)));
  ui.figure_frame(figure, theme, int(width), int(height));
  target.bind();
  ui.draw();
  write_png(output, target.read_image(), {{"Software", "Thalweg"}});
}

}  // namespace thalweg::viewer
