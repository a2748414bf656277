// SPDX-License-Identifier: MIT
// Typed formulas against compiled functors: steps of a block of particles, gradient and update, with the
// block kernels of the CPU machine.  The counter is particle-steps per second; the rows come in pairs,
// compiled and interpreted. This file is compiled for AVX2 and registers nothing on a processor without it.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "cpu/flush_denormals.h"
#include "cpu/surface_kernels.h"
#include "formula/interpret.h"
#include "formula/parse.h"
#include "optimizers/adam.h"
#include "optimizers/sgd.h"
#include "surfaces/ackley.h"
#include "surfaces/goldstein_price.h"
#include "surfaces/himmelblau.h"
#include "surfaces/rastrigin.h"
#include "surfaces/rosenbrock.h"

namespace {

using namespace thalweg;
using namespace thalweg::cpu::THALWEG_VARIANT;
using T = Simd<float>;

constexpr int kVectors = cpu::kBlock / T::kLanes;

using GradientKernel = void (*)(const void* functor, const void* points, void* gradients, int vectors);

void interpreted(const void* program, const void* points, void* gradients, int vectors) {
  interpret_gradients(program, static_cast<const Vec<T, 2>*>(points), static_cast<Vec<T, 2>*>(gradients),
                      vectors);
}

template <class Rule, class State>
void update(State* states, Vec<T, 2>* points, const Vec<T, 2>* gradients,
            const typename Rule::template Step<float>& c) {
  for (int i = 0; i < kVectors; i += 2) {
    THALWEG_UNROLL
    for (int k = i; k < i + 2; k++) Rule::update(states[k], points[k], gradients[k], c);
  }
}

template <class Rule>
void descend(benchmark::State& state, GradientKernel gradient, const void* functor) {
  const cpu::FlushDenormals guard(true);
  Vec<T, 2> points[kVectors], gradients[kVectors];
  typename Rule::template State<T, 2> states[kVectors]{};
  for (int i = 0; i < kVectors; i++)
    for (int lane = 0; lane < T::kLanes; lane++)
      for (int k = 0; k < 2; k++)
        points[i][k].v[lane] = float((i * T::kLanes + lane) * (k + 1) % 97) / 97 - 0.5f;
  // So small a rate keeps every surface's particles moving and finite for as long as the measurement takes.
  const auto step = Rule::at({}, 1e-7, 1000);
  typename Rule::template Step<float> constants;
  for (std::size_t k = 0; k < sizeof step / sizeof(double); k++)
    reinterpret_cast<float*>(&constants)[k] = float(reinterpret_cast<const double*>(&step)[k]);
  for (auto _ : state) {
    gradient(functor, points, gradients, kVectors);
    update<Rule>(states, points, gradients, constants);
    benchmark::ClobberMemory();
  }
  state.counters["particle_steps"] =
      benchmark::Counter(double(state.iterations()) * cpu::kBlock, benchmark::Counter::kIsRate);
}

template <class F>
void add(const std::string& name, const char* text) {
  static const F functor{};
  const Formula formula = parse_formula(text);
  static const std::vector<std::byte> program = compile(formula, {});
  const auto pair = [&]<class Rule>(const std::string& optimizer) {
    const std::string prefix = "formula/" + name + "/" + optimizer;
    benchmark::RegisterBenchmark((prefix + "/compiled").c_str(), descend<Rule>, gradient_block<F, float>,
                                 static_cast<const void*>(&functor));
    benchmark::RegisterBenchmark((prefix + "/interpreted").c_str(), descend<Rule>, interpreted,
                                 static_cast<const void*>(program.data()));
  };
  pair.template operator()<rule_t<Sgd, 0>>("sgd");
  pair.template operator()<rule_t<Adam, 0>>("adam");
}

[[maybe_unused]] const bool registered = [] {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return false;
  add<Rosenbrock>("rosenbrock", "100*(y - x^2)^2 + (1 - x)^2");
  add<Himmelblau>("himmelblau", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2");
  add<GoldsteinPrice>("goldstein_price",
                      "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*"
                      "(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))");
  add<Rastrigin>("rastrigin", "20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))");
  add<Ackley>("ackley", "20 + e - 20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2)");
  return true;
}();

}  // namespace
