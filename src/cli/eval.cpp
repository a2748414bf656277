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
  RunOptions run;
  std::vector<std::string> at;
  std::string points;
  Speech speech;
};

void add_points_of(const std::string& file, int weights, std::vector<Point>& points) {
  const Table table = read_csv(file);
  std::vector<std::size_t> columns;
  for (const std::string& name : coordinate_names(weights)) columns.push_back(find_column(table, name, file));
  for (std::size_t r = 0; r < rows(table); r++) {
    double at[3] = {};
    for (std::size_t k = 0; k < columns.size(); k++)
      at[k] = table.values[r * table.columns.size() + columns[k]];
    const Point p{at[0], at[1], at[2]};
    if (!std::isfinite(p.x) || !std::isfinite(p.y) || !std::isfinite(p.z))
      throw InputError(
          fmt::format("{}, row {}: the point ({}) is not finite", file, r + 1, to_text(p, weights)));
    points.push_back(p);
  }
}

Point point_of(const std::string& text, int weights) {
  const ParsedPoint p = parse_point(text);
  if (p.coordinates != weights)
    throw InputError(fmt::format("'{}' has {} coordinate{}; this landscape has {} weight{}", text,
                                 p.coordinates, p.coordinates == 1 ? "" : "s", weights,
                                 weights == 1 ? "" : "s"));
  return p.at;
}

// "df/dx", ..., "d2f/dy2": the gradient, and the upper triangle of the Hessian row by row.
std::vector<std::string> derivative_names(const std::vector<std::string>& weights) {
  std::vector<std::string> names;
  for (const std::string& a : weights) names.push_back("df/d" + a);
  for (std::size_t i = 0; i < weights.size(); i++)
    for (std::size_t k = i; k < weights.size(); k++)
      names.push_back(i == k ? "d2f/d" + weights[i] + "2" : "d2f/d" + weights[i] + "d" + weights[k]);
  return names;
}

std::string table_text(const Landscape& f, const std::vector<Point>& points) {
  std::string text;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "{}   {}\n\n", f.surface->info.name, f.surface->info.formula);
  const int n = weights(f);
  std::vector<std::string> heads = coordinate_names(n);
  const std::vector<std::string> derivatives = derivative_names(heads);
  heads.push_back("value");
  heads.insert(heads.end(), derivatives.begin(), derivatives.end());
  for (const std::string& head : heads) fmt::format_to(out, "{:>16}", head);
  text += '\n';
  for (const Point& p : points) {
    const Jet<double, 3> j = jet3(f, p);
    for (const double a : coordinates(p, n)) fmt::format_to(out, "{:>16.9g}", a);
    fmt::format_to(out, "{:>16.9g}", j.v);
    for (int i = 0; i < n; i++) fmt::format_to(out, "{:>16.9g}", j.g[i]);
    for (int i = 0; i < n; i++)
      for (int k = i; k < n; k++) fmt::format_to(out, "{:>16.9g}", j.h(i, k));
    text += '\n';
  }
  return text;
}

int evaluate(const Options& options) {
  const RunSpec spec = make_spec(options.run);
  const Landscape f = make_landscape(spec);
  std::vector<Point> points;
  for (const std::string& text : options.at)
    points.push_back(in_context("--at", [&] { return point_of(text, weights(f)); }));
  if (!options.points.empty())
    in_context("--points", [&] { add_points_of(options.points, weights(f), points); });
  if (options.at.empty() && options.points.empty())
    throw InputError("eval needs points (accepted: --at X,Y ... or --points FILE.csv with columns x and y)");
  save_spec(options.run, spec);
  print(options.speech.json ? to_text(eval_json(f, points)) : table_text(f, points));
  return 0;
}

constexpr const char* kExamples =
    "All in double; derivatives come from the formula by automatic differentiation.\n\n"
    "Examples:\n"
    "  thalweg eval --surface himmelblau --at 3,2 -0.27,-0.92\n"
    "  thalweg eval --formula \"x^2 + 10*sin(3*y)\" --at 1,2\n"
    "  thalweg eval --problem one_weight --at 1\n"
    "  thalweg eval --surface ellipse:condition=100 --points points.csv --json\n";

}  // namespace

Action declare_eval(Usage& command) {
  const auto options = std::make_shared<Options>();
  add_landscape_options(command, options->run);
  command.add({"--at", &options->at, "X,Y ...", "points"});
  command.add(
      {"--points", &options->points, "FILE.csv", "a table of points with the columns x and y (w; x, y, z)"});
  add_speech_options(command, options->speech, true);
  command.footer = with_names(kExamples);
  return [options] { return evaluate(*options); };
}

}  // namespace thalweg::cli
