// SPDX-License-Identifier: MIT
// Memory from which the processor may run what this program has written.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace thalweg::cpu {

/// Read-only copies of `code` that can be run, at a multiple of a page; empty where the system does not allow
/// that.
std::shared_ptr<const std::byte> make_executable(std::span<const std::byte> code);

}  // namespace thalweg::cpu
