// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "cpu/kernels.h"
#include "cpu/memory.h"
#include "machine.h"

namespace thalweg {
namespace {

using namespace thalweg::test;

std::string error_of(const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

TEST(CpuBackend, NamesItsDevice) {
  const std::vector<std::string> isas = isa_names();
  EXPECT_EQ(backend_with("", 1)->device(), "cpu " + isas.back() + ", 1 thread");
  EXPECT_EQ(backend_with(isas.front(), 2)->device(), "cpu " + isas.front() + ", 2 threads");
  EXPECT_NE(backend_with("", 0)->device().find(std::to_string(std::thread::hardware_concurrency())),
            std::string::npos);
  EXPECT_THROW(make_cpu_backend(-1), InputError);
}

TEST(CpuBackend, RefusesAnUnknownInstructionSet) {
  EXPECT_THROW(backend_with("avx3", 1), InputError);
  const std::string text = error_of([] { backend_with("sse", 1); });
  EXPECT_NE(text.find("THALWEG_ISA"), std::string::npos) << text;
  EXPECT_NE(text.find("'sse'"), std::string::npos) << text;
  for (const std::string& isa : isa_names()) EXPECT_NE(text.find(isa), std::string::npos) << text;
}

TEST(CpuBackend, ValuesAreTheLandscapes) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(2);
  for (const SurfaceEntry& surface : surfaces()) {
    const Landscape f = make_landscape({surface.info.name});
    std::vector<Point> points;
    for (int i = 0; i < 1001; i++)
      points.push_back({f.domain.x0 + i / 1000.0 * width(f.domain),
                        f.domain.y0 + (i * 37 % 1001) / 1000.0 * height(f.domain)});
    std::vector<double> values(points.size(), 0.0);
    backend->values(f, points, values);
    for (std::size_t i = 0; i < points.size(); i++) {
      const double expected = value(f, points[i]);
      EXPECT_TRUE(values[i] == expected || (std::isnan(values[i]) && std::isnan(expected)))
          << surface.info.name << ' ' << values[i] << ' ' << expected;
    }
  }
  backend->values(make_landscape({"sphere"}), {}, {});
}

TEST(CpuBackend, LeavesTheCallersArithmeticAlone) {
  RunSpec spec;
  spec.particles = 10;
  spec.steps = 2;
  const std::unique_ptr<Ensemble> ensemble = make_cpu_backend(1)->start(make_plan(spec));
  ensemble->advance(2);
  std::vector<End> ends(10);
  ensemble->ends(0, ends);
  volatile float tiny = std::numeric_limits<float>::min();
  EXPECT_GT(tiny * 0.5f, 0.0f);
}

TEST(CpuMemory, TenMillionAdamParticles) {
  RunSpec spec;
  spec.optimizer = {"adam"};
  const Plan plan = make_plan(spec);
  // m and v, x and y, a status and a count of steps, and nothing else.
  EXPECT_EQ(rule(plan).state_numbers[1], 4);
  constexpr i64 kWholeBlocks = 10'000'000 / cpu::kBlock * cpu::kBlock;
  const cpu::MemoryNeed need =
      cpu::memory_need(kWholeBlocks, kWholeBlocks, 0, 2 * sizeof(float), 4 * sizeof(float));
  EXPECT_EQ(need.total, std::size_t(kWholeBlocks) * (8 + 16 + 1 + 4));
}

TEST(CpuMemory, CountsWholeBlocksAndTrails) {
  constexpr i64 kOneMore = cpu::kBlock + 1;
  const cpu::MemoryNeed need = cpu::memory_need(kOneMore, 3, 10, 16, 0);
  EXPECT_EQ(need.points, 2u * cpu::kBlock * 16);
  EXPECT_EQ(need.state, 0u);
  EXPECT_EQ(need.trail, 3u * 10 * sizeof(PointF));
  EXPECT_EQ(need.total, need.points + need.status + need.steps + need.trail);
}

TEST(CpuMemory, TooManyParticlesAreAnErrorThatSaysHowMany) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  for (const i64 n : {1'000'000'000'000ll, std::numeric_limits<i64>::max()}) {
    RunSpec spec;
    spec.particles = n;
    spec.optimizer = {"adam"};
    const std::string text = error_of([&] { backend->start(make_plan(spec)); });
    EXPECT_NE(text.find(std::to_string(n) + " particles"), std::string::npos) << text;
    EXPECT_NE(text.find("bytes"), std::string::npos) << text;
  }
  RunSpec spec;
  spec.trail.length = std::numeric_limits<i64>::max();
  EXPECT_THROW(backend->start(make_plan(spec)), Error);
}

TEST(CpuMemory, TheMachinesMemoryIsTheLimit) {
  const cpu::MemoryNeed need = cpu::memory_need(1000, 1000, 0, 8, 8);
  EXPECT_GT(cpu::physical_memory(), std::size_t(1) << 28);
  EXPECT_NO_THROW(cpu::check_memory(need, 1000, need.total));
  EXPECT_THROW(cpu::check_memory(need, 1000, need.total - 1), Error);
}

}  // namespace
}  // namespace thalweg
