// SPDX-License-Identifier: MIT
// thalweg eval: value, gradient and Hessian at points.
#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/run_options.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "engine/landscape.h"
#include "io/csv.h"
#include "io/result_json.h"
#include "io/spec_text.h"

namespace thalweg::cli {

namespace {

struct Options {
  std::string surface = RunSpec().surface.name;
  std::vector<std::string> at;
  std::string points;
  Speech speech;
};

void add_points_of(const std::string& file, std::vector<Point>& points) {
  const Table table = read_csv(file);
  const std::size_t x = find_column(table, "x", file), y = find_column(table, "y", file),
                    width = table.columns.size();
  for (std::size_t r = 0; r < rows(table); r++) {
    const Point p{table.values[r * width + x], table.values[r * width + y]};
    if (!std::isfinite(p.x) || !std::isfinite(p.y))
      throw InputError(fmt::format("{}, row {}: the point ({}, {}) is not finite", file, r + 1, p.x, p.y));
    points.push_back(p);
  }
}

std::string table_text(const Landscape& f, const std::vector<Point>& points) {
  std::string text;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "{}   {}\n\n", f.surface->info.name, f.surface->info.formula);
  fmt::format_to(out, "{:>16}{:>16}{:>16}{:>16}{:>16}{:>16}{:>16}{:>16}\n", "x", "y", "value", "df/dx",
                 "df/dy", "d2f/dx2", "d2f/dxdy", "d2f/dy2");
  for (const Point& p : points) {
    const Jet<double, 2> j = jet(f, p);
    for (const double value : {p.x, p.y, j.v, j.g[0], j.g[1], j.h.a[0], j.h.a[1], j.h.a[2]})
      fmt::format_to(out, "{:>16.9g}", value);
    text += '\n';
  }
  return text;
}

int evaluate(const Options& options) {
  const Landscape f = in_context("--surface", [&] { return make_landscape(parse_choice(options.surface)); });
  std::vector<Point> points;
  for (const std::string& text : options.at)
    points.push_back(in_context("--at", [&] { return parse_point(text); }));
  if (!options.points.empty()) in_context("--points", [&] { add_points_of(options.points, points); });
  if (options.at.empty() && options.points.empty())
    throw InputError("eval needs points (accepted: --at X,Y ... or --points FILE.csv with columns x and y)");
  print(options.speech.json ? to_text(eval_json(f, points)) : table_text(f, points));
  return 0;
}

constexpr const char* kExamples =
    "All in double; derivatives come from the formula by automatic differentiation.\n\n"
    "Examples:\n"
    "  thalweg eval --surface himmelblau --at 3,2 -0.27,-0.92\n"
    "  thalweg eval --surface ellipse:condition=100 --points points.csv --json\n";

}  // namespace

Action declare_eval(CLI::App& command) {
  const auto options = std::make_shared<Options>();
  add_surface_option(command, options->surface);
  command.add_option("--at", options->at, "points")->type_name("X,Y ...");
  command.add_option("--points", options->points, "a table of points with the columns x and y")
      ->type_name("FILE.csv");
  add_speech_options(command, options->speech, true);
  command.footer([] { return kExamples + ("\n" + names_text()); });
  return [options] { return evaluate(*options); };
}

}  // namespace thalweg::cli
