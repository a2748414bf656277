// SPDX-License-Identifier: MIT
// thalweg basins: where every start of a grid ends.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/basins.h"
#include "cli/backend_choice.h"
#include "cli/basins_report.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/picture_output.h"
#include "cli/progress.h"
#include "cli/run_options.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "io/spec_text.h"

namespace thalweg::cli {

namespace {

struct Options {
  RunOptions run;
  MapFiles files;
  std::string grid = "512", region, box = "8", zooms = "0", zoom_at;
  bool flow = false;
  Speech speech;
};

RunSpec basins_defaults() {
  RunSpec spec;
  spec.steps = 500;
  return spec;
}

// Four finite numbers that a grid can be laid on.
std::optional<Box> region_of(const Options& options) {
  if (options.region.empty()) return {};
  return in_context("--region", [&] {
    const Domain region = parse_domain(options.region);
    if (region.weights != 2) throw InputError("four numbers are needed: x0,x1,y0,y1");
    if (!(region.x0 < region.x1) || !(region.y0 < region.y1))
      throw InputError("x0,x1,y0,y1 needs x0 < x1 and y0 < y1");
    return Box(region);
  });
}

std::optional<Point> zoom_point(const Options& options) {
  if (options.zoom_at.empty()) return {};
  return in_context("--zoom-at", [&] {
    const ParsedPoint p = parse_point(options.zoom_at);
    if (p.coordinates != 2) throw InputError("a point X,Y is needed");
    return p.at;
  });
}

PictureOptions picture_of(const BasinMap& b) {
  PictureOptions picture;
  for (std::size_t i = 0; i < b.result.minima.size(); i++) {
    const Point p = b.result.minima[i].at;
    if (contains(b.region, p))
      picture.marks.push_back({(p.x - b.region.x0) / width(b.region) * b.map.columns,
                               (p.y - b.region.y0) / height(b.region) * b.map.rows, Label(i)});
  }
  return picture;
}

int show_basins(const Options& options) {
  constexpr int kMostPixels = 16384, kMostZooms = 40;
  const int n = int(in_context("--grid", [&] { return parse_count(options.grid, 16, kMostPixels); }));
  const int box = int(in_context("--box", [&] { return parse_count(options.box, 2, kMostPixels); }));
  const int zooms = int(in_context("--zooms", [&] { return parse_count(options.zooms, 0, kMostZooms); }));
  if (n % box != 0)
    throw InputError(fmt::format(
        "--box: boxes of {} pixels do not divide a grid of {} (accepted: a divisor of it)", box, n));
  const std::optional<Box> region = region_of(options);
  const std::optional<Point> zoom_at = zoom_point(options);
  const RunSpec spec = make_spec(options.run, basins_defaults());
  if (const int weights_count = weights(make_plan(spec).landscape); weights_count != 2)
    throw InputError(fmt::format("basins are drawn over two weights; this landscape has {}", weights_count));
  check_outputs(options.files);
  const std::unique_ptr<Backend> backend = make_backend(spec);
  save_spec(options.run, spec);

  catch_interrupts();
  ProgressBar bar("basins", !options.speech.quiet);
  BasinsFindings found{
      map_basins(spec, n, region, *backend, ProgressBar::report, &bar), 0, box, {}, {}, {}, {}};
  const BasinMap& basins = found.basins;
  found.boundary = boundary_length(basins.map, width(basins.region), height(basins.region));
  found.entropy = basin_entropy(basins.map, box);
  found.dimension = box_dimension(basins.map);
  PictureOptions picture = picture_of(basins);
  if (options.flow && !bar.stopped()) {
    const BasinMap flow = map_basins(flow_spec(spec), n, region, *backend, ProgressBar::report, &bar);
    if (flow.complete) {
      FlowDifference difference = flow_difference(basins, flow);
      found.flow_mismatch = difference.share;
      picture.stressed = std::move(difference.differs);
    }
  }
  if (zooms > 0 && !bar.stopped())
    found.zooms = zoom_in(basins, spec, n, zooms, zoom_at, box, *backend, ProgressBar::report, &bar);
  bar.clear();
  write_map(options.files, basins.map, picture, basins.result.plan.spec);
  print(options.speech.json ? to_text(basins_json(found)) : basins_report(found));
  if (!bar.stopped()) return 0;
  print_note(options.speech, "stopped; what was complete is shown");
  return kInterrupted;
}

constexpr const char* kExamples =
    "Labels are indices of minima, or -1 diverged, -2 left the domain, -3 oscillating, -4 flat (a valley or "
    "a\n"
    "plateau), -5 not settled, -6 at a saddle or a maximum.  In the picture a colour is a minimum, darker "
    "the\n"
    "longer it took, and dots are the minima; with --flow only starts that end elsewhere than the gradient\n"
    "flow keep their colour.\n"
    "Sb and Sbb are the basin entropies of Daza et al. 2016 in natural units; Sbb above ln 2 makes a "
    "boundary\n"
    "fractal at that scale.  --zooms asks at smaller scales too.\n\n"
    "Examples:\n"
    "  thalweg basins --surface himmelblau -o basins.png\n"
    "  thalweg basins --optimizer sgd:momentum=0.9 --lr 0.01 --grid 1024 --zooms 8 -o folded.png\n"
    "  thalweg basins --optimizer newton --flow -o newton.png\n"
    "  thalweg basins --region 0.1,0.2,-0.6,-0.5 --npy labels.npy --json\n";

}  // namespace

Action declare_basins(Usage& command) {
  const auto options = std::make_shared<Options>();
  command.add({"-o,--output", &options->files.png, "FILE.png", "the picture"});
  command.add({"--npy", &options->files.npy, "NAME.npy",
               "labels as int16, rows from the lowest y up; NAME-steps.npy beside"});
  command.add({"--grid", &options->grid, "N", "starts along each side [512]"});
  command.add({"--region", &options->region, "x0,x1,y0,y1", "where they start [the domain]"});
  command.add({"--box", &options->box, "N", "side of the boxes of the entropy, in pixels [8]"});
  command.add({"--zooms", &options->zooms, "K", "pictures of the boundary, each ten times nearer [0]"});
  command.add(
      {"--zoom-at", &options->zoom_at, "X,Y", "zoom to the boundary next to this point [the middle]"});
  command.add({"--flow", &options->flow, "", "compare with the basins of the gradient flow"});
  add_run_options(command, options->run, Descent::grid, basins_defaults());
  add_speech_options(command, options->speech, true);
  command.footer = with_names(kExamples);
  return [options] { return show_basins(*options); };
}

}  // namespace thalweg::cli
