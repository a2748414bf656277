// SPDX-License-Identifier: MIT
// thalweg passes: from minimum to minimum over the lowest saddles.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/disconnectivity.h"
#include "analysis/graph_export.h"
#include "analysis/passes.h"
#include "cli/commands.h"
#include "cli/critical_report.h"
#include "cli/run_options.h"
#include "cli/search_options.h"
#include "cli/terminal.h"
#include "io/atomic_file.h"
#include "io/spec_text.h"
#include "version.h"

namespace thalweg::cli {

namespace {

struct Options {
  RunOptions run;
  SearchOptions search;
  std::string persistence, picture, pathsample;
  Speech speech;
};

/// What the command found.
struct Report {
  const RunSpec& spec;
  const Landscape& f;
  const CriticalPoints& critical;
  const PassGraph& graph;
  CrossCheck check;
};

// Whose heights are exact: the grid's differ from them by what a cell can hide.
std::string trust(const Report& r) {
  std::string reason = r.critical.reason;
  if (r.graph.lost > 0)
    reason +=
        fmt::format("{}{} way{} down from a saddle end{} at no known minimum", reason.empty() ? "" : "; ",
                    r.graph.lost, r.graph.lost == 1 ? "" : "s", r.graph.lost == 1 ? "s" : "");
  return reason;
}

bool certain(const Report& r) { return r.critical.certain && r.graph.lost == 0; }

Json line_json(const std::vector<Point>& line) {
  Json json = Json::array();
  for (const Point& p : line) json.push_back(Json::array({p.x, p.y}));
  return json;
}

Json passes_json(const Report& r) {
  const PassGraph& g = r.graph;
  Json minima = Json::array(), saddles = Json::array(), edges = Json::array(), barriers = Json::array();
  for (const CriticalPoint& p : g.minima) minima.push_back(point_json(p));
  for (std::size_t k = 0; k < g.saddles.size(); k++) {
    Json saddle = point_json(g.saddles[k]);
    saddle.erase("persistence");
    saddle.erase("global");
    saddle["separatrix"] = line_json(g.separatrices[k]);
    saddles.push_back(std::move(saddle));
  }
  for (const Pass& pass : g.passes) {
    Json ends = Json::array();
    for (const int m : pass.minima) ends.push_back(m < 0 ? Json() : Json(m));
    edges.push_back({{"saddle", pass.saddle},
                     {"value", g.saddles[std::size_t(pass.saddle)].value},
                     {"minima", std::move(ends)},
                     {"path", line_json(pass.path)}});
  }
  for (const Branch& b : g.branches)
    if (b.pass >= 0)
      barriers.push_back({{"minimum", b.minimum},
                          {"into", b.into},
                          {"edge", b.pass},
                          {"value", b.death},
                          {"height", b.persistence()}});
  Json json = {{"version", version()},
               {"landscape", landscape_text(r.spec)},
               {"domain", Json::array({r.f.domain.x0, r.f.domain.x1, r.f.domain.y0, r.f.domain.y1})},
               {"minima", std::move(minima)},
               {"saddles", std::move(saddles)},
               {"edges", std::move(edges)},
               {"barriers", std::move(barriers)}};
  constexpr std::size_t kMostPairs = 64;
  if (g.minima.size() <= kMostPairs) {
    Json matrix = Json::array();
    for (std::size_t a = 0; a < g.minima.size(); a++) {
      Json row = Json::array();
      for (std::size_t b = 0; b < g.minima.size(); b++) {
        const double height = a == b ? g.minima[a].value : barrier(g.branches, int(a), int(b));
        row.push_back(height);
      }
      matrix.push_back(std::move(row));
    }
    json["matrix"] = std::move(matrix);
  }
  const std::string reason = trust(r);
  json["merge_tree"] = {{"grid", r.check.cells}, {"difference", r.check.difference}};
  json["certain"] = certain(r);
  json["reason"] = reason.empty() ? Json() : Json(reason);
  return json;
}

std::string passes_report(const Report& r, double least) {
  constexpr std::size_t kMostRows = 40;
  const PassGraph& g = r.graph;
  std::string text = landscape_heading(r.spec, r.f);
  auto out = std::back_inserter(text);
  fmt::format_to(out, "\n{}, {}\n", plural(i64(g.minima.size()), "minimum", "minima"),
                 plural(i64(g.passes.size()), "pass", "passes"));
  fmt::format_to(out, "\n{:>4}{:>14}{:>14}{:>14}{:>14}   {}\n", "", "minimum at x", "y", "value",
                 "persistence", "joins, over the pass at x, y, of height");
  std::size_t shown = 0, shallow = 0;
  for (const Branch& b : g.branches) {
    if (b.persistence() < least) {
      shallow++;
      continue;
    }
    if (shown++ >= kMostRows) continue;
    const CriticalPoint& m = g.minima[std::size_t(b.minimum)];
    fmt::format_to(out, "{:>4}{:>14}{:>14}{:>14}{:>14}", b.minimum + 1, column(m.at.x), column(m.at.y),
                   column(m.value), column(b.persistence()));
    if (b.pass >= 0) {
      const CriticalPoint& s = g.saddles[std::size_t(g.passes[std::size_t(b.pass)].saddle)];
      fmt::format_to(out, "   {:<4}{:>14}{:>14}{:>14}{}", b.into + 1, column(s.at.x), column(s.at.y),
                     column(s.value), s.kind == PointKind::edge_pass ? "  on the rim" : "");
    }
    text += '\n';
  }
  if (shown > kMostRows)
    fmt::format_to(out, "{:>4} {} more; --json lists them all\n", "...", shown - kMostRows);
  if (shallow > 0) fmt::format_to(out, "{} minima of less persistence\n", shallow);
  fmt::format_to(out, "\nmerge tree of {0} x {0} cells: heights differ by at most {1:.3g}\n", r.check.cells,
                 r.check.difference);
  if (!certain(r)) text += "NOT certain " + wrapped(trust(r), 100, 12) + "\n";
  return text;
}

void write_picture(const Report& r, const std::string& file, double least) {
  const SurfaceInfo& info = r.f.surface->info;
  const Box& d = r.f.domain;
  DisconnectivityStyle style;
  style.title = r.spec.kind == LandscapeKind::formula ? "Disconnectivity graph" : std::string(info.title);
  style.subtitle =
      fmt::format("{}   on [{}, {}] x [{}, {}]",
                  r.spec.kind == LandscapeKind::formula ? landscape_text(r.spec) : std::string(info.formula),
                  d.x0, d.x1, d.y0, d.y1);
  style.display = info.display;
  style.scale = info.display_scale;
  style.least_persistence = least;
  write_file(file, {disconnectivity_svg(r.graph, style)});
}

void write_pathsample(const Report& r, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Error(fmt::format("{}: {}", folder.string(), error.message()));
  const PathsampleFiles files = pathsample_files(r.f, r.graph);
  write_file(folder / "min.data", {files.min_data});
  write_file(folder / "ts.data", {files.ts_data});
  write_file(folder / "points.min", {files.points_min});
  write_file(folder / "points.ts", {files.points_ts});
}

int find(const Options& options) {
  const RunSpec spec = make_spec(options.run);
  const Landscape f = make_landscape(spec);
  check_two_weights(f, "passes");
  const CriticalSearch search = make_search(options.search);
  const double least = options.persistence.empty()
                           ? 0
                           : in_context("--persistence", [&] { return parse_number(options.persistence); });
  if (!options.picture.empty()) in_context("-o", [&] { check_output(options.picture); });
  save_spec(options.run, spec);

  const CriticalPoints critical = find_critical_points(f, search);
  const PassGraph graph = find_passes(f, critical, search.loop);
  const Report report{spec, f, critical, graph,
                      cross_check(f, graph, tree_cells(critical.cells), search.loop)};
  if (!options.picture.empty()) write_picture(report, options.picture, least);
  if (!options.pathsample.empty()) write_pathsample(report, options.pathsample);
  print(options.speech.json ? to_text(passes_json(report)) : passes_report(report, least));
  return 0;
}

constexpr const char* kExamples =
    "From every saddle the gradient flow is followed down both sides: which minima are neighbours, over "
    "which\n"
    "passes, and along which paths.  Barriers follow from this graph; the merge tree of a grid, found "
    "without\n"
    "derivatives, is the independent check.  -o draws the disconnectivity graph: minima as lower ends, "
    "joined\n"
    "at the heights of their passes.\n\n"
    "Examples:\n"
    "  thalweg passes --surface himmelblau -o himmelblau.svg\n"
    "  thalweg passes --surface levy13 --persistence 0.5 -o levy13.svg\n"
    "  thalweg passes --surface mueller_brown --pathsample database\n"
    "  thalweg passes --formula \"x^4 - x^2 + y^2\" --domain -2,2,-2,2 --json\n";

}  // namespace

Action declare_passes(Usage& command) {
  const auto options = std::make_shared<Options>();
  add_landscape_options(command, options->run);
  add_search_options(command, options->search);
  command.add({"--persistence", &options->persistence, "HEIGHT",
               "leave shallower minima out of table and picture [0]"});
  command.add({"-o,--output", &options->picture, "FILE.svg", "draw the disconnectivity graph"});
  command.add({"--pathsample", &options->pathsample, "DIR",
               "write min.data, ts.data, points.min and points.ts there"});
  add_speech_options(command, options->speech, true);
  command.footer = with_names(kExamples);
  return [options] { return find(*options); };
}

}  // namespace thalweg::cli
