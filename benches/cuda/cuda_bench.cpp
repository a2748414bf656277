// SPDX-License-Identifier: MIT
// What a card does per second: the descent kernels alone, timed with the card's own events, beside the
// arithmetic that the card reaches at best.
//
// usage: thalweg-cuda-bench [PARTICLES [STEPS]]
// Exit code 1 where there is no card.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <vector>

#include "benches/cuda/multiply_adds.h"
#include "benches/cuda/timer.h"
#include "kernels/chunks.h"
#include "kernels/cuda_backend.h"
#include "kernels/machine.cuh"
#include "kernels/step_rows.h"

namespace thalweg::kernels {
namespace {

constexpr int kRepeats = 5;

struct Rate {
  double particle_steps_per_second;
  double moving;  ///< share of the particles that were never stopped
};

Rate descent_rate(Machine& machine, const Stream& stream, const Plan& plan) {
  const auto n = u32(plan.spec.particles);
  const auto steps = u32(plan.spec.steps);
  const Parts parts = parts_of(plan);
  const ChunkLayout l = chunk_layout(n, sizeof(float), 2, rule(plan).state_numbers[1]);
  const DeviceMemory memory(machine.card, l.end, "a benchmark");
  const Particles<float> e{0,
                           n,
                           memory.as<float>(l.position),
                           memory.as<float>(l.state),
                           memory.as<u8>(l.status),
                           memory.as<u32>(l.steps)};
  const std::vector<std::byte> around = surroundings(plan);
  const StepRows rows = step_rows(plan, 0, steps);
  const StepShape shape = shape_of(plan);
  const cudaKernel_t place = machine.kernels.get(make_particles_program(parts.real))[0];
  struct Piece {
    i64 step, count;
    cudaKernel_t descend;
    std::array<std::byte, kStepTableBytes> table;
  };
  std::vector<Piece> pieces;  // made now, so that only launches are timed
  for (i64 step = 0; step < i64(steps); step += pieces.back().count) {
    const Cut cut = next_cut(rows, step, shape);
    const Program program = make_program(parts, {descend_name(parts, cut.shape)}, plan.spec.math);
    pieces.push_back({step, cut.count, machine.kernels.get(program)[0], step_table(rows, step, cut)});
  }
  const Box& box = plan.landscape.domain;
  Launch<float, 2> launched{};
  launched.every = launched.until_slot = 0xffffffffu;
  launched.reach = {{{float(centre(box).x), float(centre(box).y)}}, {{1e30f, 1e30f}}};

  Timer timer(machine.card, stream.get());
  double best = 1e30;
  for (int k = 0; k < kRepeats; k++) {
    launch(machine.card, place, n, stream.get(), "measuring", plan.start, u64(0), Range{0, n}, e.position);
    stream.clear(e.status, n, "measuring");
    stream.wait("measuring");
    best = std::min(best, timer([&] {
                      for (const Piece& piece : pieces) {
                        launched.step = u32(piece.step);
                        launched.count = u32(piece.count);
                        launched.until_check = u32(kCheckEvery - piece.step % kCheckEvery);
                        launch(machine.card, piece.descend, n, stream.get(), "measuring",
                               RawArgument{plan.landscape.functor.data()}, RawArgument{around.data()},
                               RawArgument{piece.table.data()}, e, launched);
                      }
                    }));
  }

  // Particles that came to rest did fewer steps.
  std::vector<u8> status(n);
  std::vector<u32> stopped(n);
  stream.copy(status.data(), e.status, n, cudaMemcpyDeviceToHost, "measuring");
  stream.copy(stopped.data(), e.steps, n * sizeof(u32), cudaMemcpyDeviceToHost, "measuring");
  stream.wait("measuring");
  double done = 0, moving = 0;
  for (u32 i = 0; i < n; i++) {
    done += status[i] == kMoving ? steps : stopped[i];
    moving += status[i] == kMoving;
  }
  return {done / best, moving / n};
}

void run(i64 particles, i64 steps) {
  Machine machine(cuda_api(), 0);
  machine.card.use();
  const Stream stream(machine.card);
  const double peak = bench::multiply_adds_per_second(machine, stream, Precision::float32);
  fmt::print("{}: {:.2f} T fused multiply-adds/s (float, measured)\n", machine.card.name(), peak * 1e-12);
  fmt::print("descent kernels alone, float, {} particles, {} steps, best of {}\n", particles, steps,
             kRepeats);
  fmt::print("{:<16} {:<10} {:>12} {:>12} {:>14} {:>14} {:>8}\n", "surface", "optimizer", "fast", "exact",
             "FMA per step", "FMA per step", "moving");
  fmt::print("{:<16} {:<10} {:>12} {:>12} {:>14} {:>14} {:>8}\n", "", "", "1e9 p-s/s", "1e9 p-s/s", "(fast)",
             "(exact)", "");
  const Choice optimizers[] = {{"sgd"}, {"sgd", {{"momentum", 0.9}}}, {"adam"}};
  for (const char* surface : {"rosenbrock", "himmelblau", "rastrigin", "ackley", "goldstein_price"}) {
    for (const Choice& optimizer : optimizers) {
      RunSpec spec;
      spec.surface.name = surface;
      spec.optimizer = optimizer;
      spec.particles = particles;
      spec.steps = steps;
      spec.math = MathMode::fast;
      const Rate fast = descent_rate(machine, stream, make_plan(spec));
      spec.math = MathMode::exact;
      const Rate exact = descent_rate(machine, stream, make_plan(spec));
      // What a step costs, in multiply-adds that the card could have done instead.
      fmt::print("{:<16} {:<10} {:>12.1f} {:>12.1f} {:>14.1f} {:>14.1f} {:>7.1f}%\n", surface,
                 optimizer.parameters.empty() ? optimizer.name : "momentum",
                 fast.particle_steps_per_second * 1e-9, exact.particle_steps_per_second * 1e-9,
                 peak / fast.particle_steps_per_second, peak / exact.particle_steps_per_second,
                 100 * fast.moving);
      std::fflush(stdout);
    }
  }
}

}  // namespace
}  // namespace thalweg::kernels

int main(int argc, char** argv) try {
  const thalweg::CudaStatus status = thalweg::probe_cuda();
  if (status.cards.empty()) {
    fmt::print(stderr, "thalweg-cuda-bench: {}\n", status.why);
    return 1;
  }
  const long long particles = argc > 1 ? std::atoll(argv[1]) : 1 << 22,
                  steps = argc > 2 ? std::atoll(argv[2]) : 512;
  if (particles < 1 || particles > (1 << 30) || steps < 1 || steps > 1'000'000) {
    fmt::print(stderr, "usage: thalweg-cuda-bench [PARTICLES [STEPS]]\n");
    return 2;
  }
  thalweg::kernels::run(particles, steps);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "thalweg-cuda-bench: {}\n", error.what());
  return 1;
}
