// SPDX-License-Identifier: MIT
#include "cpu/block_loop.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "engine/watch.h"

namespace thalweg::cpu {

namespace {

/// A block is packed when that saves a quarter of its work for at least so many steps; packing costs about as
/// much as ten steps.
constexpr i64 kWorthPacking = 64;
/// Blocks of which few still move are left after a multiple of so many steps: their particles go on together
/// with those of other blocks.
constexpr i64 kLeaveEvery = 128;
constexpr bool few(int moving) { return 4 * moving <= kBlock; }

int count_moving(const Block& block) {
  return int(std::count(block.status, block.status + block.particles, u8(kMoving)));
}

// Copies the `numbers` numbers of one lane to another lane.
template <class S>
void move_lane(int lanes, int numbers, const void* from, int from_lane, void* to, int to_lane) {
  const auto place = [&](int lane) { return lane / lanes * lanes * numbers + lane % lanes; };
  const S* source = static_cast<const S*>(from) + place(from_lane);
  S* target = static_cast<S*>(to) + place(to_lane);
  for (int k = 0; k < numbers; k++) target[k * lanes] = source[k * lanes];
}

// One run of a block, or of chosen particles of several blocks.  The work is done in place, until so many
// particles have been stopped that it pays to pack the moving ones together in a copy.  S: the type of the
// run's numbers.
template <class S>
class BlockRun {
 public:
  BlockRun(const Descent& d, const Block& home, const TrailRing& trail)
      : d_(d), home_(home), trail_(trail), work_(home), moving_(count_moving(home)) {
    begin_work();
  }
  /// Chosen ones that move, kBlock at most; without trails.
  BlockRun(const Descent& d, const Block& home, std::span<const u32> chosen)
      : d_(d), home_(home), trail_{}, work_(home), moving_(int(chosen.size())) {
    std::copy(chosen.begin(), chosen.end(), order_.begin());
    pack();
  }

  /// The first step that was not taken: the one after the last of rows, unless the block is to be left when
  /// few still move.
  i64 run(const StepRows& rows, bool leaves) {
    const i64 end = rows.first + rows.count;
    i64 k = rows.first;
    pack_if_worth(rows.count);
    for (; k < end; k++) {
      if (moving_ > 0) {
        const i64 last = std::min(next_look(k), end - 1);
        const bool check = (last + 1) % kCheckEvery == 0 || last + 1 == d_.budget;
        take_steps(rows, k, last, check ? scratch_.before : nullptr);
        k = last;
        if (check && find_stopped(k + 1)) pack_if_worth(end - k - 1);
      } else if (trail_.length > 0) {
        k = std::min(next_trail(k), end - 1);
      }
      if (trail_.length > 0 && k == next_trail(k)) write_trail((k + 1) / trail_.every - 1);
      if (moving_ == 0 && trail_.length == 0) break;
      if (leaves && (k + 1) % kLeaveEvery == 0 && few(moving_) && end - k - 1 >= kWorthPacking) break;
    }
    put_back();
    return moving_ == 0 ? end : std::min(k + 1, end);
  }

 private:
  bool packed() const { return work_.points != home_.points; }
  int lanes() const { return work_.vectors * d_.lanes; }
  /// 0 or the bit of Status that stopped it, by lane.
  S* stopped() { return reinterpret_cast<S*>(scratch_.stopped); }

  // Who is stopped already, by lane.  Lanes beyond the last particle count as stopped: they never ask for
  // attention.
  void begin_work() {
    for (int lane = 0; lane < lanes(); lane++)
      known_[std::size_t(lane)] = stopped()[lane] =
          S(lane < work_.particles ? work_.status[work_.offsets[lane]] : u8(kAtRest));
    std::memcpy(scratch_.frozen, work_.points, std::size_t(lanes()) * d_.point_bytes());
  }

  // Of steps k, k + 1, ... the first after which particles are checked, or trails written.
  i64 next_look(i64 k) const {
    const i64 check = std::min((k / kCheckEvery + 1) * kCheckEvery, d_.budget) - 1;
    return trail_.length > 0 ? std::min(check, next_trail(k)) : check;
  }
  i64 next_trail(i64 k) const { return (std::max(k / trail_.every, trail_.first) + 1) * trail_.every - 1; }

  // Steps k to last; the positions before the last one go into `before`, unless that is null.
  void take_steps(const StepRows& rows, i64 k, i64 last, void* before) {
    if (d_.together) {
      d_.together(d_.functor, work_.state, work_.points, rows.part(k, last - k + 1), before, work_.vectors);
      return;
    }
    for (; k <= last; k++) {
      if (k == last && before != nullptr)
        std::memcpy(before, work_.points, std::size_t(lanes()) * d_.point_bytes());
      take_step(d_, work_, scratch_, k, rows.row(k));
    }
  }

  // True if step t, the last that was taken, stopped anybody.
  bool find_stopped(i64 t) {
    if (!d_.particle->check(scratch_.before, work_.points, d_.reach, scratch_.stopped, scratch_.frozen,
                            work_.vectors))
      return false;
    for (int first = 0; first < lanes(); first += d_.lanes)
      if (std::memcmp(stopped() + first, &known_[std::size_t(first)], std::size_t(d_.lanes) * sizeof(S)) != 0)
        note_stopped(first, t);
    return true;
  }

  // Of one group of lanes: who was stopped at step t.
  void note_stopped(int first, i64 t) {
    for (int lane = first; lane < first + d_.lanes; lane++) {
      if (stopped()[lane] == known_[std::size_t(lane)]) continue;
      known_[std::size_t(lane)] = stopped()[lane];
      const u32 offset = work_.offsets[lane];
      home_.status[offset] = u8(stopped()[lane]);
      home_.steps[offset] = u32(t);
      moving_--;
    }
  }

  void pack_if_worth(i64 steps_left) {
    const int needed = vectors_for(moving_, d_.lanes);
    if (moving_ == 0 || 4 * needed > 3 * work_.vectors || steps_left < kWorthPacking) return;
    put_back();
    int moving = 0;
    for (int lane = 0; lane < work_.particles; lane++)
      if (const u32 offset = work_.offsets[lane]; home_.status[offset] == kMoving)
        order_[std::size_t(moving++)] = offset;
    pack();
  }

  // Those that move, at the beginning of order_, into the copy.
  void pack() {
    const std::size_t points = kBlock * d_.point_bytes(), state = kBlock * d_.state_bytes(),
                      plateau = kBlock * d_.plateau_bytes();
    if (!packed_) packed_ = aligned_bytes(points + state + plateau);
    work_.points = packed_.get();
    work_.state = packed_.get() + points;
    work_.plateau = packed_.get() + points + state;
    work_.offsets = order_.data();
    work_.particles = moving_;
    work_.vectors = vectors_for(moving_, d_.lanes);
    for (int lane = 0; lane < lanes(); lane++)
      fetch(int(order_[std::size_t(std::min(lane, moving_ - 1))]), lane);
    begin_work();
  }

  void fetch(int offset, int lane) {
    move_lane<S>(d_.lanes, d_.weights, home_.points, offset, work_.points, lane);
    move_lane<S>(d_.lanes, d_.rule->state_numbers, home_.state, offset, work_.state, lane);
    move_lane<S>(d_.lanes, d_.plateau_numbers(), home_.plateau, offset, work_.plateau, lane);
  }

  // Brings the block up to date: the moving ones with their state, the stopped ones where they were frozen.
  void put_back() {
    if (!packed()) {
      if (moving_ < home_.particles)
        d_.particle->restore(home_.points, scratch_.frozen, scratch_.stopped, home_.vectors);
      return;
    }
    for (int lane = 0; lane < work_.particles; lane++) {
      const int offset = int(order_[std::size_t(lane)]);
      const void* points = stopped()[lane] != 0 ? scratch_.frozen : work_.points;
      move_lane<S>(d_.lanes, d_.weights, points, lane, home_.points, offset);
      move_lane<S>(d_.lanes, d_.rule->state_numbers, work_.state, lane, home_.state, offset);
      move_lane<S>(d_.lanes, d_.plateau_numbers(), work_.plateau, lane, home_.plateau, offset);
    }
  }

  void write_trail(i64 index) {
    const TrailSample& sample = trail_.sample;
    PointF* slot = trail_.xy + index % trail_.length * i64(sample.trails);
    // Whole groups are written; the last block's would run into the next slot.
    PointF whole[kBlock];
    const bool fits = sample.all() && home_.particles == home_.vectors * d_.lanes;
    if (sample.all()) slot += home_.first;
    PointF* out = fits ? slot : whole;
    if (packed()) {
      PointF moving[kBlock];
      d_.particle->pack(home_.points, out, home_.vectors);
      d_.particle->pack_frozen(work_.points, scratch_.frozen, scratch_.stopped, moving, work_.vectors);
      for (int lane = 0; lane < work_.particles; lane++) out[order_[std::size_t(lane)]] = moving[lane];
    } else if (moving_ < home_.particles) {
      d_.particle->pack_frozen(home_.points, scratch_.frozen, scratch_.stopped, out, home_.vectors);
    } else {
      d_.particle->pack(home_.points, out, home_.vectors);
    }
    if (fits) return;
    if (sample.all()) {
      std::copy_n(whole, home_.particles, slot);
      return;
    }
    const u64 end = home_.first + u64(home_.particles);
    for (u64 trail = trails_before(sample, home_.first); trail < sample.trails; trail++) {
      const u64 owner = trail_owner(sample, trail);
      if (owner >= end) break;
      slot[trail] = whole[owner - home_.first];
    }
  }

  const Descent& d_;
  const Block& home_;
  const TrailRing trail_;
  Block work_;  // home_, or its moving particles in packed_
  int moving_;
  AlignedBytes packed_;
  std::array<u32, kBlock> order_;
  Scratch scratch_;
  std::array<S, kBlock> known_;  // what of scratch_.stopped has been noted
};

Block nth_block(const Descent& d, const Block& home, int n) {
  const std::size_t offset = std::size_t(n) * kBlock;
  const auto after = [&](void* numbers, std::size_t bytes) {
    return static_cast<std::byte*>(numbers) + offset * bytes;
  };
  const int particles = std::min(kBlock, home.particles - int(offset));
  return {home.first + offset,
          particles,
          vectors_for(particles, d.lanes),
          offsets_in_order(),
          after(home.points, d.point_bytes()),
          after(home.state, d.state_bytes()),
          after(home.plateau, d.plateau_bytes()),
          home.status + offset,
          home.steps + offset};
}

// One block after the other, and then those of all of them that are still moving where few are.
template <class S>
void run_in_turn(const Descent& d, const Block& home, const StepRows& rows, const TrailRing& trail) {
  const i64 end = rows.first + rows.count;
  const bool records = trail.length > 0;
  std::vector<std::pair<i64, Block>> left;  // at which step
  for (int n = 0; n * kBlock < home.particles; n++) {
    const Block block = nth_block(d, home, n);
    const int moving = count_moving(block);
    if (moving == 0 && !records) continue;
    const bool leaves = !records && home.particles > kBlock;
    const bool at_once = leaves && few(moving) && rows.count >= kWorthPacking;
    const i64 reached = at_once ? rows.first : BlockRun<S>(d, block, trail).run(rows, leaves);
    if (reached < end) left.emplace_back(reached, block);
  }
  std::stable_sort(left.begin(), left.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<u32> together;  // offsets in home
  for (std::size_t i = 0; i < left.size();) {
    const i64 k = left[i].first;
    for (; i < left.size() && left[i].first == k; i++)
      for (int lane = 0; lane < left[i].second.particles; lane++)
        if (left[i].second.status[lane] == kMoving)
          together.push_back(u32(left[i].second.first - home.first) + u32(lane));
    const i64 next = i < left.size() ? left[i].first : end;
    const std::size_t parts = (together.size() + kBlock - 1) / kBlock;
    for (std::size_t part = 0; part < parts; part++) {
      const std::size_t begin = part * together.size() / parts, stop = (part + 1) * together.size() / parts;
      BlockRun<S>(d, home, std::span(together).subspan(begin, stop - begin))
          .run(rows.part(k, next - k), false);
    }
    std::erase_if(together, [&](u32 offset) { return home.status[offset] != kMoving; });
  }
}

/// How the surface is asked, and where the gradient lies in an answer of so many numbers.
struct Question {
  Asked kernel;
  AskedOfBatch of_batch;
  int before_gradient, numbers;
};
Question question_of(const Descent& d) {
  const int n = d.weights;
  switch (d.rule->request) {
    case Request::gradient:
      return {d.surface->gradient, d.surface->batch_gradient, 0, n};
    case Request::value:
      return {d.surface->value, d.surface->batch_value, 0, 1};
    case Request::hessian:
    case Request::value_and_gradient:  // part of the same answer
      break;
  }
  return {d.surface->hessian, d.surface->batch_hessian, 1, 1 + n + n * (n + 1) / 2};
}

// Answers at the points `at`, with the noise and the clipping of the run.
void ask(const Descent& d, const Block& block, Scratch& scratch, const Draw& draw, const void* at) {
  const Question question = question_of(d);
  if (d.noise && d.noise->shift) {
    d.noise->shift(at, scratch.probes, d.noise_constants, draw, block.vectors);
    at = scratch.probes;
  }
  if (d.noise && d.noise->samples)
    question.of_batch(d.functor, d.noise_constants, draw, at, scratch.answers, block.vectors);
  else
    question.kernel(d.functor, at, scratch.answers, block.vectors);
  std::byte* const gradients =
      scratch.answers + std::size_t(question.before_gradient * d.lanes) * d.number_bytes();
  if (d.noise && d.noise->apply)
    d.noise->apply(gradients, question.numbers, d.noise_constants, draw, block.vectors);
  if (d.clip) d.particle->clip(gradients, question.numbers, *d.clip, block.vectors);
}

// Slows the step from scratch.started down and takes note of the new loss.
void heed_plateaus(const Descent& d, const Block& block, Scratch& scratch) {
  d.particle->slow(block.plateau, scratch.started, block.points, block.vectors);
  d.surface->value(d.functor, block.points, scratch.answers, block.vectors);
  d.particle->observe_losses(block.plateau, scratch.answers, d.plateau_constants, block.vectors);
}

constexpr std::array<u32, kBlock> kInOrder = [] {
  std::array<u32, kBlock> offsets{};
  for (u32 i = 0; i < kBlock; i++) offsets[i] = i;
  return offsets;
}();

}  // namespace

const u32* offsets_in_order() { return kInOrder.data(); }

void take_step(const Descent& d, const Block& block, Scratch& scratch, i64 k, const void* constants) {
  if (d.plateau_constants)
    std::memcpy(scratch.started, block.points, std::size_t(block.vectors * d.lanes) * d.point_bytes());
  const Draw draw{d.seed, u32(k), block.first, block.offsets};
  for (int s = 0; s < d.rule->stages; s++) {
    const StageKernels& stage = d.rule->stage[s];
    const void* at = block.points;
    if (stage.probe) {
      stage.probe(block.state, block.points, scratch.probes, constants, block.vectors);
      at = scratch.probes;
    }
    ask(d, block, scratch, draw, at);
    stage.absorb(block.state, block.points, scratch.answers, constants, draw, block.vectors);
  }
  if (d.plateau_constants) heed_plateaus(d, block, scratch);
}

void run_blocks(const Descent& d, const Block& home, const StepRows& rows, const TrailRing& trail) {
  if (d.in_double)
    run_in_turn<double>(d, home, rows, trail);
  else
    run_in_turn<float>(d, home, rows, trail);
}

}  // namespace thalweg::cpu
