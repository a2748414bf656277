// SPDX-License-Identifier: MIT
#include "io/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/error.h"
#include "io/atomic_file.h"

namespace thalweg {

namespace {

constexpr std::size_t kMostBytes = std::size_t(16) << 20;

// The shortest digits that come back as the same number; a point or an exponent tells readers that it is no
// integer.
std::string number_text(double a) {
  if (!std::isfinite(a)) return "null";
  std::string digits = fmt::format("{}", a);
  if (digits.find_first_of(".e") == std::string::npos) digits += ".0";
  return digits;
}

std::string scalar_text(const Json& json) {
  return json.is_number_float() ? number_text(json.get<double>())
                                : json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_flat(const Json& array) {
  return std::none_of(array.begin(), array.end(), [](const Json& item) { return item.is_structured(); });
}

void append(std::string& text, const Json& json, std::size_t indent);

// Items of an object or a nested array, one per line.
template <class Item>
void append_lines(std::string& text, const Json& json, std::size_t indent, char open, char close, Item item) {
  text += open;
  bool first = true;
  for (auto it = json.begin(); it != json.end(); ++it) {
    text += first ? "\n" : ",\n";
    text.append(indent + 2, ' ');
    item(it);
    first = false;
  }
  if (!first) text.append("\n").append(indent, ' ');
  text += close;
}

void append(std::string& text, const Json& json, std::size_t indent) {
  if (json.is_object()) {
    append_lines(text, json, indent, '{', '}', [&](const Json::const_iterator& it) {
      text.append(scalar_text(Json(it.key()))).append(": ");
      append(text, *it, indent + 2);
    });
  } else if (json.is_array() && !is_flat(json)) {
    append_lines(text, json, indent, '[', ']',
                 [&](const Json::const_iterator& it) { append(text, *it, indent + 2); });
  } else if (json.is_array()) {
    const char* separator = "[";
    for (const Json& item : json) text.append(std::exchange(separator, ", ")).append(scalar_text(item));
    text += json.empty() ? "[]" : "]";
  } else {
    text += scalar_text(json);
  }
}

// Refuses what the library would accept: deep nesting and duplicate keys.
class Guard {
 public:
  explicit Guard(const std::string& name) : name_(name) {}

  bool operator()(int depth, nlohmann::json::parse_event_t event, const Json& parsed) {
    using Event = nlohmann::json::parse_event_t;
    if (event == Event::object_start || event == Event::array_start) {
      if (depth >= kMostNested)
        throw InputError(fmt::format("{}: nested more than {} levels deep", name_, kMostNested));
      keys_.emplace_back();
    } else if (event == Event::object_end || event == Event::array_end) {
      keys_.pop_back();
    } else if (event == Event::key) {
      const std::string& key = parsed.get_ref<const std::string&>();
      if (!keys_.back().insert(key).second)
        throw InputError(fmt::format("{}: the key '{}' is there twice", name_, key.substr(0, 60)));
    }
    return true;
  }

 private:
  const std::string& name_;
  std::vector<std::set<std::string>> keys_;  // of the open objects
};

// Short even if a megabyte-long token was the offender.
std::string cut(std::string text) {
  constexpr std::size_t kMost = 200;
  return text.size() > kMost ? text.substr(0, kMost) + "..." : text;
}

// "line 3, column 7" of the 1-based byte; the library's own count is off where a number ends its line.
std::string place(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::max<std::size_t>(byte, 1) - 1);
  const std::size_t line_end = before.rfind('\n');
  const std::size_t column =
      line_end == std::string_view::npos ? before.size() : before.size() - line_end - 1;
  return fmt::format("line {}, column {}", 1 + std::count(before.begin(), before.end(), '\n'), column + 1);
}

// What the library says behind "[json.exception.parse_error.101] parse error at line 1, column 2: ".
std::string reason(const std::string& what) {
  std::size_t start = what.find("] ") + 2;
  if (const std::size_t at = what.find("column "); at != std::string::npos) start = what.find(": ", at) + 2;
  return cut(what.substr(std::min(start, what.size())));
}

}  // namespace

double shortest(float a) {
  const std::string digits = fmt::format("{}", a);
  double value = a;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string to_text(const Json& json) {
  std::string text;
  append(text, json, 0);
  return text + "\n";
}

std::string to_ascii(const Json& json) {
  return json.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

Json parse_json(const std::string& text, const std::string& name) {
  try {
    return Json::parse(text, Guard(name));
  } catch (const nlohmann::json::parse_error& error) {
    throw InputError(fmt::format("{}, {}: {}", name, place(text, error.byte), reason(error.what())));
  } catch (const nlohmann::json::exception& error) {  // 1e999
    throw InputError(name + ": " + reason(error.what()));
  }
}

Json read_json(const std::filesystem::path& path) {
  return parse_json(read_file(path, kMostBytes), path.string());
}

}  // namespace thalweg
