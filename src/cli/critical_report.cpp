// SPDX-License-Identifier: MIT
#include "cli/critical_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/terminal.h"
#include "io/spec_text.h"
#include "version.h"

namespace thalweg::cli {

namespace {

constexpr std::size_t kMostRows = 30;
// What rounding has left of 0; some landscapes have critical points of heights not much above it.
constexpr double kNothing = 1e-20;

Json box_json(const Box& b) { return Json::array({b.x0, b.x1, b.y0, b.y1}); }

Json proof_json(const Certificate& c) {
  i64 n[3] = {};
  for (const ProvedPoint& p : c.points) n[int(p.kind) - int(CriticalKind::minimum)]++;
  Json where = Json::array();
  for (const Box& b : c.where) where.push_back(box_json(b));
  return {{"decided", c.decided}, {"minimum", n[0]},          {"saddle", n[1]},           {"maximum", n[2]},
          {"boxes", c.boxes},     {"undecided", c.undecided}, {"where", std::move(where)}};
}

std::string proof_text(const Certificate& c, bool agrees) {
  i64 n[3] = {};
  for (const ProvedPoint& p : c.points) n[int(p.kind) - int(CriticalKind::minimum)]++;
  const std::string counts =
      fmt::format("{}, {} and {}", plural(n[0], "minimum", "minima"), plural(n[1], "saddle", "saddles"),
                  plural(n[2], "maximum", "maxima"));
  if (c.decided) {
    std::string text =
        fmt::format("proved: exactly {} in the open box ({} boxes)\n", counts, grouped(c.boxes));
    if (!agrees) text += "        the search had found something else; the table shows what is proved\n";
    return text;
  }
  std::string text = fmt::format("undecided: {} of {} boxes are left; proved so far: {}\n",
                                 grouped(c.undecided), grouped(c.boxes), counts);
  constexpr std::size_t kMostPlaces = 6;
  for (std::size_t k = 0; k < std::min(kMostPlaces, c.where.size()); k++)
    text += fmt::format("           near ({:.6g}, {:.6g}), in a box of {:.3g} x {:.3g}\n",
                        centre(c.where[k]).x, centre(c.where[k]).y, width(c.where[k]), height(c.where[k]));
  if (c.where.size() > kMostPlaces)
    text += fmt::format("           and in {} more places\n", c.where.size() - kMostPlaces);
  return text;
}

std::string sums_text(const CriticalPoints& c) {
  const auto n = counts(c.points);
  const i64 regular = n[0] - n[1] + n[2], others = c.checksum.index_sum - regular;
  std::string text = fmt::format("sums        inside {} - {} + {}", n[0], n[1], n[2]);
  if (others != 0 || n[3] > 0 || !c.regions.empty())
    text += fmt::format(" {} {}", others < 0 ? "-" : "+", std::abs(others));
  text += fmt::format(" = {}; the slope turns {} along the rim\n", c.checksum.index_sum,
                      c.checksum.boundary_winding ? plural(*c.checksum.boundary_winding, "time", "times")
                                                  : "in no defined way");
  text += fmt::format(
      "            with the rim {} + {} edge minima - {} edge passes + {} corner minima = {}, must be 1\n",
      c.checksum.index_sum, n[4], n[5], n[6], c.checksum.closed_box_sum);
  return text;
}

void table(std::string& text, const std::vector<CriticalPoint>& points) {
  auto out = std::back_inserter(text);
  fmt::format_to(out, "\n{:<15}{:>14}{:>14}{:>14}   {:>12}{:>12}{:>14}\n", "kind", "x", "y", "value",
                 "curvatures", "", "persistence");
  std::size_t row = 0;
  for (const CriticalPoint& p : points) {
    if (row++ == kMostRows) {
      fmt::format_to(out, "{:<15} {} more; --json lists them all\n", "...", points.size() - kMostRows);
      return;
    }
    fmt::format_to(out, "{:<15}{:>14}{:>14}{:>14}   {:>12}{:>12}{:>14}{}\n", name(p.kind), column(p.at.x),
                   column(p.at.y), column(p.value), column(p.eigenvalues[0], 11),
                   column(p.eigenvalues[1], 11), p.bottom ? column(p.persistence) : "",
                   p.global ? "  global" : "");
  }
}

}  // namespace

std::string column(double a, int width) {
  if (std::isnan(a)) return "-";
  if (std::isinf(a)) return a > 0 ? "never" : "-inf";
  if (std::abs(a) < kNothing) a = 0;
  const double size = std::abs(a);
  const int digits = std::max(3, width - 8);
  return a == 0 || (size >= 1e-3 && size < 1e5) ? fmt::format("{:.{}f}", a, width > 12 ? 7 : 4)
                                                : fmt::format("{:.{}e}", a, digits - 1);
}

std::string landscape_heading(const RunSpec& spec, const Landscape& f) {
  const std::string what = landscape_text(spec);
  const Box& d = f.domain;
  return fmt::format(
      "{}{}{}\ndomain [{}, {}] x [{}, {}]\n", what, spec.kind == LandscapeKind::formula ? "" : "   ",
      spec.kind == LandscapeKind::formula ? "" : f.surface->info.formula, d.x0, d.x1, d.y0, d.y1);
}

Json point_json(const CriticalPoint& p) {
  const bool hessian = std::isfinite(p.eigenvalues[0]) && std::isfinite(p.eigenvalues[1]);
  return {{"kind", name(p.kind)},
          {"x", p.at.x},
          {"y", p.at.y},
          {"value", p.value},
          {"eigenvalues", hessian ? Json::array({p.eigenvalues[0], p.eigenvalues[1]}) : Json()},
          {"index", p.index},
          {"persistence", p.bottom ? Json(p.persistence) : Json()},
          {"global", p.global}};
}

Json critical_json(const RunSpec& spec, const Landscape& f, const CriticalPoints& c,
                   const std::optional<Certificate>& proof, bool agrees) {
  Json points = Json::array(), regions = Json::array(), number = Json::object();
  for (const CriticalPoint& p : c.points) points.push_back(point_json(p));
  for (const Region& r : c.regions)
    regions.push_back({{"kind", r.kind == CriticalKind::plateau ? "plateau" : "valley"},
                       {"x", r.at.x},
                       {"y", r.at.y},
                       {"low", r.low},
                       {"high", r.high},
                       {"length", r.length},
                       {"area", r.area},
                       {"cells", r.cells},
                       {"index", r.index}});
  const auto n = counts(c.points);
  for (int k = 0; k < kPointKinds; k++) number[std::string(name(PointKind(k)))] = n[std::size_t(k)];
  number["degenerate"] = n[int(PointKind::degenerate)] + i64(c.regions.size());
  Json json = {
      {"version", version()},
      {"landscape", landscape_text(spec)},
      {"domain", box_json(f.domain)},
      {"points", std::move(points)},
      {"counts", std::move(number)},
      {"regions", std::move(regions)},
      {"checksum",
       {{"index_sum", c.checksum.index_sum},
        {"boundary_winding", c.checksum.boundary_winding ? Json(*c.checksum.boundary_winding) : Json()},
        {"cell_winding", c.checksum.cell_winding},
        {"closed_box_sum", c.checksum.closed_box_sum},
        {"ok", c.checksum.ok}}},
      {"grid", c.cells},
      {"certain", c.certain},
      {"reason", c.reason.empty() ? Json() : Json(c.reason)},
      {"certified", proof && proof->decided}};
  if (proof) {
    json["proof"] = proof_json(*proof);
    json["proof"]["agrees"] = agrees;
  }
  return json;
}

std::string critical_report(const RunSpec& spec, const Landscape& f, const CriticalPoints& c,
                            const std::optional<Certificate>& proof, bool agrees) {
  std::string text = landscape_heading(spec, f);
  const auto n = counts(c.points);
  const auto global =
      std::count_if(c.points.begin(), c.points.end(), [](const CriticalPoint& p) { return p.global; });
  text += fmt::format("\ninside      {}, {}, {}", plural(n[0], "minimum", "minima"),
                      plural(n[1], "saddle", "saddles"), plural(n[2], "maximum", "maxima"));
  if (n[3] > 0) text += ", " + plural(n[3], "degenerate point", "degenerate points");
  text +=
      fmt::format("\non the rim  {}, {}, {}\n", plural(n[4], "edge minimum", "edge minima"),
                  plural(n[5], "edge pass", "edge passes"), plural(n[6], "corner minimum", "corner minima"));
  if (global > 0)
    text +=
        fmt::format("lowest      {} as low as the lowest\n", plural(i64(global), "minimum is", "minima are"));
  for (const Region& r : c.regions) {
    if (r.kind == CriticalKind::plateau)
      text += fmt::format("plateau     area {:.6g}", r.area);
    else
      text += fmt::format("valley      length {:.6g}", r.length);
    text += fmt::format(
        " at value {:.6g}{}, through ({:.6g}, {:.6g})\n", r.low,
        r.high - r.low > 1e-9 * std::abs(r.low) + kNothing ? fmt::format(" .. {:.6g}", r.high) : "", r.at.x,
        r.at.y);
  }
  text += sums_text(c);
  text += fmt::format("grid        {0} x {0} cells\n", c.cells);
  text += c.certain ? "certain     the grid before found the same, and both sums are right\n"
                    : "NOT certain " + wrapped(c.reason, 100, 12) + "\n";
  if (proof) text += proof_text(*proof, agrees);
  table(text, c.points);
  return text;
}

}  // namespace thalweg::cli
