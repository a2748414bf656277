// SPDX-License-Identifier: MIT
// The CPU machine.
#pragma once

#include "engine/backend.h"

namespace thalweg {

/// threads: workers, the caller included; 0 means one per hardware thread.  The instruction set is the widest
/// that the processor has, or what the environment variable THALWEG_ISA asks for.  Throws InputError if that
/// is unknown or unsupported, or if threads < 0.
std::unique_ptr<Backend> make_cpu_backend(int threads = 0);

/// That many workers, or one per hardware thread for 0.
int cpu_workers(int threads);

}  // namespace thalweg
