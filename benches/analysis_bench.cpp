// SPDX-License-Identifier: MIT
// The analyses on all threads: what a picture, a search for critical points or the sorting of the ends costs.
#include <vector>

#include "analysis/basins.h"
#include "analysis/critical.h"
#include "cpu/cpu_backend.h"
#include "cpu/thread_pool.h"
#include "descent.h"

namespace thalweg::bench {
namespace {

constexpr const char* kSurfaces[] = {"himmelblau", "rastrigin", "ackley"};

RunSpec spec_of(const char* surface) {
  RunSpec spec;
  spec.surface = {surface};
  return spec;
}

void count_items(benchmark::State& state, const char* what, double items) {
  state.counters[what] = benchmark::Counter(items, benchmark::Counter::kIsIterationInvariantRate);
}

/// Losses on n x n nodes, as the explorer samples what it draws.
void sample_surface(benchmark::State& state, const char* surface) {
  constexpr int kNodes = 1024;
  const std::unique_ptr<Backend> backend = make_cpu_backend(0);
  const Landscape f = make_landscape(spec_of(surface));
  std::vector<Point> points;
  for (int j = 0; j < kNodes; j++)
    for (int i = 0; i < kNodes; i++)
      points.push_back({f.domain.x0 + width(f.domain) * i / (kNodes - 1),
                        f.domain.y0 + height(f.domain) * j / (kNodes - 1)});
  std::vector<double> losses(points.size());
  for (auto _ : state) backend->values(f, points, losses);
  count_items(state, "values", double(points.size()));
}

void search_critical_points(benchmark::State& state, const char* surface) {
  const Landscape f = make_landscape(spec_of(surface));
  cpu::ThreadPool pool(cpu_workers(0));
  CriticalSearch search;
  search.loop = [&](i64 count, const std::function<void(i64)>& body) { pool.for_each(count, body); };
  std::size_t found = 0;
  for (auto _ : state) found = find_critical_points(f, search).points.size();
  state.counters["points"] = double(found);
}

void map_large_basins(benchmark::State& state, const char* surface) {
  constexpr int kPixels = 2048;
  const std::unique_ptr<Backend> backend = make_cpu_backend(0);
  RunSpec spec = spec_of(surface);
  spec.steps = 500;
  for (auto _ : state) benchmark::DoNotOptimize(map_basins(spec, kPixels, {}, *backend).pixel);
  count_items(state, "descents", double(kPixels) * kPixels);
}

void cluster_ends(benchmark::State& state, const char* surface) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(0);
  RunSpec spec = spec_of(surface);
  spec.particles = 10'000'000;
  spec.steps = 100;
  const std::unique_ptr<Ensemble> ensemble = backend->start(make_plan(spec));
  ensemble->advance(spec.steps);
  std::size_t cells = 0;
  for (auto _ : state) cells = ensemble->end_cells().size();
  count_items(state, "ends", double(spec.particles));
  state.counters["cells"] = double(cells);
}

void add(const std::string& name, const char* surface, void (*work)(benchmark::State&, const char*),
         bool large) {
  benchmark::internal::Benchmark* const row =
      benchmark::RegisterBenchmark((name + "/" + surface).c_str(), work, surface)
          ->UseRealTime()
          ->Unit(benchmark::kMillisecond);
  if (large) row->Iterations(1);
}

}  // namespace

void add_analyses() {
  for (const char* surface : kSurfaces) {
    add("surface1024", surface, sample_surface, false);
    add("critical", surface, search_critical_points, false);
    add("large/basins2048", surface, map_large_basins, true);
    add("large/ends1e7", surface, cluster_ends, true);
  }
}

}  // namespace thalweg::bench
