// SPDX-License-Identifier: MIT
#include "cpu/cpu_ensemble.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/error.h"
#include "cpu/flush_denormals.h"
#include "cpu/memory.h"
#include "engine/gather.h"

namespace thalweg::cpu {

namespace {

/// Rows of step constants are made for this many steps at a time.
constexpr i64 kRound = 1024;

template <class S>
std::vector<std::byte> converted(std::span<const double> numbers) {
  std::vector<std::byte> bytes(numbers.size() * sizeof(S));
  for (std::size_t i = 0; i < numbers.size(); i++) {
    const S a = S(numbers[i]);
    std::memcpy(&bytes[i * sizeof(S)], &a, sizeof(S));
  }
  return bytes;
}

std::vector<std::byte> in_precision(Precision precision, std::span<const double> numbers) {
  return precision == Precision::float64 ? converted<double>(numbers) : converted<float>(numbers);
}

Descent make_descent(const Plan& plan, const KernelTable& table, const CompiledFormula* compiled,
                     const std::vector<std::byte>& noise, const std::vector<std::byte>& plateau) {
  const ParticleTable& particles = table.of(plan.landscape.surface->weights);
  const Box& box = plan.landscape.domain;
  const Point middle = centre(box);
  Descent d{};
  d.surface = compiled ? &compiled->kernels : &find_kernels(table, *plan.landscape.surface);
  d.rule = &find_kernels(particles, *plan.optimizer, plan.variant);
  d.noise = plan.noise->random ? &find_kernels(particles, *plan.noise) : nullptr;
  d.particle = particles.particles;
  d.in_double = plan.spec.precision == Precision::float64;
  d.weights = plan.landscape.surface->weights;
  d.lanes = table.lanes;
  d.functor = plan.landscape.functor.data();
  d.noise_constants = noise.data();
  d.clip = clips(plan) ? &plan.clip : nullptr;
  d.plateau_constants = plateau.empty() ? nullptr : plateau.data();
  if (!d.noise && !d.clip && !d.plateau_constants)
    d.together = find_pair(table, *plan.landscape.surface, *plan.optimizer, plan.variant);
  d.seed = plan.spec.seed;
  const double reach[] = {middle.x,
                          middle.y,
                          middle.z,
                          kEscapeReach * 0.5 * width(box),
                          kEscapeReach * 0.5 * height(box),
                          kEscapeReach * 0.5 * depth(box),
                          double(plan.pauses)};
  std::copy(std::begin(reach), std::end(reach), d.reach);
  d.budget = plan.spec.steps;
  return d;
}

}  // namespace

CpuEnsemble::CpuEnsemble(const Plan& plan, const KernelTable& table,
                         std::shared_ptr<const CompiledFormula> compiled, std::shared_ptr<ThreadPool> pool,
                         const TrailSample& sample)
    : plan_(plan),
      compiled_(std::move(compiled)),
      pool_(std::move(pool)),
      sample_(sample),
      noise_constants_(in_precision(plan.spec.precision, plan.noise_constants)),
      plateau_constants_(in_precision(plan.spec.precision, plan.plateau_constants)),
      descent_(make_descent(plan_, table, compiled_.get(), noise_constants_, plateau_constants_)) {
  const MemoryNeed need =
      memory_need(plan_.spec.particles, i64(sample_.trails), plan_.spec.trail.length, descent_.point_bytes(),
                  descent_.state_bytes(), descent_.plateau_bytes());
  check_memory(need, plan_.spec.particles, physical_memory());
  try {
    points_ = aligned_bytes(need.points);
    state_ = aligned_bytes(need.state);
    plateau_ = aligned_bytes(need.plateau);
    status_ = aligned_bytes(need.status);
    steps_ = aligned_bytes(need.steps);
    trail_ = aligned_bytes(need.trail);
  } catch (const std::bad_alloc&) {
    throw_out_of_memory(need, plan_.spec.particles);
  }
  // By the threads that will run them, so that memory lies near its thread.
  pool_->for_each(blocks(), [this](i64 index) {
    const Block b = block(index);
    std::memset(b.status, 0, kBlock * sizeof(u8));
    std::memset(b.steps, 0, kBlock * sizeof(u32));
    start_points(descent_, b, plan_.start, b.points);
    descent_.rule->reset(b.state, b.vectors);
    if (descent_.plateau_constants) descent_.particle->reset_plateaus(b.plateau, b.vectors);
  });
}

Block CpuEnsemble::blocks_from(i64 index, i64 count) const {
  const i64 first = index * kBlock;
  const std::size_t offset = std::size_t(first);
  const int particles = int(std::min(count * kBlock, plan_.spec.particles - first));
  return {u64(first),
          particles,
          vectors_for(particles, descent_.lanes),
          offsets_in_order(),
          points_.get() + offset * descent_.point_bytes(),
          state_.get() + offset * descent_.state_bytes(),
          plateau_.get() + offset * descent_.plateau_bytes(),
          reinterpret_cast<u8*>(status_.get()) + offset,
          reinterpret_cast<u32*>(steps_.get()) + offset};
}

void CpuEnsemble::advance(i64 steps) {
  const i64 end = std::min<i64>(plan_.spec.steps, step_ + std::max<i64>(0, steps));
  const auto [every, length] = plan_.spec.trail;
  const TrailRing trail{every, length, reinterpret_cast<PointF*>(trail_.get()),
                        length > 0 ? std::max<i64>(0, end / every - length) : 0, sample_};
  // Powers of two (Draw), and some for each thread.
  const i64 in_turn =
      i64(std::bit_floor(u64(std::clamp<i64>(blocks() / (8 * pool_->threads()), 1, kMostInTurn))));
  while (step_ < end) {
    const i64 count = std::min(kRound, end - step_);
    const std::vector<std::byte> table =
        in_precision(plan_.spec.precision, step_constants(plan_, step_, count));
    const StepRows rows{step_, count, table.data(), table.size() / std::size_t(count)};
    pool_->for_each((blocks() + in_turn - 1) / in_turn, [&](i64 index) {
      const FlushDenormals flush(flushes(plan_.spec.precision, plan_.spec.math));
      run_blocks(descent_, blocks_from(index * in_turn, in_turn), rows, trail);
    });
    step_ += count;
  }
}

bool CpuEnsemble::follow(const Plan& plan) {
  if (!continues(plan_, plan, step_)) return false;
  plan_.spec.rates = plan.spec.rates;  // nothing else, because descent_ points into the plan
  return true;
}

void CpuEnsemble::for_range(i64 first, i64 count, const RangeBody& body) const {
  if (count == 0) return;
  if (first < 0 || count > plan_.spec.particles - first)
    throw Error("particles " + std::to_string(first) + ".." + std::to_string(first + count - 1) +
                " asked for; the run has " + std::to_string(plan_.spec.particles));
  const i64 first_block = first / kBlock, last_block = (first + count - 1) / kBlock;
  pool_->for_each(last_block - first_block + 1, [&](i64 i) {
    const FlushDenormals flush(flushes(plan_.spec.precision, plan_.spec.math));
    const Block b = block(first_block + i);
    const i64 begin = std::max(first, i64(b.first)),
              end = std::min(first + count, i64(b.first) + b.particles);
    body(b, {int(begin - i64(b.first)), int(end - begin), std::size_t(begin - first)});
  });
}

void CpuEnsemble::positions(i64 first, std::span<PointF> out) {
  for_range(first, std::ssize(out), [&](const Block& b, const Part& part) {
    PointF all[kBlock];
    descent_.particle->pack(b.points, all, b.vectors);
    std::copy_n(all + part.begin, part.count, out.data() + part.offset);
  });
}

void CpuEnsemble::losses(i64 first, std::span<double> out) {
  for_range(first, std::ssize(out), [&](const Block& b, const Part& part) {
    double all[kBlock];
    block_losses(descent_, b, b.points, all);
    std::copy_n(all + part.begin, part.count, out.data() + part.offset);
  });
}

std::vector<std::byte> CpuEnsemble::watch_constants() const {
  return in_precision(plan_.spec.precision, thalweg::watch_constants(plan_, step_));
}

void CpuEnsemble::ends(i64 first, std::span<End> out) {
  const std::vector<std::byte> table = watch_constants();
  const StepRows watch{step_, kWatchSteps, table.data(), table.size() / kWatchSteps};
  for_range(first, std::ssize(out), [&](const Block& b, const Part& part) {
    const std::array<End, kBlock> all = block_ends(descent_, b, plan_.start, step_, watch);
    std::copy_n(all.data() + part.begin, part.count, out.data() + part.offset);
  });
}

std::vector<EndCell> CpuEnsemble::end_cells() {
  // Chunks of particles are collected on their own, a few at a time so that the memory for it stays bounded;
  // then they are merged in their order.
  const std::vector<std::byte> table = watch_constants();
  const StepRows watch{step_, kWatchSteps, table.data(), table.size() / kWatchSteps};
  constexpr i64 kChunk = 256;  // blocks
  const i64 at_once = 2 * pool_->threads();
  std::vector<EndCell> all;
  for (i64 begin = 0; begin < blocks(); begin += kChunk * at_once) {
    const i64 chunks = std::min(at_once, (blocks() - begin + kChunk - 1) / kChunk);
    std::vector<std::vector<EndCell>> parts{std::size_t(chunks)};
    pool_->for_each(chunks, [&](i64 chunk) {
      const FlushDenormals flush(flushes(plan_.spec.precision, plan_.spec.math));
      CellCounter counter(plan_.landscape.domain);
      const i64 first = begin + chunk * kChunk;
      for (i64 i = first; i < std::min(first + kChunk, blocks()); i++) {
        const Block b = block(i);
        const std::array<End, kBlock> ends = block_ends(descent_, b, plan_.start, step_, watch);
        counter.add(i64(b.first), {ends.data(), std::size_t(b.particles)});
      }
      parts[std::size_t(chunk)] = counter.cells();
    });
    std::vector<EndCell> together;
    for (const std::vector<EndCell>& part : parts) together = merge_cells(together, part);
    all = merge_cells(all, together);
  }
  return all;
}

LossQuantiles CpuEnsemble::loss_quantiles() {
  std::vector<double> all(std::size_t(plan_.spec.particles));
  losses(0, all);
  return quantiles_of(std::move(all));
}

TrailView CpuEnsemble::trails() {
  const TrailSpec& t = plan_.spec.trail;
  TrailView view;
  view.particles = i64(sample_.trails);
  view.length = t.length;
  view.written = t.length > 0 ? step_ / t.every : 0;
  view.xy = {reinterpret_cast<const PointF*>(trail_.get()), std::size_t(t.length * view.particles)};
  return view;
}

void CpuEnsemble::count_density(const Box& box, int n, std::span<u32> counts, const Kinds& kinds) {
  check_density(plan_.spec.particles, n, counts, kinds);
  // Parts of the particles are counted on their own: once they have come together, threads would wait for
  // each other at the same few cells.  Few particles are not worth more parts, and neither are many cells.
  constexpr i64 kMostPlanes = 32, kMostParts = 8, kWorthwhile = 64;  // blocks of a part
  const i64 most = std::min({kMostParts, std::max<i64>(2, kMostPlanes / kinds.count), i64(pool_->threads())});
  const i64 parts = std::clamp<i64>(blocks() / kWorthwhile, 1, most);
  const std::size_t plane = std::size_t(n) * std::size_t(n);
  std::vector<std::vector<u32>> others(std::size_t(parts - 1));
  pool_->for_each(parts, [&](i64 part) {
    std::span<u32> mine = counts;
    if (part > 0) {
      others[std::size_t(part - 1)].resize(counts.size());
      mine = others[std::size_t(part - 1)];
    }
    PointF points[kBlock];
    for (i64 i = part * blocks() / parts; i < (part + 1) * blocks() / parts; i++) {
      const Block b = block(i);
      descent_.particle->pack(b.points, points, b.vectors);
      for (int k = 0; k < b.particles; k++)
        if (const u32 cell = density_cell(box, n, points[k].x, points[k].y); cell != kOutsideDensity)
          mine[(kinds.of.empty() ? 0 : kinds.of[b.first + u64(k)]) * plane + cell]++;
    }
  });
  for (const std::vector<u32>& other : others)
    for (std::size_t i = 0; i < other.size(); i++) counts[i] += other[i];
}

}  // namespace thalweg::cpu
