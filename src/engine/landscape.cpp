// SPDX-License-Identifier: MIT
#include "engine/landscape.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/eigen.h"
#include "core/error.h"
#include "engine/typed_formula.h"

namespace thalweg {

namespace {

Box checked(const Domain& b, int weights) {
  static constexpr const char* kWanted[] = {"two numbers, x0,x1", "four numbers, x0,x1,y0,y1",
                                            "six numbers, x0,x1,y0,y1,z0,z1"};
  if (b.weights != weights)
    throw InputError(std::string("the domain needs ") + kWanted[weights - 1] + ": there " +
                     (weights == 1 ? "is one weight" : "are " + std::to_string(weights) + " weights"));
  // Beyond 1e15 a box a thousand times as wide would leave the range where single precision can be trusted to
  // be finite.
  const double edges[] = {b.x0, b.x1, b.y0, b.y1, b.z0, b.z1};
  for (const double edge : edges)
    if (!(std::abs(edge) <= 1e15)) throw InputError("domain edges must be finite numbers within 1e15 of 0");
  for (int k = 0; k < weights; k++)
    if (!(edges[2 * k] < edges[2 * k + 1]))
      throw InputError(weights == 1 ? "domain x0,x1 needs x0 < x1"
                                    : "domain x0,x1,y0,y1 needs x0 < x1 and y0 < y1" +
                                          std::string(weights == 3 ? " and z0 < z1" : ""));
  return b;
}

// What follows from the functor and the domain.
void finish(Landscape& f, const std::optional<Domain>& domain) {
  const SurfaceEntry& surface = *f.surface;
  f.domain = domain ? checked(*domain, surface.weights) : surface.info.domain;
  if (surface.minima_of)
    for (const KnownMinimum& m : surface.minima_of(f.functor.data()))
      if (contains(f.domain, {m.x, m.y})) f.minima.push_back(m);
}

Dataset built_in(const ProblemEntry& problem, const Values& parameters) {
  Dataset data;
  for (int k = 0; k < problem.inputs; k++) data.columns.push_back("x" + std::to_string(k + 1));
  data.columns.push_back("y");
  data.numbers = problem.rows(parameters);
  return data;
}

void check_data(const ProblemEntry& problem, const Dataset& data, const std::string& file) {
  if (data.columns.size() != std::size_t(problem.inputs) + 1)
    throw InputError(file + ": problem " + problem.info.name + " needs " +
                     std::to_string(problem.inputs + 1) + " columns (" + problem.info.row + "), not " +
                     std::to_string(data.columns.size()));
  if (data.rows() < 1) throw InputError(file + ": no rows of data");
  if (data.rows() > 0xffffffffll) throw InputError(file + ": more than 2^32 - 1 rows of data");
  for (const double a : data.numbers)
    if (!std::isfinite(a)) throw InputError(file + ": data must be finite numbers");
}

// Around the least-squares solution or whatever minimum Newton's method finds from the middle of the usual
// domain, as wide as it is far from 0.
Box domain_for(const Landscape& f) {
  const Box usual = f.surface->info.domain;
  Point p = centre(usual);
  const int n = weights(f);
  double* const at[] = {&p.x, &p.y, &p.z};
  // It converges quadratically: what comes after a step as short as that does not show.
  double moved = 1;
  for (int i = 0; i < 100 && moved > 1e-9; i++) {
    const Jet<double, 3> j = jet3(f, p);
    const Eigen<double, 3> e = eigen(j.h);
    double longest = 0;
    moved = 0;
    for (int k = 0; k < 3; k++) longest = std::max(longest, std::abs(e.values[k]));
    for (int k = 0; k < 3; k++) {  // Newton's step, downhill along every eigenvector
      const double curvature = std::abs(e.values[k]);
      if (!(curvature > 1e-12 * longest)) continue;
      const double step = dot(e.vectors[k], j.g) / curvature;
      for (int c = 0; c < n; c++) {
        *at[c] -= step * e.vectors[k][c];
        moved = std::max(moved, std::abs(step) / (1 + std::abs(*at[c])));
      }
    }
  }
  Box box = usual;
  double* const edges[] = {&box.x0, &box.x1, &box.y0, &box.y1, &box.z0, &box.z1};
  for (int c = 0; c < n; c++) {
    const double middle = *at[c], half = std::max(1.0, 2 * std::abs(middle));
    if (!(half <= 1e12)) return usual;
    *edges[2 * c] = middle - half;
    *edges[2 * c + 1] = middle + half;
  }
  return box;
}

Landscape make_problem(const RunSpec& spec) {
  const ProblemEntry& problem = find_problem(spec.surface.name);
  Landscape f;
  f.surface = &problem.surface;
  f.parameters = resolve("problem " + spec.surface.name, problem.surface.parameters, spec.surface);
  if (spec.data) check_data(problem, *spec.data, spec.data_file);
  const Dataset raw = spec.data ? *spec.data : built_in(problem, f.parameters);
  f.data = std::make_shared<const Dataset>(scaled(raw, spec.scaling.value_or(problem.info.scaling)));
  const std::vector<double>& numbers = f.data->numbers;
  f.rounded_data = std::make_shared<const std::vector<float>>(numbers.begin(), numbers.end());
  f.functor = problem.make(f.parameters, numbers.data(), f.rounded_data->data(), f.data->rows());
  const bool usual = !spec.data && spec.scaling.value_or(problem.info.scaling) == problem.info.scaling;
  finish(f, spec.domain ? spec.domain : usual ? std::optional<Domain>() : Domain(domain_for(f), weights(f)));
  return f;
}

template <class F>
void each_cell(const Box& domain, int n, int weights, F f) {
  const auto share = [n](int i) { return (i + 0.5) / n; };
  for (int k = 0; k < (weights > 2 ? n : 1); k++)
    for (int j = 0; j < (weights > 1 ? n : 1); j++)
      for (int i = 0; i < n; i++)
        f(Point{domain.x0 + share(i) * width(domain), weights > 1 ? domain.y0 + share(j) * height(domain) : 0,
                weights > 2 ? domain.z0 + share(k) * depth(domain) : 0});
}

// Cells along each side of a line, a square or a cube; fewer where every one of them goes through much data.
int cells(const Landscape& f, int line, int square, int cube) {
  constexpr double kMostRows = 1 << 24;
  int n = weights(f) == 1 ? line : weights(f) == 2 ? square : cube;
  const double rows = f.data ? double(f.data->rows()) : 1;
  while (n > 4 && rows * std::pow(n, weights(f)) > kMostRows) n--;
  return n;
}

// The element that `share` of the others are below.
double quantile(std::vector<double>& a, double share) {
  const auto at = a.begin() + std::ptrdiff_t(share * double(a.size() - 1));
  std::nth_element(a.begin(), at, a.end());
  return *at;
}

}  // namespace

Landscape make_landscape(const Choice& choice, const std::optional<Domain>& domain) {
  Landscape f;
  f.surface = &find_surface(choice.name);
  f.parameters = resolve("surface " + choice.name, f.surface->parameters, choice);
  f.functor = f.surface->make(f.parameters);
  finish(f, domain);
  return f;
}

Landscape make_landscape(const RunSpec& spec) {
  if (spec.kind != LandscapeKind::problem && (spec.data || spec.scaling))
    throw InputError("data and scaling need a problem: use --problem NAME");
  if (spec.kind == LandscapeKind::problem) return make_problem(spec);
  if (spec.kind == LandscapeKind::surface) return make_landscape(spec.surface, spec.domain);
  Landscape f = typed_landscape(spec.formula, spec.surface, spec.domain ? spec.domain->weights : 0);
  finish(f, spec.domain);
  return f;
}

std::vector<std::string> coordinate_names(int weights) {
  if (weights == 1) return {"w"};
  return weights == 2 ? std::vector<std::string>{"x", "y"} : std::vector<std::string>{"x", "y", "z"};
}

std::vector<double> coordinates(Point p, int weights) {
  std::vector<double> all{p.x, p.y, p.z};
  all.resize(std::size_t(weights));
  return all;
}

LandscapeScale measure_scale(const Landscape& f) {
  std::vector<double> slopes;
  each_cell(f.domain, cells(f, 1024, 64, 16), weights(f), [&](Point p) {
    const Jet<double, 3> v = jet3(f, p);
    const double slope = std::sqrt(dot(v.g, v.g));
    if (std::isfinite(slope)) slopes.push_back(slope);
  });
  if (slopes.empty()) return {0, 0};
  const double middle = quantile(slopes, 0.5);
  return {middle, middle / width(f.domain)};
}

LearningRates learning_rates(const Landscape& f) {
  if (f.surface->learning_rates) return f.surface->learning_rates(f.parameters);
  std::vector<double> curvatures;
  each_cell(f.domain, cells(f, 256, 24, 8), weights(f), [&](Point p) {
    const Eigen<double, 3> e = eigen(jet3(f, p).h);
    const double largest = std::max({std::abs(e.values[0]), std::abs(e.values[1]), std::abs(e.values[2])});
    if (std::isfinite(largest)) curvatures.push_back(largest);
  });
  const double normalized = width(f.domain) / 200;
  const double most = curvatures.empty() ? 0 : quantile(curvatures, 0.9);
  if (!(most > 0)) return {width(f.domain) / 1000, normalized};
  const double slope = measure_scale(f).slope, size = width(f.domain);
  const double rate = slope / most > size / 2 ? size / (100 * slope) : 1 / most;
  // Two digits: it is an estimate, and reads better.
  char text[32];
  std::snprintf(text, sizeof text, "%.1e", rate);
  return {std::strtod(text, nullptr), normalized};
}

}  // namespace thalweg
