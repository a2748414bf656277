// SPDX-License-Identifier: MIT
// Which machine runs a spec.
#pragma once

#include "engine/backend.h"

namespace thalweg::cli {

/// auto: the first card if there is one, else the CPU.  A card that is asked for and is not there is an
/// InputError that says why.  Nothing of CUDA is touched when the spec says cpu.
std::unique_ptr<Backend> make_backend(const RunSpec& spec);

}  // namespace thalweg::cli
