// SPDX-License-Identifier: MIT
#include "io/json_values.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "io/spec_text.h"

namespace thalweg {

std::string kind_of(const Json& json) {
  const std::string kind = json.type_name();
  return (kind == "array" || kind == "object" ? "an " : kind == "null" ? "" : "a ") + kind;
}

void wrong_type(const Json& json, const char* accepted) {
  throw InputError("is " + kind_of(json) + " (accepted: " + accepted + ")");
}

double json_number(const Json& json) {
  if (!json.is_number()) wrong_type(json, "a number");
  const double value = json.get<double>();
  if (!std::isfinite(value)) throw InputError("is not a finite number");
  return value;
}

const std::string& json_text(const Json& json) {
  if (!json.is_string()) wrong_type(json, "a string");
  return json.get_ref<const std::string&>();
}

i64 json_count(const Json& json, i64 low, i64 high) {
  if (!json.is_number()) wrong_type(json, "a whole number");
  return parse_count(json.dump(), low, high);
}

u64 json_seed(const Json& json) {
  if (!json.is_number()) wrong_type(json, "a whole number");
  return parse_seed(json.dump());
}

void check_object(const Json& json) {
  if (!json.is_object()) wrong_type(json, "an object");
}

void check_array(const Json& json) {
  if (!json.is_array()) wrong_type(json, "an array");
}

}  // namespace thalweg
