// SPDX-License-Identifier: MIT
#include "viewer/app/command_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "io/spec_text.h"
#include "viewer/app/looks.h"

namespace thalweg::viewer {
namespace {

/// In single quotes unless every character is plain.
std::string quoted(const std::string& word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_=+:,./@%").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string text = "'";
  for (const char c : word)
    if (c == '\'')
      text += "'\\''";
    else
      text += c;
  return text + "'";
}

std::string number(double a) { return fmt::format("{}", a); }

std::string domain_text(const Domain& d) {
  const double edges[] = {d.x0, d.x1, d.y0, d.y1, d.z0, d.z1};
  return fmt::format("{}", fmt::join(edges, edges + 2 * d.weights, ","));
}

class Arguments {
 public:
  void add(const char* flag, std::string value) {
    // A value that begins with a dash would be taken for an option.
    if (value.starts_with('-')) {
      all_.push_back(std::string(flag) + "=" + value);
      return;
    }
    all_.emplace_back(flag);
    all_.push_back(std::move(value));
  }
  void add(const char* flag, bool wanted, std::string value) {
    if (wanted) add(flag, std::move(value));
  }
  void add(const char* flag) { all_.emplace_back(flag); }
  std::vector<std::string> take() { return std::move(all_); }

 private:
  std::vector<std::string> all_;
};

void add_landscape(Arguments& all, const RunSpec& spec) {
  if (spec.kind == LandscapeKind::formula) {
    all.add("--formula", spec.formula);
    const std::string parameters = to_text(Choice{"formula", spec.surface.parameters});
    const std::size_t colon = parameters.find(':');
    all.add("--parameters", colon != std::string::npos,
            parameters.substr(std::min(colon, parameters.size() - 1) + 1));
  } else {
    all.add(spec.kind == LandscapeKind::problem ? "--problem" : "--surface", to_text(spec.surface));
  }
  all.add("--data", !spec.data_file.empty(), spec.data_file);
  if (spec.scaling) all.add("--scaling", std::string(to_text(*spec.scaling)));
  if (spec.domain) all.add("--domain", domain_text(*spec.domain));
}

/// Layers whose state is not that of a new session.
void add_layers(Arguments& all, const Options& options) {
  const Options usual;
  std::string show, hide;
  for (const std::string& layer : layer_names()) {
    const Option option = layer_named(layer);
    if (options[option] == usual[option]) continue;
    std::string& list = options[option] ? show : hide;
    list += (list.empty() ? "" : ",") + layer;
  }
  all.add("--show", !show.empty(), show);
  all.add("--hide", !hide.empty(), hide);
}

/// What differs from the usual look.
void add_looks(Arguments& all, const Looks& looks) {
  const Looks usual;
  if (looks.flat) all.add("--flat");
  all.add("--color-map", looks.color_map != usual.color_map, looks.color_map);
  all.add("--height", !looks.heights.empty(), looks.heights);
  if (looks.low || looks.high)
    all.add("--clip", number(looks.low.value_or(-1e300)) + "," + number(looks.high.value_or(1e300)));
  all.add("--color-by", !looks.color_by.empty(), looks.color_by);
  all.add("--trail-length", looks.trail_length != usual.trail_length, number(looks.trail_length));
  all.add("--trail-fade", looks.trail_fade != usual.trail_fade, number(looks.trail_fade));
  if (looks.follow) all.add("--follow", std::to_string(*looks.follow));
  if (looks.trails) all.add("--trails", std::to_string(*looks.trails));
  all.add("--compare", !looks.compare.empty(), looks.compare);
}

}  // namespace

std::vector<std::string> run_arguments(const RunSpec& spec) {
  const RunSpec usual;
  Arguments all;
  add_landscape(all, spec);
  all.add("--optimizer", to_text(spec.optimizer));
  if (spec.lr) all.add("--lr", rates_text(spec));
  all.add("--schedule", spec.schedule != usual.schedule || !spec.then.empty(), schedules_text(spec));
  all.add("--noise", spec.noise != usual.noise, to_text(spec.noise));
  if (spec.clip_norm) all.add("--clip-norm", number(*spec.clip_norm));
  if (spec.clip_value) all.add("--clip-value", number(*spec.clip_value));
  all.add("--start", spec.start != usual.start, to_text(spec.start));
  all.add("--particles", spec.particles != usual.particles, std::to_string(spec.particles));
  all.add("--steps", spec.steps != usual.steps, std::to_string(spec.steps));
  all.add("--seed", spec.seed != usual.seed, std::to_string(spec.seed));
  all.add("--precision", spec.precision != usual.precision, std::string(to_text(spec.precision)));
  all.add("--math", spec.math != usual.math, std::string(to_text(spec.math)));
  const Device device{spec.device, spec.device_index};
  all.add("--device", spec.device != usual.device, to_text(device));
  all.add("--threads", spec.threads != usual.threads, std::to_string(spec.threads));
  return all.take();
}

std::string command_line(const SessionState& state) {
  Arguments all;
  const Camera& camera = camera_goal(state);
  if (camera != home_camera() && !state.options[Option::kFlat])
    all.add("--camera", fmt::format("{:.6g},{:.6g},{:.6g}", camera.azimuth, camera.elevation,
                                    home_camera().distance / camera.distance));
  if (state.options[Option::kLightTheme]) all.add("--light");
  add_layers(all, state.options);
  add_looks(all, looks_of(state));
  if (!state.playing) all.add("--paused");
  std::string text = "thalweg view";
  for (const std::string& word : run_arguments(state.spec)) text += " " + quoted(word);
  for (const std::string& word : all.take()) text += " " + quoted(word);
  return text;
}

}  // namespace thalweg::viewer
