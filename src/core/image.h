// SPDX-License-Identifier: MIT
// A picture in memory: what the renderer reads back and what the io module writes.
#pragma once

#include <cstdint>
#include <vector>

namespace thalweg {

/// 8-bit sRGB with straight alpha; row 0 is the top row; size is 4 * width * height bytes.
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
};

}  // namespace thalweg
