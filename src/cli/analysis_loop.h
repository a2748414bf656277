// SPDX-License-Identifier: MIT
// The analyses start no threads; the commands lend them some.
#pragma once

#include "analysis/loop.h"

namespace thalweg::cli {

/// A loop over so many threads; 0: one per hardware thread.
Loop make_loop(int threads);

}  // namespace thalweg::cli
