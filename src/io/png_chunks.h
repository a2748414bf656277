// SPDX-License-Identifier: MIT
// The pieces that PNG files are made of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace thalweg::png {

inline constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);

std::string big_endian(std::uint32_t a);
/// Length, type of four letters, body and checksum.
std::string chunk(std::string_view type, std::string_view body);
/// tEXt; throws Error for what that cannot hold.
std::string text_chunk(const std::string& key, const std::string& text);

}  // namespace thalweg::png
