// SPDX-License-Identifier: MIT
#include "cli/viewer_options.h"

#include "cli/viewer_status.h"
#include "io/spec_text.h"
#include "viewer/app/session_file.h"

namespace thalweg::cli {

std::string viewer_missing() { return {}; }

std::vector<PresetRow> preset_rows() {
  std::vector<PresetRow> rows;
  for (const viewer::PresetInfo& p : viewer::preset_infos()) rows.push_back({p.name, p.title, p.sentence});
  return rows;
}

namespace {
constexpr const char* kSize = "1280x720";
}

void add_viewer_options(Usage& command, ViewerOptions& options) {
  constexpr const char* kGroup = "How it looks";
  add_run_options(command, options.run, Descent::ensemble, viewer::explorer_spec());
  command.add({"--size", &options.size, "WIDTHxHEIGHT", std::string("in pixels [") + kSize + "]", kGroup});
  command.add(
      {"--preset", &options.preset, "NAME", "a ready-made session: see `thalweg list presets`", kGroup});
  command.add({"--camera", &options.camera, "AZ,EL,ZOOM", "azimuth, elevation, zoom [36,41,1]", kGroup});
  std::string names;
  for (const std::string& name : viewer::layer_names()) names += (names.empty() ? "" : ", ") + name;
  const auto add_layers = [&](const char* name, std::vector<std::string>& layers,
                              const std::string& meaning) {
    command.add({.names = name,
                 .to = &layers,
                 .value = "LAYER,...",
                 .meaning = meaning,
                 .group = kGroup,
                 .list = true});
  };
  add_layers("--show", options.show, "layers beside those that are on: " + names);
  add_layers("--hide", options.hide, "layers that are on: trails, particles, contours, minima, axes");
  command.add({"--session", &options.session, "FILE",
               "what the explorer saved, a run, a result, a picture, a formula or data", kGroup});
  command.add({"--light", &options.light, "", "light background", kGroup});
  command.add({"--flat", &options.looks.flat, "", "the map seen from above", kGroup});
  command.add({"--color-map", &options.looks.color_map, "NAME",
               "of the losses: viridis, cividis, magma, diverging [" + options.looks.color_map + "]",
               kGroup});
  command.add({"--height", &options.looks.heights, "SCALE",
               "heights: linear, log, or an exponent of 0.1 to 4 [as suits the landscape]", kGroup});
  command.add({"--clip", &options.clip, "LOW,HIGH",
               "the losses that are told apart; what is beyond is marked", kGroup});
  command.add({"--color-by", &options.looks.color_by, "NAME",
               "of the particles: destination, outcome or method [method where several are compared]",
               kGroup});
  command.add({"--trail-length", &options.looks.trail_length, "SHARE",
               "share of the recorded trails, 0..1 [1]", kGroup});
  command.add({"--trail-fade", &options.looks.trail_fade, "SHARE",
               "0: trails are as strong where they are old [1]", kGroup});
  command.add({"--trails", &options.trails, "COUNT",
               std::string(viewer::kTrailsMeaning) + " [as many as are drawn smoothly]", kGroup});
  command.add({"--follow", &options.follow, "NUMBER",
               "a particle, counted from 0: its trail is drawn bright; --show follow-camera looks at it",
               kGroup});
  command.add({"--compare", &options.looks.compare, "NAME[:key=value,...][@RATE],...",
               "up to five more optimizers from the same starts, with their rates after @", kGroup});
}

std::shared_ptr<const viewer::SessionState> viewer_session(const ViewerOptions& options) {
  if (options.session.empty()) return nullptr;
  if (!options.run.spec_file.empty()) throw InputError("--spec: give this or a session, not both");
  if (!options.preset.empty()) throw InputError("--preset: give this or a session, not both");
  return std::make_shared<viewer::SessionState>(viewer::read_session(options.session));
}

RunSpec viewer_spec(const ViewerOptions& options, const viewer::SessionState* session) {
  if (session) return make_spec(options.run, session->spec);
  // The explorer's learning rate suits its own surface and optimizer only.
  bool chosen = false;
  for (const char* flag : {"--surface", "--problem", "--formula", "--optimizer", "--lr"})
    chosen |= options.run.given.contains(flag);
  if (!options.preset.empty())
    return make_spec(options.run,
                     in_context("--preset", [&] { return viewer::preset_spec(options.preset); }));
  return make_spec(options.run, chosen ? RunSpec() : viewer::explorer_spec());
}

Size viewer_size(const ViewerOptions& options) {
  return in_context("--size", [&] {
    return parse_size(options.size.empty() ? kSize : options.size, viewer::kLargestPicture);
  });
}

viewer::Looks viewer_looks(const ViewerOptions& options) {
  in_context("--show", [&] { viewer::check_layers(options.show); });
  in_context("--hide", [&] { viewer::check_layers(options.hide); });
  viewer::Looks looks = options.looks;
  if (!options.clip.empty()) {
    const std::vector<double> limits = in_context("--clip", [&] { return parse_numbers(options.clip, 2); });
    looks.low = limits[0];
    looks.high = limits[1];
  }
  if (!options.trails.empty())
    looks.trails =
        in_context("--trails", [&] { return parse_count(options.trails, 1, viewer::kMostTrails); });
  if (!options.follow.empty())
    looks.follow = in_context("--follow", [&] { return parse_count(options.follow, 0, kMostParticles - 1); });
  // One at a time, so that each complaint names its option.
  const auto check = [](const char* option, const viewer::Looks& one) {
    in_context(option, [&] { viewer::check_looks(one); });
  };
  check("--color-map", {.color_map = looks.color_map});
  check("--height", {.heights = looks.heights});
  check("--clip", {.low = looks.low, .high = looks.high});
  check("--color-by", {.color_by = looks.color_by});
  check("--trail-length", {.trail_length = looks.trail_length});
  check("--trail-fade", {.trail_fade = looks.trail_fade});
  check("--compare", {.compare = looks.compare});
  return looks;
}

std::optional<viewer::CameraPose> viewer_camera(const ViewerOptions& options) {
  if (options.camera.empty()) return {};
  const std::vector<double> n = in_context("--camera", [&] { return parse_numbers(options.camera, 3); });
  return viewer::CameraPose{n[0], n[1], n[2]};
}

}  // namespace thalweg::cli
