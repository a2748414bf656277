// SPDX-License-Identifier: MIT
// Copies a finished picture, so that panels can be drawn over it again and again.
#pragma once

#include "viewer/gl/framebuffer.h"

namespace thalweg::gl {

/// Colour of a framebuffer of width x height pixels into all of `target`, smoothed if the sizes differ.
void blit(unsigned from, int width, int height, const Framebuffer& target);

}  // namespace thalweg::gl
