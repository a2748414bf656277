// SPDX-License-Identifier: MIT
// Strict reading of single JSON values: what is of another type or out of range is an InputError that says
// what is accepted; the caller adds where it stood (in_context).
#pragma once

#include <string>

#include "core/hd.h"
#include "io/json.h"

namespace thalweg {

/// What a value is, for "is a string, not a number": "a string", "an array", "null".
std::string kind_of(const Json& json);
/// "is a string (accepted: ACCEPTED)".
[[noreturn]] void wrong_type(const Json& json, const char* accepted);

/// Finite.
double json_number(const Json& json);
/// As long as `json` lives.
const std::string& json_text(const Json& json);
/// A whole number in [low, high].
i64 json_count(const Json& json, i64 low, i64 high);
u64 json_seed(const Json& json);
void check_object(const Json& json);
void check_array(const Json& json);

}  // namespace thalweg
