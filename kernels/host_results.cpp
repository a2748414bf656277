// SPDX-License-Identifier: MIT
#include "kernels/host_results.h"

#include <string>

#include "core/error.h"

namespace thalweg::kernels {

void check_range(i64 first, i64 count, i64 particles) {
  if (count == 0) return;
  if (first < 0 || count > particles - first)
    throw Error("particles " + std::to_string(first) + ".." + std::to_string(first + count - 1) +
                " asked for; the run has " + std::to_string(particles));
}

}  // namespace thalweg::kernels
