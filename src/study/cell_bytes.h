// SPDX-License-Identifier: MIT
// The results of a cell as bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "study/cells.h"

namespace thalweg::study {

/// FNV-1a, 64 bits.  Every single flipped bit changes it.
u64 checksum(std::string_view bytes);

/// Little-endian numbers in the order of the struct; hitting times as differences from target to target, in
/// as few bytes as they need (about one per target).
std::string bytes_of(const CellResult& result);
/// Nothing if these are not the bytes of a result with so many targets.
std::optional<CellResult> cell_from(std::string_view bytes, std::size_t targets);

}  // namespace thalweg::study
