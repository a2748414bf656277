// SPDX-License-Identifier: MIT
#include "engine/host_side.h"

#include <cstring>

#include "engine/entries.h"
#include "noise/minibatch.h"
#include "problems/finite_sum.h"
#include "registry/noise.h"
#include "registry/optimizers_names.h"
#include "registry/problems.h"

namespace thalweg {

#define THALWEG_DECLARE(Type) std::vector<HostSide> host_sides_##Type();
THALWEG_FOR_EACH_OPTIMIZER(THALWEG_DECLARE)
#undef THALWEG_DECLARE

namespace {

template <class N, bool Shifts>
void change(int weights, double* numbers, const u32* words, const double* constants) {
  typename N::template Constants<double> c;
  std::memcpy(&c, constants, sizeof c);
  const Words<u32> drawn{{words[0], words[1], words[2], words[3]}};
  const auto in = [&]<int W>(std::integral_constant<int, W>) {
    Vec<double, W> v;
    std::memcpy(&v, numbers, sizeof v);
    if constexpr (Shifts)
      v = N::shift(v, drawn, c);
    else
      v = N::apply(v, drawn, c);
    std::memcpy(numbers, &v, sizeof v);
  };
  if (weights == 1) in(std::integral_constant<int, 1>());
  if (weights == 2) in(std::integral_constant<int, 2>());
  if (weights == 3) in(std::integral_constant<int, 3>());
}

template <class N>
HostNoise noise_of() {
  if constexpr (shifts<N>)
    return {change<N, true>, nullptr};
  else if constexpr (samples<N>)
    return {nullptr, nullptr};
  else
    return {nullptr, change<N, false>};
}

/// The mean over the batch of one particle.
template <class Sum>
struct BatchMean {
  static constexpr int weights = Sum::weights;
  const Sum& sum;
  const Batch& batch;
  template <class... W>
  auto operator()(W... w) const {
    return sum.mean(
        batch.count, [this](u32 j) { return SharedRow{sum.template row<false>(batch.row(j))}; }, w...);
  }
};

using BatchJet = Jet<double, 3> (*)(const Plan&, u32, u64, Point);

template <class P>
Jet<double, 3> batch_jet_of(const Plan& plan, u32 step, u64 particle, Point p) {
  using Sum = FiniteSum<P>;
  const Sum& sum = as<Sum>(plan.landscape.functor.data());
  Minibatch::Constants<double> c;
  std::memcpy(&c, plan.noise_constants.data(), sizeof c);
  const Batch batch = Minibatch::batch(c, u32(sum.count), plan.spec.seed, step, particle);
  return resized<3>(thalweg::jet(BatchMean<Sum>{sum, batch}, coordinates<Sum::weights>(p)));
}

}  // namespace

const std::vector<HostSide>& host_sides(const OptimizerEntry& optimizer) {
#define ENTRY(Type) host_sides_##Type(),
  static const std::vector<std::vector<HostSide>> all = {THALWEG_FOR_EACH_OPTIMIZER(ENTRY)};
#undef ENTRY
  return all[std::size_t(&optimizer - optimizers().data())];
}

HostNoise host_noise(const NoiseEntry& noise) {
#define ENTRY(Type) noise_of<Type>(),
  const HostNoise all[] = {THALWEG_FOR_EACH_NOISE(ENTRY)};
#undef ENTRY
  return all[&noise - noises().data()];
}

Jet<double, 3> batch_jet(const Plan& plan, u32 step, u64 particle, Point p) {
#define ENTRY(Type) batch_jet_of<Type>,
  const BatchJet all[] = {THALWEG_FOR_EACH_PROBLEM(ENTRY)};
#undef ENTRY
  return all[&find_problem(plan.spec.surface.name) - problems().data()](plan, step, particle, p);
}

}  // namespace thalweg
