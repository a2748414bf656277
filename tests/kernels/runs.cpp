// SPDX-License-Identifier: MIT
#include "tests/kernels/runs.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "core/error.h"
#include "engine/density.h"

namespace thalweg::testing {

namespace {

bool equal(double a, double b) {
  return std::isnan(a) ? std::isnan(b) : std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
bool equal(PointF a, PointF b) { return equal(a.x, b.x) && equal(a.y, b.y); }
bool equal(const End& a, const End& b) {
  return equal(a.x, b.x) && equal(a.y, b.y) && a.steps == b.steps && a.status == b.status;
}
bool equal(const EndCell& a, const EndCell& b) {
  return a.cell == b.cell && a.status == b.status && a.count == b.count && a.steps == b.steps &&
         a.first == b.first && equal(a.at.x, b.at.x) && equal(a.at.y, b.at.y);
}

void print(std::ostream& out, double a) { out << std::hexfloat << a; }
void print(std::ostream& out, PointF a) { out << std::hexfloat << a.x << "," << a.y; }
void print(std::ostream& out, const End& a) {
  out << std::hexfloat << a.x << "," << a.y << " after " << a.steps << " status " << int(a.status);
}
void print(std::ostream& out, const EndCell& a) {
  out << "cell " << a.cell << " status " << int(a.status) << " count " << a.count << " steps " << a.steps
      << " first " << a.first;
}

template <class T>
::testing::AssertionResult same_list(const char* what, const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size())
    return ::testing::AssertionFailure() << a.size() << " " << what << " against " << b.size();
  for (std::size_t i = 0; i < a.size(); i++)
    if (!equal(a[i], b[i])) {
      auto failure = ::testing::AssertionFailure();
      std::ostringstream text;
      print(text, a[i]);
      text << " against ";
      print(text, b[i]);
      return failure << what << " " << i << ": " << text.str();
    }
  return ::testing::AssertionSuccess();
}

std::vector<double> list(const LossQuantiles& q) { return {q.min, q.q25, q.median, q.q75, q.max}; }

}  // namespace

std::vector<Choice> every_variant(const OptimizerEntry& optimizer) {
  std::vector<Choice> choices(optimizer.rules.size());
  std::vector<bool> found(optimizer.rules.size());
  const std::size_t n = optimizer.parameters.size();
  // Each parameter at its default, at 0, or at 1 or as near as it may come: 3^n combinations.
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < n && combinations < 100'000; i++) combinations *= 3;
  for (std::size_t code = 0; code < combinations; code++) {
    Values values(n);
    Choice choice{optimizer.info.name};
    std::size_t rest = code;
    for (std::size_t i = 0; i < n; i++, rest /= 3) {
      const ParameterInfo& p = optimizer.parameters[i];
      const double candidates[] = {p.initial, std::max(0.0, p.range.low), std::min(0.9, p.range.high)};
      values[i] = p.range.scale == Scale::flag ? double(rest % 3 > 1) : candidates[rest % 3];
      if (p.range.scale == Scale::integer) values[i] = std::ceil(values[i]);
      if (values[i] != p.initial) choice.parameters.push_back({p.name, values[i]});
    }
    if (optimizer.conflict(values)) continue;
    const auto v = std::size_t(optimizer.variant(values));
    if (!found[v]) choices[v] = choice;
    found[v] = true;
  }
  EXPECT_TRUE(std::all_of(found.begin(), found.end(), [](bool f) { return f; }))
      << "no parameters found for some variant of " << optimizer.info.name;
  std::erase_if(choices, [](const Choice& c) { return c.name.empty(); });
  return choices;
}

std::vector<std::pair<std::size_t, std::size_t>> covering_pairs(std::size_t a, std::size_t b,
                                                                std::size_t most, std::size_t offset) {
  const std::size_t stride = std::max<std::size_t>(1, std::min((a * b + most - 1) / most, std::min(a, b)));
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < a; i++)
    for (std::size_t j = 0; j < b; j++)
      if ((i + j + offset) % stride == 0) pairs.push_back({i, j});
  return pairs;
}

Results results(Ensemble& ensemble, i64 particles) {
  Results r;
  const auto n = std::size_t(particles);
  r.positions.resize(n);
  r.losses.resize(n);
  r.ends.resize(n);
  ensemble.positions(0, r.positions);
  ensemble.losses(0, r.losses);
  ensemble.ends(0, r.ends);
  r.cells = ensemble.end_cells();
  r.quantiles = ensemble.loss_quantiles();
  const TrailView trail = ensemble.trails();
  r.written = trail.written;
  // Slots that were never written hold nothing.
  const i64 kept = std::min(trail.written, trail.length);
  r.trail.assign(trail.xy.begin(), trail.xy.begin() + std::ptrdiff_t(kept * trail.particles));
  r.step = ensemble.step();
  constexpr int kCells = 24;
  constexpr int kKinds = 3;
  r.density.resize(kCells * kCells * (1 + kKinds));
  const std::span<u32> counts = r.density;
  std::vector<u8> kinds(n);
  for (std::size_t i = 0; i < n; i++) kinds[i] = u8(i * i % kKinds);
  count_density(ensemble, particles, {-2, 2, -1, 3}, kCells, counts.first(kCells * kCells));
  count_density(ensemble, particles, {-2, 2, -1, 3}, kCells, counts.subspan(kCells * kCells),
                {kinds, kKinds});
  return r;
}

Results results(Backend& backend, const RunSpec& spec, const std::vector<i64>& strides) {
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Ensemble> ensemble = backend.start(plan);
  for (const i64 stride : strides) ensemble->advance(stride);
  return results(*ensemble, spec.particles);
}

::testing::AssertionResult same(const Results& a, const Results& b) {
  if (a.step != b.step) return ::testing::AssertionFailure() << "step " << a.step << " against " << b.step;
  if (a.written != b.written)
    return ::testing::AssertionFailure() << "slots " << a.written << " against " << b.written;
  if (auto r = same_list("position", a.positions, b.positions); !r) return r;
  if (auto r = same_list("loss", a.losses, b.losses); !r) return r;
  if (auto r = same_list("end", a.ends, b.ends); !r) return r;
  if (auto r = same_list("cell", a.cells, b.cells); !r) return r;
  if (auto r = same_list("quantile", list(a.quantiles), list(b.quantiles)); !r) return r;
  const auto numbers = [](const std::vector<u32>& v) { return std::vector<double>(v.begin(), v.end()); };
  if (auto r = same_list("density", numbers(a.density), numbers(b.density)); !r) return r;
  return same_list("trail point", a.trail, b.trail);
}

bool possible(const RunSpec& spec) {
  try {
    make_plan(spec);
    return true;
  } catch (const InputError&) {
    return false;
  }
}

RunSpec small_run(const std::string& surface, const Choice& optimizer, Precision precision) {
  RunSpec spec;
  spec.surface.name = surface;
  spec.optimizer = optimizer;
  spec.precision = precision;
  spec.math = MathMode::exact;
  spec.particles = 75;
  spec.steps = 70;
  spec.seed = 7;
  spec.threads = 1;
  spec.trail = {.every = 3, .length = 10};
  return spec;
}

}  // namespace thalweg::testing
