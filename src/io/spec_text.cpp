// SPDX-License-Identifier: MIT
#include "io/spec_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace thalweg {

namespace {

constexpr std::array<std::string_view, 6> kStartKinds{"uniform", "sobol", "grid", "normal", "point", "box"};
constexpr std::size_t kNamedStarts = 4;  // those that are written by name, with or without parameters
constexpr std::array<std::string_view, 3> kScalings{"none", "unit", "standard"};
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

namespace {

// "STEP+WHAT" behind an '@'.
struct Later {
  i64 from;
  std::string_view what;
};
Later parse_later(std::string_view all, const char* thing, std::string_view part) {
  const std::size_t plus = part.find('+');
  if (plus == std::string_view::npos)
    throw InputError(shown(all) + " names no " + thing + " after '@" + std::string(part) +
                     "' (accepted: FIRST@STEP+NEXT)");
  return {parse_count(part.substr(0, plus), 1, kMostSteps), part.substr(plus + 1)};
}

}  // namespace

void parse_schedules(std::string_view text, RunSpec& spec) {
  const std::vector<std::string_view> parts = split(text, '@');
  spec.schedule = parse_choice(parts[0]);
  spec.then.clear();
  for (std::size_t i = 1; i < parts.size(); i++) {
    const Later later = parse_later(text, "schedule", parts[i]);
    spec.then.push_back({later.from, parse_choice(later.what)});
  }
}

std::string schedules_text(const RunSpec& spec) {
  std::string text = to_text(spec.schedule);
  for (const SchedulePart& part : spec.then) text += fmt::format("@{}+{}", part.from, to_text(part.schedule));
  return text;
}

void parse_rates(std::string_view text, RunSpec& spec) {
  const std::vector<std::string_view> parts = split(text, '@');
  spec.lr = parse_number(parts[0]);
  spec.rates.clear();
  for (std::size_t i = 1; i < parts.size(); i++) {
    const Later later = parse_later(text, "rate", parts[i]);
    spec.rates.push_back({later.from, parse_number(later.what)});
  }
}

std::string rates_text(const RunSpec& spec) {
  std::string text = fmt::format("{}", *spec.lr);
  for (const RateChange& change : spec.rates) text += fmt::format("@{}+{}", change.from, change.lr);
  return text;
}

ParsedPoint parse_point(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, ',');
  if (parts.size() > 3) throw InputError(shown(text) + " is not a point X,Y");
  return in_context(shown(text) + " is not a point X,Y", [&] {
    double at[3] = {};
    for (std::size_t i = 0; i < parts.size(); i++) at[i] = parse_number(parts[i]);
    return ParsedPoint{{at[0], at[1], at[2]}, int(parts.size())};
  });
}

std::string to_text(Point p, int coordinates) {
  const double all[] = {p.x, p.y, p.z};
  return fmt::format("{}", fmt::join(all, all + coordinates, ","));
}

StartKind parse_start_kind(std::string_view text) {
  return parse_enum<StartKind>("start", text, kStartKinds);
}

Start parse_start(std::string_view text) {
  const auto is_number = [](std::string_view part) { return parse_double(part).complete; };
  if (is_number(text) ||
      (text.find(':') == std::string_view::npos && text.find(',') != std::string_view::npos)) {
    const ParsedPoint p = parse_point(text);
    Start start{StartKind::point, p.at.x};
    if (p.coordinates > 1) start.y = p.at.y;
    if (p.coordinates > 2) start.z = p.at.z;
    return start;
  }
  if (text.starts_with("box:")) {
    Start start{StartKind::box};
    start.box = in_context("box", [&] { return parse_domain(text.substr(4)); });
    return start;
  }
  const Choice choice = parse_choice(text);
  static const std::vector<std::string> accepted{
      "uniform", "sobol", "grid", "normal", "normal:x=..,y=..,z=..,sigma=..", "box:x0,x1,y0,y1", "X,Y"};
  const auto end = kStartKinds.begin() + kNamedStarts;
  const auto known = std::find(kStartKinds.begin(), end, choice.name);
  if (known == end) unknown_name("start", choice.name, accepted);
  Start start{StartKind(known - kStartKinds.begin())};
  for (const auto& [key, value] : choice.parameters) {
    if (start.kind != StartKind::normal)
      throw InputError("start " + choice.name + " has no parameters, so '" + key + "' is unknown");
    static const std::vector<std::string> keys{"x", "y", "z", "sigma"};
    if (key == "x") {
      start.x = value;
    } else if (key == "y") {
      start.y = value;
    } else if (key == "z") {
      start.z = value;
    } else if (key == "sigma") {
      start.sigma = value;
    } else {
      unknown_name("start normal parameter", key, keys);
    }
  }
  return start;
}

std::string to_text(const Start& start) {
  if (start.kind == StartKind::point)
    return to_text(Point{start.x.value_or(0), start.y.value_or(0), start.z.value_or(0)}, start.z   ? 3
                                                                                         : start.y ? 2
                                                                                                   : 1);
  if (start.kind == StartKind::box && start.box) return "box:" + to_text(*start.box);
  Choice choice{std::string(to_text(start.kind))};
  if (start.kind == StartKind::normal) {
    if (start.x) choice.parameters.emplace_back("x", *start.x);
    if (start.y) choice.parameters.emplace_back("y", *start.y);
    if (start.z) choice.parameters.emplace_back("z", *start.z);
    if (start.sigma) choice.parameters.emplace_back("sigma", *start.sigma);
  }
  return to_text(choice);
}

std::string_view to_text(StartKind kind) { return kStartKinds[std::size_t(kind)]; }

std::string to_text(const Domain& d) {
  const double all[] = {d.x0, d.x1, d.y0, d.y1, d.z0, d.z1};
  return fmt::format("{}", fmt::join(all, all + 2 * d.weights, ","));
}

Domain parse_domain(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, ',');
  if (parts.size() != 2 && parts.size() != 4 && parts.size() != 6)
    throw InputError(shown(text) + " is not a domain x0,x1,y0,y1");
  Domain domain(Box{}, int(parts.size() / 2));
  double* const edges[] = {&domain.x0, &domain.x1, &domain.y0, &domain.y1, &domain.z0, &domain.z1};
  in_context(shown(text) + " is not a domain x0,x1,y0,y1", [&] {
    for (std::size_t i = 0; i < parts.size(); i++) *edges[i] = parse_number(parts[i]);
  });
  for (std::size_t i = 0; i < parts.size(); i += 2)
    if (!(*edges[i] < *edges[i + 1]))
      throw InputError(shown(text) + " is an empty domain (accepted: x0,x1,y0,y1 with x0 < x1 and y0 < y1)");
  return domain;
}

std::string_view to_text(Scaling scaling) { return kScalings[std::size_t(scaling)]; }
Scaling parse_scaling(std::string_view text) { return parse_enum<Scaling>("scaling", text, kScalings); }

std::string landscape_text(const RunSpec& spec) {
  return spec.kind == LandscapeKind::formula ? spec.formula : to_text(spec.surface);
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
