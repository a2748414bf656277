// SPDX-License-Identifier: MIT
// thalweg map: outcome over two parameters.
#include <fmt/format.h>

#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/parameter_map.h"
#include "cli/analysis_loop.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/picture_output.h"
#include "cli/progress.h"
#include "cli/run_options.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "io/result_json.h"
#include "io/spec_json.h"
#include "io/spec_text.h"
#include "version.h"

namespace thalweg::cli {

namespace {

struct Options {
  RunOptions run;
  MapFiles files;
  std::string x, y, size = "512x512";
  Speech speech;
};

RunSpec map_defaults() {
  RunSpec spec;
  spec.particles = 1;
  spec.steps = 500;
  spec.precision = Precision::float64;
  spec.device = DeviceKind::cpu;
  return spec;
}

// "lr:1e-4:1:log" or "momentum:0:0.99"
MapAxis parse_axis(const RunSpec& spec, const std::string& text) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == ':')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  if (parts.size() < 3 || parts.size() > 4 ||
      (parts.size() == 4 && parts[3] != "log" && parts[3] != "linear"))
    throw InputError("'" + text + "' is not NAME:LOW:HIGH[:log|linear]");
  return make_axis(spec, parts[0], parse_number(parts[1]), parse_number(parts[2]),
                   parts.size() == 4 && parts[3] == "log");
}

// Everything that is shown.
struct Findings {
  RunSpec spec;
  MapAxis x, y;
  ParameterMap result;
  BoxDimension dimension;
  std::string device;
};

Json axis_json(const MapAxis& a) {
  return {{"name", a.name}, {"low", a.low}, {"high", a.high}, {"log", a.log}};
}

std::string kind_of(const ReachedMinimum& m) { return m.global ? "global" : "local"; }

double rate_of(const Findings& f) {
  return double(f.result.map.labels.size()) / std::max(1e-9, f.result.seconds);
}

Json to_document(const Findings& f) {
  const ParameterMap& r = f.result;
  const int n = weights(make_landscape(f.spec));
  const double all = double(r.map.labels.size());
  Json outcomes = Json::object(), minima = Json::array();
  for (int i = 0; i < kOutcomes; i++) outcomes[std::string(name(Outcome(i)))] = r.outcomes[std::size_t(i)];
  for (std::size_t i = 0; i < r.minima.size(); i++) {
    const ReachedMinimum& m = r.minima[i];
    Json json{{"label", i}};
    if (!r.by_height) {
      const std::vector<std::string> names = coordinate_names(n);
      const std::vector<double> numbers = coordinates(m.at, n);
      for (std::size_t k = 0; k < names.size(); k++) json[names[k]] = numbers[k];
      json["value"] = m.value;
    }
    json["global"] = r.by_height ? i == 0 : m.global;
    json.update({{"count", m.count},
                 {"fraction", double(m.count) / all},
                 {"color", color_text(label_color(Label(i)))}});
    minima.push_back(json);
  }
  return {{"version", version()},
          {"spec", to_json(f.spec)},
          {"device", f.device},
          {"x", axis_json(f.x)},
          {"y", axis_json(f.y)},
          {"columns", r.map.columns},
          {"rows", r.map.rows},
          {"complete", r.complete},
          {"outcomes", outcomes},
          {"minima", minima},
          {"labels_by", r.by_height ? "height" : "place"},
          {"dimension", {{"value", f.dimension.value}, {"standard_error", f.dimension.standard_error}}},
          {"seconds", r.seconds},
          {"pixels_per_second", rate_of(f)}};
}

std::string axis_text(const MapAxis& a) {
  return fmt::format("{} from {} to {}{}", a.name, a.low, a.high, a.log ? ", logarithmic" : "");
}

std::string to_report(const Findings& f) {
  const ParameterMap& r = f.result;
  const double all = double(r.map.labels.size());
  std::string text;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "{}   {} steps of {}, schedule {}, noise {}, start {}, seed {}\n",
                 landscape_text(f.spec), grouped(f.spec.steps), to_text(f.spec.optimizer),
                 schedules_text(f.spec), to_text(f.spec.noise), to_text(f.spec.start), f.spec.seed);
  fmt::format_to(out, "across: {} in {} columns; up: {} in {} rows\n\n", axis_text(f.x), r.map.columns,
                 axis_text(f.y), r.map.rows);
  constexpr std::size_t kMostMinima = 20;
  for (std::size_t i = 0; i < std::min(kMostMinima, r.minima.size()); i++) {
    const ReachedMinimum& m = r.minima[i];
    if (m.count == 0) continue;
    const std::string what = r.by_height
                                 ? (i == 0 ? "the lowest minima" : "other minima")
                                 : fmt::format("{} minimum ({}), value {:.6g}", kind_of(m),
                                               to_text(m.at, weights(make_landscape(f.spec))), m.value);
    fmt::format_to(out, "{:>4}  {:<64} {:>8.2f} %  {}\n", i, what, 100 * double(m.count) / all,
                   color_text(label_color(Label(i))));
  }
  if (r.minima.size() > kMostMinima)
    fmt::format_to(out, "      and {} more minima; --json lists them all\n", r.minima.size() - kMostMinima);
  for (int i = 1; i < kOutcomes; i++) {
    const i64 count = r.outcomes[std::size_t(i)];
    if (count)
      fmt::format_to(out, "      {:<64} {:>8.2f} %  {}\n", name(Outcome(i)), 100 * double(count) / all,
                     color_text(label_color(label_of(Outcome(i), 0, 0))));
  }
  fmt::format_to(out, "\nboundary       box dimension {}\n",
                 std::isnan(f.dimension.value) ? "none (no boundary)"
                                               : fmt::format("{:.3f} +- {:.3f} at this scale",
                                                             f.dimension.value, f.dimension.standard_error));
  fmt::format_to(out, "device         {}; {}, {} maths; {:.3g} s, {:.3g} descents/s; thalweg {}\n", f.device,
                 to_text(f.spec.precision), to_text(f.spec.math), r.seconds, rate_of(f), version());
  return text;
}

int show_map(const Options& options) {
  const Size size = in_context("--size", [&] { return parse_size(options.size); });
  RunSpec spec = make_spec(options.run, map_defaults());
  if (options.x.empty() || options.y.empty())
    throw InputError("map needs two parameters: --x NAME:LOW:HIGH[:log] and --y NAME:LOW:HIGH[:log]");
  spec.particles = 1;
  if (spec.device == DeviceKind::cuda)
    throw InputError(
        "--device cuda: every pixel has its own constants, which the CPU does faster (accepted: auto, cpu)");
  const MapAxis x = in_context("--x", [&] { return parse_axis(spec, options.x); }),
                y = in_context("--y", [&] { return parse_axis(spec, options.y); });
  check_outputs(options.files);
  save_spec(options.run, spec);

  catch_interrupts();
  ProgressBar bar("map", !options.speech.quiet);
  Findings found{spec,
                 x,
                 y,
                 map_parameters(
                     spec, x, y, size.width, size.height, [] { return make_cpu_backend(1); },
                     make_loop(spec.threads), ProgressBar::report, &bar),
                 {},
                 make_cpu_backend(cpu_workers(spec.threads))->device()};
  found.dimension = box_dimension(found.result.map);
  bar.clear();
  write_map(options.files, found.result.map, {}, spec);
  print(options.speech.json ? to_text(to_document(found)) : to_report(found));
  if (found.result.complete) return 0;
  print_note(options.speech, "stopped; rows that were not reached count as running");
  return kInterrupted;
}

constexpr const char* kExamples =
    "One descent, from the same start and with the same seed, for every pair of values.  A parameter is lr "
    "or one\n"
    "of the optimizer, the landscape, the noise or the schedule; where two have the same name write\n"
    "optimizer.NAME, surface.NAME, noise.NAME or schedule.NAME.  A range inside another one is a zoom.\n"
    "Colours are minima, darker the longer it took; greys are what did not arrive.\n\n"
    "Examples:\n"
    "  thalweg map --x lr:1e-4:1:log --y momentum:0:0.99 --start -1,1.5 -o map.png\n"
    "  thalweg map --x lr:0.02:0.03 --y momentum:0.5:0.6 --start -1,1.5 --size 1024x1024 -o zoom.png\n"
    "  thalweg map --surface ellipse --x lr:0.01:2:log --y condition:1:100:log --json\n"
    "  thalweg map --optimizer adam --x beta1:0:0.99 --y beta2:0.5:0.9999 --surface beale --npy map.npy\n";

}  // namespace

Action declare_map(Usage& command) {
  const auto options = std::make_shared<Options>();
  command.add({"--x", &options->x, "NAME:LOW:HIGH[:log]", "the parameter across"});
  command.add({"--y", &options->y, "NAME:LOW:HIGH[:log]", "the parameter upwards"});
  command.add({"--size", &options->size, "WxH", "pixels [512x512]"});
  command.add({"-o,--output", &options->files.png, "FILE.png", "the picture"});
  command.add({"--npy", &options->files.npy, "NAME.npy",
               "labels as int16, rows from the lowest value up; NAME-steps.npy beside"});
  add_run_options(command, options->run, Descent::one_particle, map_defaults());
  add_speech_options(command, options->speech, true);
  command.footer = with_names(kExamples);
  return [options] { return show_map(*options); };
}

}  // namespace thalweg::cli
