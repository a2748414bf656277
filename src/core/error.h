// SPDX-License-Identifier: MIT
// How Thalweg reports trouble: exceptions whose text is one complete line for the user.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace thalweg {

/// Work that failed: a file that cannot be written, a device that was lost.  The program exits with 1.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Bad usage or bad input, found before anything ran.  The program exits with 2.
struct InputError : Error {
  using Error::Error;
};

/// The candidate with the smallest edit distance to `name`, or "" when none is near enough to be meant.
std::string nearest(std::string_view name, std::span<const std::string> candidates);

/// InputError "unknown WHAT 'NAME'; did you mean 'NEAREST'?  accepted: A, B, C".
[[noreturn]] void unknown_name(std::string_view what, std::string_view name,
                               std::span<const std::string> accepted);

}  // namespace thalweg
