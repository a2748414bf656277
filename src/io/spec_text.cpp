// SPDX-License-Identifier: MIT
#include "io/spec_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace thalweg {

namespace {

constexpr std::array<std::string_view, 5> kStartKinds{"uniform", "sobol", "grid", "normal", "point"};
constexpr std::array<std::string_view, 2> kPrecisions{"float", "double"}, kMathModes{"exact", "fast"};

// What was typed, short enough to be read in one line.
std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 60;
  return text.size() <= kMost ? fmt::format("'{}'", text) : fmt::format("'{}...'", text.substr(0, kMost));
}

struct Parsed {
  double value = 0;
  bool complete = false, fits = true;
};

Parsed parse_double(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  Parsed p;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), p.value);
  p.complete = !text.empty() && end == text.data() + text.size() && error != std::errc::invalid_argument;
  p.fits = error != std::errc::result_out_of_range;
  return p;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

double parse_value(std::string_view text) {
  if (text == "true") return 1;
  if (text == "false") return 0;
  return parse_number(text);
}

// The name behind ':' was given as key=value,...
std::vector<std::pair<std::string, double>> parse_parameters(std::string_view text) {
  std::vector<std::pair<std::string, double>> parameters;
  for (const std::string_view part : split(text, ',')) {
    const std::size_t equals = part.find('=');
    const std::string key(part.substr(0, equals));
    if (equals == std::string_view::npos || key.empty())
      throw InputError(shown(part) + " is not key=value (accepted: NAME:key=value,key=value)");
    if (std::any_of(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == key; }))
      throw InputError("the parameter " + shown(key) + " is given twice");
    parameters.emplace_back(key, in_context(key, [&] { return parse_value(part.substr(equals + 1)); }));
  }
  return parameters;
}

template <class Enum, std::size_t N>
Enum parse_enum(const char* what, std::string_view text, const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; i++)
    if (text == names[i]) return Enum(i);
  const std::vector<std::string> accepted(names.begin(), names.end());
  unknown_name(what, text, accepted);
}

}  // namespace

double parse_number(std::string_view text) {
  const Parsed p = parse_double(text);
  if (!p.complete) throw InputError(shown(text) + " is not a number");
  if (!p.fits) throw InputError(shown(text) + " is beyond the range of double precision");
  if (!std::isfinite(p.value)) throw InputError(shown(text) + " is not a finite number");
  return p.value;
}

i64 parse_count(std::string_view text, i64 low, i64 high) {
  const auto refuse = [&](const char* why) {
    throw InputError(fmt::format("{} {} (accepted: {} to {}, also as 1e6)", shown(text), why, low, high));
  };
  std::string_view digits = text;
  if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
  i64 count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error == std::errc::result_out_of_range) refuse("is out of range");
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
    const Parsed p = parse_double(text);
    if (!p.complete || !std::isfinite(p.value) || p.value != std::floor(p.value))
      refuse("is not a whole number");
    if (!p.fits || !(std::abs(p.value) <= 0x1p53)) refuse("is out of range");
    count = i64(p.value);
  }
  if (count < low || count > high) refuse("is out of range");
  return count;
}

u64 parse_seed(std::string_view text) {
  u64 seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (text.empty() || error != std::errc() || end != text.data() + text.size())
    throw InputError(shown(text) + " is not a seed (accepted: 0 to 18446744073709551615)");
  return seed;
}

Choice parse_choice(std::string_view text) {
  const std::size_t colon = text.find(':');
  Choice choice{std::string(text.substr(0, colon))};
  if (choice.name.empty()) throw InputError(shown(text) + " has no name (accepted: NAME[:key=value,...])");
  if (colon != std::string_view::npos)
    choice.parameters = in_context(choice.name, [&] { return parse_parameters(text.substr(colon + 1)); });
  return choice;
}

std::string to_text(const Choice& choice) {
  std::string text = choice.name;
  char separator = ':';
  for (const auto& [key, value] : choice.parameters) {
    text += fmt::format("{}{}={}", separator, key, value);
    separator = ',';
  }
  return text;
}

Point parse_point(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, ',');
  if (parts.size() != 2) throw InputError(shown(text) + " is not a point X,Y");
  return in_context(shown(text) + " is not a point X,Y", [&] {
    return Point{parse_number(parts[0]), parse_number(parts[1])};
  });
}

StartKind parse_start_kind(std::string_view text) {
  return parse_enum<StartKind>("start", text, kStartKinds);
}

Start parse_start(std::string_view text) {
  const auto is_number = [](std::string_view part) { return parse_double(part).complete; };
  if (text.find(':') == std::string_view::npos && text.find(',') != std::string_view::npos) {
    const Point p = parse_point(text);
    return {StartKind::point, p.x, p.y};
  }
  const Choice choice = parse_choice(text);
  if (is_number(text)) throw InputError(shown(text) + " is one number; a start point is X,Y");
  static const std::vector<std::string> accepted{
      "uniform", "sobol", "grid", "normal", "normal:x=..,y=..,sigma=..", "X,Y"};
  const auto known = std::find(kStartKinds.begin(), kStartKinds.end() - 1, choice.name);
  if (known == kStartKinds.end() - 1) unknown_name("start", choice.name, accepted);
  Start start{StartKind(known - kStartKinds.begin())};
  for (const auto& [key, value] : choice.parameters) {
    if (start.kind != StartKind::normal)
      throw InputError("start " + choice.name + " has no parameters, so '" + key + "' is unknown");
    static const std::vector<std::string> keys{"x", "y", "sigma"};
    if (key == "x") {
      start.x = value;
    } else if (key == "y") {
      start.y = value;
    } else if (key == "sigma") {
      start.sigma = value;
    } else {
      unknown_name("start normal parameter", key, keys);
    }
  }
  return start;
}

std::string to_text(const Start& start) {
  if (start.kind == StartKind::point) return fmt::format("{},{}", start.x.value_or(0), start.y.value_or(0));
  Choice choice{std::string(to_text(start.kind))};
  if (start.kind == StartKind::normal) {
    if (start.x) choice.parameters.emplace_back("x", *start.x);
    if (start.y) choice.parameters.emplace_back("y", *start.y);
    if (start.sigma) choice.parameters.emplace_back("sigma", *start.sigma);
  }
  return to_text(choice);
}

std::string_view to_text(StartKind kind) { return kStartKinds[std::size_t(kind)]; }

Box parse_domain(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, ',');
  if (parts.size() != 4) throw InputError(shown(text) + " is not a domain x0,x1,y0,y1");
  const Box box = in_context(shown(text) + " is not a domain x0,x1,y0,y1", [&] {
    return Box{parse_number(parts[0]), parse_number(parts[1]), parse_number(parts[2]),
               parse_number(parts[3])};
  });
  if (!(box.x0 < box.x1) || !(box.y0 < box.y1))
    throw InputError(shown(text) + " is an empty domain (accepted: x0,x1,y0,y1 with x0 < x1 and y0 < y1)");
  return box;
}

std::string_view to_text(Precision precision) { return kPrecisions[std::size_t(precision)]; }
Precision parse_precision(std::string_view text) {
  return parse_enum<Precision>("precision", text, kPrecisions);
}
std::string_view to_text(MathMode math) { return kMathModes[std::size_t(math)]; }
MathMode parse_math(std::string_view text) { return parse_enum<MathMode>("maths mode", text, kMathModes); }

Device parse_device(std::string_view text) {
  if (text == "auto") return {DeviceKind::automatic, 0};
  if (text == "cpu") return {DeviceKind::cpu, 0};
  if (text == "cuda") return {DeviceKind::cuda, 0};
  if (text.starts_with("cuda:"))
    return {DeviceKind::cuda,
            int(in_context("cuda:INDEX", [&] { return parse_count(text.substr(5), 0, kMostDevices); }))};
  static const std::vector<std::string> accepted{"auto", "cpu", "cuda", "cuda:INDEX"};
  unknown_name("device", text, accepted);
}

std::string to_text(const Device& device) {
  if (device.kind == DeviceKind::automatic) return "auto";
  if (device.kind == DeviceKind::cpu) return "cpu";
  return device.index ? fmt::format("cuda:{}", device.index) : "cuda";
}

}  // namespace thalweg
