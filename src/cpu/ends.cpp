// SPDX-License-Identifier: MIT
#include "cpu/ends.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/watch.h"

namespace thalweg::cpu {

namespace {

std::size_t lanes_of(const Descent& d, const Block& b) { return std::size_t(b.vectors * d.lanes); }

// Sets `flags` (numbers of the run's precision) to 1 where a particle oscillates in the steps of `watch`.
void watch_block(const Descent& d, const Block& block, const StepRows& watch, void* flags) {
  const std::size_t points = lanes_of(d, block) * d.point_bytes(),
                    state = lanes_of(d, block) * d.state_bytes(),
                    plateau = lanes_of(d, block) * d.plateau_bytes(),
                    watches = lanes_of(d, block) * sizeof(Watch<double, 3>);
  const AlignedBytes copy = aligned_bytes(points + state + plateau + watches);
  Block b = block;
  b.points = copy.get();
  b.state = copy.get() + points;
  b.plateau = copy.get() + points + state;
  std::byte* const watched = copy.get() + points + state + plateau;
  std::memcpy(b.points, block.points, points);
  if (state > 0) std::memcpy(b.state, block.state, state);
  if (plateau > 0) std::memcpy(b.plateau, block.plateau, plateau);
  std::memset(watched, 0, watches);
  Scratch scratch;
  for (int k = 0; k < kWatchSteps; k++) {
    std::memcpy(scratch.before, b.points, points);
    take_step(d, b, scratch, watch.first + k, watch.row(watch.first + k));
    d.particle->observe(watched, k, scratch.before, b.points, b.vectors);
  }
  d.particle->oscillates(watched, flags, b.vectors);
}

// In the run's precision, as a card has it.
template <class S>
bool risen(S end, S start) {
  return end > S(2) * std::abs(start);
}

}  // namespace

void block_losses(const Descent& d, const Block& block, const void* points, double* out) {
  alignas(kAlignment) std::byte values[kBlock * sizeof(double)];
  d.surface->value(d.functor, points, values, block.vectors);
  for (int i = 0; i < block.particles; i++) out[i] = one_nan(number_at(d, values, i));
}

void start_points(const Descent& d, const Block& block, const StartPlan& start, void* points) {
  Point p[kBlock];
  for (int i = 0; i < int(lanes_of(d, block)); i++)
    p[i] = i < block.particles ? start_point(start, block.first + u64(i)) : p[i - 1];
  d.particle->load(p, points, block.vectors);
}

std::array<End, kBlock> block_ends(const Descent& d, const Block& block, const StartPlan& start, i64 done,
                                   const StepRows& watch) {
  Point at[kBlock];
  double before[kBlock], after[kBlock];
  alignas(kAlignment) std::byte numbers[kBlock * 3 * sizeof(double)];
  d.particle->store(block.points, at, block.vectors);
  block_losses(d, block, block.points, after);
  start_points(d, block, start, numbers);
  block_losses(d, block, numbers, before);
  const bool moving =
      std::any_of(block.status, block.status + block.particles, [](u8 status) { return status == kMoving; });
  if (moving) watch_block(d, block, watch, numbers);

  std::array<End, kBlock> ends;
  for (int i = 0; i < block.particles; i++) {
    u8 status = block.status[i];
    const u32 steps = status == kMoving ? u32(done) : block.steps[i];
    if (status == kMoving && number_at(d, numbers, i) != 0) status |= kOscillating;
    if (d.in_double ? risen(after[i], before[i]) : risen(float(after[i]), float(before[i]))) status |= kRisen;
    ends[std::size_t(i)] = {at[i].x, at[i].y, at[i].z, steps, status};
  }
  return ends;
}

void CellCounter::add(i64 first, std::span<const End> ends) {
  for (std::size_t i = 0; i < ends.size(); i++) {
    const u64 cell = end_cell(domain_, {ends[i].x, ends[i].y});
    records_.push_back({cell << 8 | ends[i].status, first + i64(i), ends[i]});
  }
}

std::vector<EndCell> CellCounter::cells() const {
  std::vector<const Record*> order;
  order.reserve(records_.size());
  for (const Record& r : records_) order.push_back(&r);
  std::sort(order.begin(), order.end(), [](const Record* a, const Record* b) {
    return a->key != b->key ? a->key < b->key : a->index < b->index;
  });
  std::vector<EndCell> cells;
  for (const Record* r : order) {
    if (cells.empty() || (u64(cells.back().cell) << 8 | cells.back().status) != r->key)
      cells.push_back({u32(r->key >> 8), r->end.status, 0, 0, r->index, {r->end.x, r->end.y, r->end.z}});
    cells.back().count++;
    cells.back().steps += r->end.steps;
  }
  return cells;
}

}  // namespace thalweg::cpu
