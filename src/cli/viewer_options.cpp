// SPDX-License-Identifier: MIT
#include "cli/viewer_options.h"

#include "cli/viewer_status.h"
#include "core/color_map.h"
#include "io/spec_text.h"

namespace thalweg::cli {

std::string viewer_missing() { return {}; }

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
  command.add_flag("--light", options.light, "light background")->disable_flag_override()->group(kGroup);
  command.add_flag("--flat", options.looks.flat, "the map seen from above")
      ->disable_flag_override()
      ->group(kGroup);
  command
      .add_option("--color-map", options.looks.color_map,
                  "of the losses: viridis, cividis, magma [" + options.looks.color_map + "]")
      ->type_name("NAME")
      ->group(kGroup);
}

RunSpec viewer_spec(const ViewerOptions& options) {
  // The explorer's learning rate suits its own surface and optimizer only.
  bool chosen = false;
  for (const char* flag : {"--surface", "--problem", "--formula", "--optimizer", "--lr"})
    chosen |= options.run.given.contains(flag);
  return make_spec(options.run, chosen ? RunSpec() : viewer::explorer_spec());
}

Size viewer_size(const ViewerOptions& options) {
  return in_context("--size", [&] { return parse_size(options.size, viewer::kLargestPicture); });
}

void check_looks(const ViewerOptions& options) {
  in_context("--show", [&] { viewer::check_layers(options.show); });
  in_context("--hide", [&] { viewer::check_layers(options.hide); });
  in_context("--color-map", [&] { color_map_named(options.looks.color_map); });
}

std::optional<viewer::CameraPose> viewer_camera(const ViewerOptions& options) {
  if (options.camera.empty()) return {};
  const std::vector<double> n = in_context("--camera", [&] { return parse_numbers(options.camera, 3); });
  return viewer::CameraPose{n[0], n[1], n[2]};
}

}  // namespace thalweg::cli
