// SPDX-License-Identifier: MIT
#include "io/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/csv.h"
#include "io/grid.h"
#include "io/npy.h"
#include "io/spec_text.h"

namespace thalweg {

namespace {

constexpr const char* kWhat[] = {"surface", "trails", "particles"};

/// Points per particle: every so many steps, and the last one.
i64 trail_points(const RunSpec& spec, i64 every) {
  return spec.steps / every + 1 + (spec.steps % every != 0);
}

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Coordinates of all particles one after the other, appended in the run's own precision: floats that are
/// written as doubles say the same.
void append_points(Ensemble& ensemble, i64 particles, int weights, bool doubles, std::vector<double>& out) {
  if (!doubles && weights < 3) {
    std::vector<PointF> at(static_cast<std::size_t>(particles));
    ensemble.positions(0, at);
    for (const PointF& p : at) {
      out.push_back(double(p.x));
      if (weights > 1) out.push_back(double(p.y));
    }
    return;
  }
  std::vector<End> ends(static_cast<std::size_t>(particles));
  ensemble.ends(0, ends);
  for (const End& e : ends)
    for (const double a : coordinates({e.x, e.y, e.z}, weights)) out.push_back(a);
}

void write_numbers(const std::filesystem::path& path, const std::vector<std::size_t>& shape,
                   const std::vector<double>& numbers, bool doubles) {
  if (doubles) return write_npy<double>(path, shape, numbers);
  const std::vector<float> floats(numbers.begin(), numbers.end());
  write_npy<float>(path, shape, floats);
}

}  // namespace

std::string_view to_text(ExportWhat what) { return kWhat[int(what)]; }

ExportWhat parse_export_what(std::string_view text) {
  for (int i = 0; i < 3; i++)
    if (text == kWhat[i]) return ExportWhat(i);
  const std::vector<std::string> all(std::begin(kWhat), std::end(kWhat));
  unknown_name("export", text, all);
}

std::vector<std::string> export_extensions(ExportWhat what) {
  if (what == ExportWhat::surface) return {".npy", ".csv", ".obj", ".ply", ".vti", ".h5"};
  return {".npy", ".csv"};
}

void check_export(const ExportOptions& options, const RunSpec& spec) {
  const std::vector<std::string> accepted = export_extensions(options.what);
  const std::string kind = options.path.extension().string();
  if (std::find(accepted.begin(), accepted.end(), kind) == accepted.end())
    throw InputError(fmt::format("'{}': {} can be written to files that end in {}", options.path.string(),
                                 to_text(options.what), fmt::join(accepted, ", ")));
  check_output(options.path);
  if (options.every < 1) throw InputError("trails: every 1st step at least");
  const int n = weights(make_landscape(spec));
  if (options.what == ExportWhat::surface && n != 2 && (kind == ".obj" || kind == ".ply"))
    throw InputError(
        fmt::format("'{}': a mesh needs a landscape of two weights, this has {} (accepted: .npy, .csv, .vti)",
                    options.path.string(), n));
  if (options.what != ExportWhat::trails) return;
  const double numbers = double(trail_points(spec, options.every)) * double(spec.particles) * n;
  const i64 most = kind == ".csv" ? kMostTrailNumbers / 8 : kMostTrailNumbers;
  if (!(numbers <= double(most)))
    throw InputError(
        fmt::format("trails of {} particles over {} steps are {:.2g} numbers, a {} holds at most "
                    "{:.2g}: take fewer particles or not every step",
                    spec.particles, spec.steps, numbers, kind, double(most)));
}

struct Export::State {
  ExportOptions options;
  Plan plan;
  Backend* backend;
  std::unique_ptr<Ensemble> ensemble;  // none for a surface
  i64 step = 0;
  std::vector<i64> steps;       // of the points of trails
  std::vector<double> numbers;  // points x particles x weights
  bool written = false;

  bool doubles() const { return plan.spec.precision == Precision::float64; }
  void note();
  void write();
  void write_surface() const;
  void write_points() const;
};

Export::Export(const ExportOptions& options, const RunSpec& spec, Backend& backend) {
  check_export(options, spec);
  RunSpec plain = spec;
  plain.trail = {};
  state_ = std::make_unique<State>(State{options, make_plan(plain), &backend, {}, 0, {}, {}, false});
  if (options.what == ExportWhat::surface) return;
  state_->ensemble = backend.start(state_->plan);
  if (options.what == ExportWhat::trails) state_->note();
}

Export::~Export() = default;
Export::Export(Export&&) noexcept = default;
Export& Export::operator=(Export&&) noexcept = default;

i64 Export::done() const { return state_->written ? total() : state_->step; }
i64 Export::total() const {
  return state_->options.what == ExportWhat::surface ? 1 : state_->plan.spec.steps;
}
const ExportOptions& Export::options() const { return state_->options; }

void Export::State::note() {
  steps.push_back(step);
  append_points(*ensemble, plan.spec.particles, weights(plan.landscape), doubles(), numbers);
}

bool Export::work(double seconds) {
  State& s = *state_;
  if (s.written) return true;
  if (s.ensemble) {
    // Without trails only the machine's patience says how many steps to take at once.
    constexpr i64 kAtOnce = 64;
    const i64 stride = s.options.what == ExportWhat::trails ? s.options.every : kAtOnce;
    const Clock::time_point begin = Clock::now();
    while (s.step < s.plan.spec.steps) {
      s.ensemble->advance(stride);
      s.step = s.ensemble->step();
      if (s.options.what == ExportWhat::trails) s.note();
      if (seconds_since(begin) > seconds) break;
    }
    if (s.step < s.plan.spec.steps) return false;
  }
  s.write();
  s.written = true;
  return true;
}

void Export::State::write() {
  if (options.what == ExportWhat::surface) return write_surface();
  if (options.what == ExportWhat::particles) note();
  write_points();
}

void Export::State::write_surface() const {
  const LossGrid grid = sample_grid(plan.landscape, options.grid, *backend);
  const std::string kind = options.path.extension().string();
  if (kind == ".npy") write_grid_npy(options.path, grid);
  if (kind == ".csv") write_grid_csv(options.path, grid);
  if (kind == ".vti") write_grid_vti(options.path, grid);
  if (kind == ".obj") write_grid_obj(options.path, grid);
  if (kind == ".ply") write_grid_ply(options.path, grid);
  if (kind == ".h5") write_grid_h5(options.path, grid, landscape_text(plan.spec));
}

void Export::State::write_points() const {
  const auto particles = std::size_t(plan.spec.particles), n = std::size_t(weights(plan.landscape));
  const bool trails = options.what == ExportWhat::trails;
  if (options.path.extension() == ".npy") {
    std::vector<std::size_t> shape{particles, n};
    if (trails) shape.insert(shape.begin(), steps.size());
    return write_numbers(options.path, shape, numbers, doubles());
  }
  Table table;
  if (trails) table.columns.push_back("step");
  table.columns.push_back("particle");
  for (const std::string& name : coordinate_names(int(n))) table.columns.push_back(name);
  if (!trails) table.columns.push_back("loss");
  std::vector<double> losses(trails ? 0 : particles);
  if (!trails) ensemble->losses(0, losses);
  for (std::size_t t = 0; t < steps.size(); t++)
    for (std::size_t p = 0; p < particles; p++) {
      if (trails) table.values.push_back(double(steps[t]));
      table.values.push_back(double(p));
      for (std::size_t k = 0; k < n; k++) table.values.push_back(numbers[(t * particles + p) * n + k]);
      if (!trails) table.values.push_back(losses[p]);
    }
  write_file(options.path, {to_csv(table)});
}

}  // namespace thalweg
