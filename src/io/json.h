// SPDX-License-Identifier: MIT
// JSON as Thalweg reads and writes it.
//
// Numbers are written with as many digits as it takes to read the same number back; NaN and infinities, which
// JSON does not have, are null.  Members keep the order in which they were added.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace thalweg {

using Json = nlohmann::ordered_json;

/// The double with the shortest digits that still give `a` when read as a float: 0.1 for 0.1f, where the
/// exact value would be written 0.10000000149011612.
double shortest(float a);

/// Indented by two spaces, arrays of numbers on one line, with a line end.  Never throws: what is not UTF-8
/// is replaced.
std::string to_text(const Json& json);

/// One line of ASCII, as the text fields of pictures want it.
std::string to_ascii(const Json& json);

/// Strict: no duplicate keys, no comments, nothing behind the document, at most kMostNested levels.  Throws
/// InputError "NAME, line L, column C: ..." in one line.
inline constexpr int kMostNested = 32;
Json parse_json(const std::string& text, const std::string& name);

/// Files of more than 16 MiB are refused.
Json read_json(const std::filesystem::path& path);

}  // namespace thalweg
