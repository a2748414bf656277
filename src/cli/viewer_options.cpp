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

void add_viewer_options(CLI::App& command, ViewerOptions& options) {
  constexpr const char* kGroup = "How it looks";
  add_run_options(command, options.run, Descent::ensemble, viewer::explorer_spec());
  command
      .add_option_function<std::string>(
          "--size",
          [&options](const std::string& text) {
            options.size = text;
            options.size_given = true;
          },
          "in pixels [" + options.size + "]")
      ->type_name("WIDTHxHEIGHT")
      ->group(kGroup);
  command.add_option("--preset", options.preset, "a ready-made session: see `thalweg list presets`")
      ->type_name("NAME")
      ->group(kGroup);
  command.add_option("--camera", options.camera, "azimuth, elevation, zoom [36,41,1]")
      ->type_name("AZ,EL,ZOOM")
      ->group(kGroup);
  std::string names;
  for (const std::string& name : viewer::layer_names()) names += (names.empty() ? "" : ", ") + name;
  command.add_option("--show", options.show, "layers beside those that are on: " + names)
      ->type_name("LAYER,...")
      ->delimiter(',')
      ->group(kGroup);
  command.add_option("--hide", options.hide, "layers that are on: trails, particles, contours, minima, axes")
      ->type_name("LAYER,...")
      ->delimiter(',')
      ->group(kGroup);
  command
      .add_option("--session", options.session,
                  "what the explorer saved, a run, a result, a picture, a formula or data")
      ->type_name("FILE")
      ->group(kGroup);
  command.add_flag("--light", options.light, "light background")->disable_flag_override()->group(kGroup);
  command.add_flag("--flat", options.looks.flat, "the map seen from above")
      ->disable_flag_override()
      ->group(kGroup);
  command
      .add_option("--color-map", options.looks.color_map,
                  "of the losses: viridis, cividis, magma, diverging [" + options.looks.color_map + "]")
      ->type_name("NAME")
      ->group(kGroup);
  command
      .add_option("--height", options.looks.heights,
                  "heights: linear, log, or an exponent of 0.1 to 4 [as suits the landscape]")
      ->type_name("SCALE")
      ->group(kGroup);
  command.add_option("--clip", options.clip, "the losses that are told apart; what is beyond is marked")
      ->type_name("LOW,HIGH")
      ->group(kGroup);
  command
      .add_option("--color-by", options.looks.color_by,
                  "of the particles: destination, outcome or method [method where several are compared]")
      ->type_name("NAME")
      ->group(kGroup);
  command.add_option("--trail-length", options.looks.trail_length, "share of the recorded trails, 0..1 [1]")
      ->type_name("SHARE")
      ->group(kGroup);
  command
      .add_option("--trail-fade", options.looks.trail_fade, "0: trails are as strong where they are old [1]")
      ->type_name("SHARE")
      ->group(kGroup);
  command
      .add_option("--compare", options.looks.compare,
                  "up to five more optimizers from the same starts, with their rates after @")
      ->type_name("NAME[:key=value,...][@RATE],...")
      ->group(kGroup);
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
  return in_context("--size", [&] { return parse_size(options.size, viewer::kLargestPicture); });
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
