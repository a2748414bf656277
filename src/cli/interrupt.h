// SPDX-License-Identifier: MIT
// Ctrl-C: the first one asks for a clean stop, the second one ends the program.
#pragma once

namespace thalweg::cli {

/// From here on SIGINT and SIGTERM are noted instead of obeyed, once.
void catch_interrupts();

/// True once one of them has come.
bool interrupted();

}  // namespace thalweg::cli
