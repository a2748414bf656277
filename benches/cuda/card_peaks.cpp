// SPDX-License-Identifier: MIT
#include "benches/card_peaks.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "benches/cuda/multiply_adds.h"
#include "benches/cuda/timer.h"
#include "kernels/cuda_backend.h"

namespace thalweg::bench {
namespace {

using kernels::DeviceMemory;
using kernels::Machine;
using kernels::Program;
using kernels::Timer;
using CardStream = kernels::Stream;  // beside the machine's random streams

constexpr int kRepeats = 5;

// Eight independent chains per thread: enough to hide the latency of an instruction.
constexpr const char* kChains =
    "template <class T, int Iterations> __global__ void __launch_bounds__(256)\n"
    "multiply_adds(float a, float b, float* out) {\n"
    "  T x[8];\n"
    "  const T factor = T(a), shift = T(b);\n"
    "  for (int k = 0; k < 8; k++) x[k] = factor + T(threadIdx.x) + T(k);\n"
    "#pragma unroll 16\n"
    "  for (int i = 0; i < Iterations; i++)\n"
    "    for (int k = 0; k < 8; k++) x[k] = fma(x[k], factor, shift);\n"
    "  T s = T(0);\n"
    "  for (int k = 0; k < 8; k++) s += x[k];\n"
    "  if (s == shift) out[threadIdx.x] = float(s);\n"
    "}\n"
    "template <int Iterations> __global__ void __launch_bounds__(256)\n"
    "roots(float a, float b, float* out) {\n"
    "  float x[8];\n"
    "  for (int k = 0; k < 8; k++) x[k] = a + float(threadIdx.x) + float(k);\n"
    "#pragma unroll 16\n"
    "  for (int i = 0; i < Iterations; i++)\n"
    "    for (int k = 0; k < 8; k++) asm(\"rsqrt.approx.ftz.f32 %0, %0;\" : \"+f\"(x[k]));\n"
    "  float s = 0;\n"
    "  for (int k = 0; k < 8; k++) s += x[k];\n"
    "  if (s == b) out[threadIdx.x] = s;\n"
    "}\n";

/// Instructions per second of the chains of one kernel.
double chain_rate(Machine& machine, const CardStream& stream, const std::string& name, int iterations) {
  constexpr u32 kThreads = 1 << 20;
  constexpr int kChainsPerThread = 8;
  Program program;
  program.text = kChains;
  program.kernels = {name};
  program.math = MathMode::fast;
  const cudaKernel_t kernel = machine.kernels.get(program)[0];
  const DeviceMemory out(machine.card, 256 * sizeof(float), "a benchmark");
  Timer timer(machine.card, stream.get());
  double best = 0;
  for (int k = 0; k < kRepeats; k++) {
    const double seconds = timer([&] {
      launch(machine.card, kernel, kThreads, stream.get(), "measuring", 0.999f, 0.001f, out.as<float>());
    });
    best = std::max(best, double(kThreads) * iterations * kChainsPerThread / seconds);
  }
  return best;
}

double copy_rate(Machine& machine, const CardStream& stream) {
  constexpr std::size_t kBytes = std::size_t(512) << 20;
  const DeviceMemory from(machine.card, kBytes, "a benchmark"), to(machine.card, kBytes, "a benchmark");
  Timer timer(machine.card, stream.get());
  double best = 0;
  for (int k = 0; k < kRepeats; k++)
    best =
        std::max(best, 2.0 * double(kBytes) / timer([&] {
                         stream.copy(to.bytes(), from.bytes(), kBytes, cudaMemcpyDeviceToDevice, "measuring");
                       }));
  return best;
}

constexpr int kMany = 4096, kFew = 1024;  // iterations

}  // namespace

double multiply_adds_per_second(Machine& machine, const CardStream& stream, Precision precision) {
  const char* const type = precision == Precision::float64 ? "double" : "float";
  return chain_rate(machine, stream, fmt::format("multiply_adds<{}, {}>", type, kMany), kMany);
}

std::optional<CardPeaks> measure_card() {
  if (probe_cuda().cards.empty()) return {};
  Machine machine(kernels::cuda_api(), 0);
  machine.card.use();
  const CardStream stream(machine.card);
  CardPeaks peaks;
  for (const Precision precision : {Precision::float32, Precision::float64})
    peaks.issue[int(precision)] = multiply_adds_per_second(machine, stream, precision);
  peaks.special = chain_rate(machine, stream, fmt::format("roots<{}>", kFew), kFew);
  peaks.memory = copy_rate(machine, stream);
  return peaks;
}

}  // namespace thalweg::bench
