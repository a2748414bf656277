// SPDX-License-Identifier: MIT
#include "viewer/app/looks.h"

#include <fmt/format.h>

#include <optional>

#include "core/error.h"
#include "engine/registry.h"
#include "io/spec_text.h"
#include "viewer/app/landscape_choice.h"
#include "viewer/app/methods.h"
#include "viewer/app/names.h"

namespace thalweg::viewer {
namespace {

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> pieces(1);
  for (const char c : text) {
    if (c == ',')
      pieces.emplace_back();
    else
      pieces.back() += c;
  }
  return pieces;
}

/// The texts of the methods: a piece "key=value" belongs to the method before it.
std::vector<std::string> method_texts(const std::string& text) {
  std::vector<std::string> methods;
  for (const std::string& piece : split(text)) {
    const bool parameter = piece.find('=') != std::string::npos && piece.find(':') == std::string::npos;
    if (parameter && !methods.empty())
      methods.back() += "," + piece;
    else
      methods.push_back(piece);
  }
  return methods;
}

double share(const char* what, double value) {
  if (!(value >= 0 && value <= 1)) throw InputError(std::string(what) + " must be in 0..1");
  return value;
}

HeightChoice parse_heights(const Looks& looks, HeightChoice heights) {
  if (looks.heights == name(HeightScale::kLinear)) {
    heights.scale = HeightScale::kLinear;
  } else if (looks.heights == name(HeightScale::kLog)) {
    heights.scale = HeightScale::kLog;
  } else if (!looks.heights.empty()) {
    heights.scale = HeightScale::kPower;
    heights.exponent = in_context("heights (accepted: linear, log or an exponent)",
                                  [&] { return parse_number(looks.heights); });
    if (!(heights.exponent >= kLeastExponent && heights.exponent <= kMostExponent))
      throw InputError("the exponent of the heights must be in 0.1..4");
  }
  if (looks.low) heights.low = looks.low;
  if (looks.high) heights.high = looks.high;
  if (heights.low && heights.high && !(*heights.low < *heights.high))
    throw InputError("the losses that are told apart need a lower limit below the upper one");
  return heights;
}

}  // namespace

Looks looks_of(const SessionState& state) {
  Looks looks;
  looks.flat = state.options[Option::kFlat];
  looks.color_map = std::string(name(state.color_map));
  const HeightChoice usual = preferred_heights(state.spec);
  const HeightChoice& heights = state.heights;
  if (heights.scale == HeightScale::kPower)
    looks.heights = fmt::format("{}", heights.exponent);
  else if (heights.scale != usual.scale)
    looks.heights = name(heights.scale);
  looks.low = heights.low;
  looks.high = heights.high;
  if (state.coloring) looks.color_by = name(*state.coloring);
  looks.trail_length = state.trail_length;
  looks.trail_fade = state.trail_fade;
  looks.trails = state.trails;
  looks.follow = state.followed;
  for (const Rival& rival : state.rivals) {
    looks.compare += (looks.compare.empty() ? "" : ",") + to_text(rival.optimizer);
    if (rival.lr) looks.compare += fmt::format("@{}", *rival.lr);
  }
  return looks;
}

std::vector<Rival> parse_rivals(const std::string& text, const RunSpec& beside) {
  std::vector<Rival> rivals;
  if (text.empty()) return rivals;
  for (const std::string& method : method_texts(text)) {
    const std::size_t at = method.rfind('@');
    Rival rival{.optimizer = parse_choice(method.substr(0, at)),
                .lr = {},
                .schedule = beside.schedule,
                .then = beside.then};
    find_optimizer(rival.optimizer.name);
    if (at != std::string::npos) {
      rival.lr = in_context(method, [&] { return parse_number(method.substr(at + 1)); });
      if (!(*rival.lr > 0)) throw InputError(method + ": the learning rate must be above 0");
    }
    rivals.push_back(std::move(rival));
  }
  check_rivals(rivals);
  return rivals;
}

void apply_looks(SessionState& state, const Looks& looks) {
  const ColorMap map = color_map_named(looks.color_map);
  const HeightChoice heights = parse_heights(looks, state.heights);
  std::optional<Coloring> coloring;
  if (!looks.color_by.empty()) coloring = coloring_named(looks.color_by);
  const double length = share("the length of trails", looks.trail_length),
               fade = share("the fading of trails", looks.trail_fade);
  if (looks.trails && !(*looks.trails >= 1 && *looks.trails <= kMostTrails))
    throw InputError("the number of trails must be in 1.." + std::to_string(kMostTrails));
  if (looks.follow && *looks.follow < 0) throw InputError("particles are counted from 0");
  std::vector<Rival> rivals = parse_rivals(looks.compare, state.spec);
  for (Rival& rival : rivals)
    if (!rival.lr) rival.lr = rate_for(run_of(rival, state.spec));
  state.color_map = map;
  state.heights = heights;
  state.coloring = coloring;
  state.trail_length = length;
  state.trail_fade = fade;
  if (looks.trails) state.trails = looks.trails;
  if (looks.follow) state.followed = looks.follow;
  if (!rivals.empty()) state.rivals = std::move(rivals);
  if (!looks.flat) return;
  state.options.set(Option::kFlat, true);
  state.camera = flat_camera();
  state.relief = 0;
}

void check_looks(const Looks& looks) {
  SessionState scratch;
  apply_looks(scratch, looks);
}

}  // namespace thalweg::viewer
