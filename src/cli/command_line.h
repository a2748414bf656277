// SPDX-License-Identifier: MIT
// Reads command lines.
#pragma once

#include "cli/usage.h"

namespace thalweg::cli {

/// Sets what the options point at.  Throws InputError.
void read_arguments(const Usage& usage, std::vector<std::string> arguments);

/// The whole program: finds the command, runs it and returns its exit code.  Throws what it throws,
/// InputError for what cannot be understood.
int run_program(std::vector<std::string> arguments);

}  // namespace thalweg::cli
