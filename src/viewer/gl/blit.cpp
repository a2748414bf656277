// SPDX-License-Identifier: MIT
#include "viewer/gl/blit.h"

#include <glad/gl.h>

namespace thalweg::gl {

void blit(unsigned from, int width, int height, const Framebuffer& target) {
  glDisable(GL_SCISSOR_TEST);
  const bool same = width == target.width() && height == target.height();
  glBlitNamedFramebuffer(from, target.id(), 0, 0, width, height, 0, 0, target.width(), target.height(),
                         GL_COLOR_BUFFER_BIT, same ? GL_NEAREST : GL_LINEAR);
}

}  // namespace thalweg::gl
